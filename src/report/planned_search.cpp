#include "report/planned_search.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "sequencing/bracket.h"
#include "sequencing/solutions.h"

namespace entente::report {

namespace {

using game::Game;
using sequencing::SearchOptions;
using sequencing::SearchResult;

// On larger lattices not even the tolerant searches are tried.
constexpr std::size_t kMostForFrontier = 200'000;
constexpr std::size_t kMostBytes = 10'000'000'000;  // where nobody says how much there is
constexpr std::uint64_t kMostComparisons = 300'000'000;

struct TimeIsUp {};

std::vector<double> times(const std::vector<double>& points, double share) {
  std::vector<double> result;
  for (const double point : points) result.push_back(share * point);
  return result;
}

std::string exact_percent(double share) {
  std::string text = std::to_string(share * 100.0);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text + "%";
}

std::vector<double> best_gains_of(const SearchResult& found) {
  return sequencing::best_gains(found.frontier, found.disagreement);
}

class Planner {
 public:
  Planner(const Game& game, std::size_t valid_states, const PlanOptions& options)
      : game_(game), valid_states_(valid_states), options_(options) {
    base_.target = options.target;
    base_.most_bytes = options.most_bytes > 0 ? options.most_bytes : kMostBytes;
  }

  // A search at the margin of `base_`; `best_gain` is empty while it is not yet known.
  PlannedSearch at_margin(const std::vector<double>& best_gain) {
    if (!options_.eps) return affordable(best_gain);
    PlannedSearch planned = *options_.eps > 0.0 ? within(*options_.eps, best_gain, 0) : exact(0);
    if (planned.result.finished) return planned;
    planned = bracketed();
    planned.notes.push_back("The frontier " +
                            (*options_.eps > 0.0 ? "within " + exact_percent(*options_.eps) : "asked for, exact,") +
                            " does not fit into memory.");
    return planned;
  }

  SearchOptions& base() { return base_; }

 private:
  PlannedSearch exact(std::uint64_t most_comparisons) {
    SearchOptions options = base_;
    options.most_comparisons = most_comparisons;
    return done(std::move(options), 0.0);
  }

  PlannedSearch within(double eps, std::vector<double> best_gain, std::uint64_t most_comparisons) {
    if (best_gain.empty()) best_gain = best_gains_of(bracketed().result);
    SearchOptions options = base_;
    options.eps = times(best_gain, eps);
    options.most_comparisons = most_comparisons;
    return done(std::move(options), eps);
  }

  PlannedSearch affordable(const std::vector<double>& best_gain) {
    if (valid_states_ > kMostForFrontier) return bracketed();
    // With a limit on time there must be an answer before anything is tried that may take longer.
    std::optional<PlannedSearch> few;
    if (options_.out_of_time) few = bracketed();
    try {
      PlannedSearch planned = exact(kMostComparisons);
      if (planned.result.finished) return planned;
      // One bracket serves both tolerances, proves the best plan, and is the answer when neither can be had.
      if (!few) few = bracketed();
      const std::vector<double> gains = best_gain.empty() ? best_gains_of(few->result) : best_gain;
      for (const double eps : {0.01, 0.05}) {
        planned = within(eps, gains, kMostComparisons);
        if (!planned.result.finished) continue;
        planned.notes.push_back("The exact frontier is too large to hold: this one is within " + exact_percent(eps) +
                                " of each party's best gain.");
        add_what_was_proved(few->result, planned.result);
        return planned;
      }
    } catch (const TimeIsUp&) {
      few->result.out_of_time = true;
      few->notes.emplace_back("Time was up before the frontier could be searched.");
    }
    return *std::move(few);
  }

  // The best plans of a bracket stand beside a tolerant frontier, which may have passed them over by up to eps.
  static void add_what_was_proved(const SearchResult& few, SearchResult& tolerant) {
    tolerant.nash_at_most = few.nash_at_most;
    tolerant.nash_parties = few.nash_parties;
    for (const sequencing::FoundPlan& plan : few.frontier) {
      const bool dominated = std::any_of(tolerant.frontier.begin(), tolerant.frontier.end(), [&](const auto& other) {
        return std::equal(plan.value.begin(), plan.value.end(), other.value.begin(),
                          [](double own, double others) { return own <= others; });
      });
      if (!dominated) tolerant.frontier.push_back(plan);
    }
  }

  PlannedSearch bracketed() {
    sequencing::BracketOptions options;
    options.margin = base_.margin;
    options.target = base_.target;
    options.most_bytes = base_.most_bytes;
    options.out_of_time = options_.out_of_time;
    options.on_progress = reported(false);
    PlannedSearch planned;
    planned.result = sequencing::bracket(game_, options);
    planned.options = base_;
    planned.options.labels_per_state = options.labels_per_state;
    planned.notes.emplace_back(
        "The frontier is too large to hold: the plans kept are certified and differ in where they end and in whom they "
        "favour.");
    if (planned.result.out_of_time) {
      planned.notes.emplace_back("Time was up: a longer run may find better plans and close more of the gap.");
    }
    return planned;
  }

  PlannedSearch done(SearchOptions options, double eps) {
    options.on_progress = reported(true);
    PlannedSearch planned;
    planned.result = sequencing::search(game_, options);
    planned.options = std::move(options);
    planned.options.most_comparisons = 0;
    planned.options.on_progress = reported(false);
    planned.eps_share = eps;
    return planned;
  }

  // Progress; `timed`: throws TimeIsUp when it is.
  std::function<void(const sequencing::Progress&)> reported(bool timed) const {
    if (!options_.on_progress && !options_.out_of_time) return {};
    return [report = options_.on_progress,
            out = timed ? options_.out_of_time : nullptr](const sequencing::Progress& progress) {
      if (report) report("search", progress);
      if (out && out()) throw TimeIsUp{};
    };
  }

  const Game& game_;
  std::size_t valid_states_;
  const PlanOptions& options_;
  SearchOptions base_;
};

}  // namespace

PlannedSearch planned_search(const Game& game, std::size_t valid_states, const PlanOptions& options) {
  Planner planner(game, valid_states, options);
  PlannedSearch at_zero = planner.at_margin({});
  at_zero.best_gain = best_gains_of(at_zero.result);
  if (options.margin == 0.0) return at_zero;
  planner.base().margin = times(at_zero.best_gain, options.margin);
  PlannedSearch planned = planner.at_margin(at_zero.best_gain);
  planned.best_gain = std::move(at_zero.best_gain);
  return planned;
}

}  // namespace entente::report
