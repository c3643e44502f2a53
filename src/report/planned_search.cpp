#include "report/planned_search.h"

#include <optional>
#include <utility>

#include "sequencing/solutions.h"

namespace entente::report {

namespace {

using game::Game;
using sequencing::SearchOptions;
using sequencing::SearchResult;

// On larger lattices not even the tolerant searches are tried.
constexpr std::size_t kMostForFrontier = 200'000;
constexpr std::size_t kMostBytes = 10'000'000'000;
constexpr std::uint64_t kMostComparisons = 1'000'000'000;

std::vector<double> times(const std::vector<double>& points, double share) {
  std::vector<double> result;
  for (const double point : points) result.push_back(share * point);
  return result;
}

std::string percent(double share) {
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
    if (options.on_progress) {
      base_.on_progress = [report = options.on_progress](const sequencing::Progress& progress) {
        report("search", progress);
      };
    }
  }

  // A search at the margin of `base_`; `best_gain` is empty while it is not yet known.
  PlannedSearch at_margin(const std::vector<double>& best_gain) {
    PlannedSearch planned;
    if (options_.eps) {
      planned = *options_.eps > 0.0 ? within(*options_.eps, best_gain, 0) : exact(0);
      if (!planned.result.finished) {
        planned = few_labels();
        planned.notes.push_back("The frontier " +
                                (*options_.eps > 0.0 ? "within " + percent(*options_.eps) : "asked for, exact,") +
                                " does not fit into memory.");
      }
    } else {
      planned = affordable(best_gain);
    }
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
    if (best_gain.empty()) best_gain = best_gains_of(few_labels().result);
    SearchOptions options = base_;
    options.eps = times(best_gain, eps);
    options.most_comparisons = most_comparisons;
    return done(std::move(options), eps);
  }

  PlannedSearch affordable(const std::vector<double>& best_gain) {
    if (valid_states_ <= kMostForFrontier) {
      PlannedSearch planned = exact(kMostComparisons);
      if (planned.result.finished) return planned;
      // One search of few labels serves both tolerances, and is the answer when neither can be had.
      std::optional<PlannedSearch> few;
      if (best_gain.empty()) few = few_labels();
      const std::vector<double> gains = few ? best_gains_of(few->result) : best_gain;
      for (const double eps : {0.01, 0.05}) {
        planned = within(eps, gains, kMostComparisons);
        if (!planned.result.finished) continue;
        planned.notes.push_back("The exact frontier is too large to hold: this one is within " + percent(eps) +
                                " of each party's best gain.");
        return planned;
      }
      return few ? *std::move(few) : few_labels();
    }
    return few_labels();
  }

  PlannedSearch few_labels() {
    SearchOptions options = base_;
    options.labels_per_state = options_.labels_per_state;
    PlannedSearch planned = done(std::move(options), 0.0);
    if (planned.result.coverage == sequencing::Coverage::representative) {
      planned.notes.push_back(
          "The frontier is too large to hold: at most " + std::to_string(options_.labels_per_state) +
          " plans were kept a state, those of largest Nash product. The plans are certified and best found, not "
          "proved best; the gap says how far a better one could be.");
    }
    return planned;
  }

  PlannedSearch done(SearchOptions options, double eps) {
    options.most_bytes = kMostBytes;
    PlannedSearch planned;
    planned.result = sequencing::search(game_, options);
    planned.options = std::move(options);
    planned.options.most_comparisons = 0;
    planned.eps_share = eps;
    return planned;
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
