#include "sequencing/bracket.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "game/states.h"
#include "game/values.h"
#include "sequencing/label_pass.h"
#include "sequencing/objective.h"
#include "sequencing/plan_graph.h"
#include "sequencing/solutions.h"
#include "sequencing/weighted_bounds.h"

namespace entente::sequencing {

namespace {

using accord::PartyIndex;
using game::Game;

struct TimeIsUp {};

constexpr double kNoGap = 1e-9;                   // values that close are equal
constexpr std::uint64_t kSmallCorridor = 10'000;  // times of states: a pass through it costs next to nothing

// Found plans, none of which another one dominates, in the order in which they were found.
class Collection {
 public:
  explicit Collection(std::vector<double> disagreement) : disagreement_(std::move(disagreement)) {}

  void add(std::vector<FoundPlan> plans) {
    for (FoundPlan& plan : plans) {
      const bool known = std::any_of(plans_.begin(), plans_.end(),
                                     [&](const FoundPlan& other) { return reaches(other.value, plan.value); });
      if (known) continue;
      std::erase_if(plans_, [&](const FoundPlan& other) { return reaches(plan.value, other.value); });
      plans_.push_back(std::move(plan));
    }
  }

  const std::vector<FoundPlan>& plans() const { return plans_; }
  std::vector<double> best_gain() const { return best_gains(plans_, disagreement_); }

  std::vector<double> gains(const std::vector<double>& value) const {
    std::vector<double> result(value.size());
    for (std::size_t i = 0; i < value.size(); ++i) result[i] = value[i] - disagreement_[i];
    return result;
  }

  // The gains of the plan that is worth most; empty when there is none.
  std::vector<double> best(const Objective& objective) const {
    std::vector<double> chosen;
    double most = -1.0;
    for (const FoundPlan& plan : plans_) {
      std::vector<double> own = gains(plan.value);
      const double worth_of_plan = worth(objective, own);
      if (worth_of_plan <= most) continue;
      most = worth_of_plan;
      chosen = std::move(own);
    }
    return chosen;
  }

 private:
  std::vector<double> disagreement_;
  std::vector<FoundPlan> plans_;
};

class Bracketing {
 public:
  Bracketing(const Game& game, const BracketOptions& options, std::vector<double> disagreement)
      : options_(options),
        disagreement_(std::move(disagreement)),
        graph_(make_plan_graph(game, options.margin, options.target, options.most_bytes, watched(false))),
        found_(disagreement_) {}

  SearchResult run() {
    SearchResult result;
    result.coverage = Coverage::representative;
    result.disagreement = disagreement_;
    result.valid_states = graph_.lattice.code.size();
    result.safe_at_most = graph_.open_states;
    result.at_most = graph_.at_most;
    result.safe_at_least = first_pass();
    if (!found_.plans().empty()) {
      try {
        improve(result);
      } catch (const TimeIsUp&) {
        result.out_of_time = true;
      }
    }
    result.counts = counts_;
    result.frontier = found_.plans();
    std::sort(result.frontier.begin(), result.frontier.end(),
              [](const FoundPlan& a, const FoundPlan& b) { return a.value > b.value; });
    return result;
  }

 private:
  // Progress, and an end when time is up; the first pass has to be finished, for without it there is no answer.
  OnStates watched(bool may_end) const {
    return [this, may_end](std::size_t done, std::size_t all) {
      if (options_.on_progress) options_.on_progress({.states_done = done, .states = all});
      if (may_end) look_at_the_clock();
    };
  }

  void look_at_the_clock() const {
    if (options_.out_of_time && options_.out_of_time()) throw TimeIsUp{};
  }

  void count(const LabelTable& table) {
    counts_.labels += table.kept;
    counts_.comparisons += table.comparisons;
  }

  std::size_t first_pass() {
    LabelPassOptions pass;
    pass.most = options_.labels_per_state;
    pass.on_states = watched(false);
    const LabelTable table = label_pass(graph_, pass);
    counts_.steps = graph_.edges;
    count(table);
    found_.add(plans_of(graph_, table));
    return table.states_with_labels;
  }

  void improve(SearchResult& result) {
    const Times everywhere = make_times(graph_);
    const Objective nash{.kind = Objective::Kind::nash, .unit = found_.best_gain()};
    if (nash.counted() == 0) return;
    result.nash_parties = nash.counted();
    // Half of the comparisons for the gap asked for, a quarter for what is left of it, the rest for variety.
    allowed_ = options_.most_comparisons / 2;
    close_in(nash, options_.gap, everywhere, result.nash_at_most);
    allowed_ = compared_ + options_.most_comparisons / 4;
    if (options_.prove_best) close_in(nash, kNoGap, everywhere, result.nash_at_most);
    if (!options_.variety) return;
    look_for_favourites(everywhere);
    allowed_ = compared_ + options_.most_comparisons / 4;
    const Objective fair{.kind = Objective::Kind::kalai_smorodinsky, .unit = found_.best_gain()};
    close_in(fair, options_.gap, everywhere, result.kalai_smorodinsky_at_most);
  }

  // Narrows the corridor and widens the passes in it until nothing better can be left. Keeps `at_most`, an upper bound
  // on the worth of any plan, up to date even when time runs out.
  void close_in(const Objective& objective, double gap, Times times, std::optional<double>& at_most) {
    std::vector<double> best = found_.best(objective);
    if (worth(objective, best) <= 0.0) return;
    if (!at_most) at_most = std::numeric_limits<double>::infinity();
    nothing_closed_ = true;
    constexpr std::size_t kLastWidth = 16384;
    constexpr std::size_t kWider = 4;
    constexpr double kLeastReach = 0.1;
    double reach = 0.5;
    double tightened_for = -1.0;
    std::optional<std::vector<double>> weights;
    for (std::size_t width = options_.corridor_labels; width <= kLastWidth;) {
      best = found_.best(objective);
      const double own = worth(objective, best);
      const double goal = own * (1.0 + gap);
      if (own > tightened_for) {
        weights = tighten(objective, best, goal, times, *at_most);
        tightened_for = own;
      }
      if (!weights || *at_most <= goal) break;
      // A plan well above the best one closes more at once than many slightly better ones: try that first.
      const double ambition = own + reach * (*at_most - own);
      if (times.all > kSmallCorridor && reach > kLeastReach && ambition > goal) {
        const Outcome outcome = look_for(objective, times, *weights, ambition, width, *at_most);
        if (outcome == Outcome::gave_up) break;
        if (outcome != Outcome::found) reach *= 0.5;
        continue;
      }
      reach = 0.0;
      const Outcome outcome = look_for(objective, times, *weights, goal, width, *at_most);
      if (outcome == Outcome::nothing_left || outcome == Outcome::gave_up) break;
      constexpr double kWorthAnotherLook = 1.001;
      if (worth(objective, found_.best(objective)) < own * kWorthAnotherLook) width *= kWider;
    }
  }

  // Lowers the bound by better weights, and closes what lies below the goal. Gives the best weights; nothing when no
  // plan can reach the goal any more.
  std::optional<std::vector<double>> tighten(const Objective& objective, const std::vector<double>& best, double goal,
                                             Times& times, double& at_most) {
    constexpr int kMostRounds = 24;
    constexpr double kGoodEnough = 1.0005;  // bounds that close to the best possible one are not worth more rounds
    constexpr int kPatience = 8;            // rounds without a better bound
    Mixture mixture(best);
    std::vector<double> weights = weights_at(objective, best);
    std::vector<double> chosen = weights;
    double lowest = std::numeric_limits<double>::infinity();
    int since_better = 0;
    for (int round = 0; round < kMostRounds && since_better < kPatience; ++round) {
      WeightedBounds bounds = bound_ahead(graph_, times, weights);
      look_at_the_clock();
      const double bound = bound_of(objective, bounds);
      since_better = bound * kGoodEnough < lowest ? 0 : since_better + 1;
      if (bound < lowest) {
        lowest = bound;
        chosen = weights;
      }
      // What was closed before could not reach an earlier goal, which was no higher.
      at_most = std::min(at_most, nothing_closed_ ? lowest : std::max(lowest, goal));
      if (lowest < goal) return std::nullopt;
      if (round % 3 == 0 || bound <= lowest) {
        bound_before(graph_, times, sum_for(objective, bounds, goal), false, bounds);
        times = narrowed(times, bounds);
        nothing_closed_ = false;
      }
      mixture.add(found_.gains(bounds.value));
      const std::vector<double> mixed = mixture.best(objective);
      if (bound <= worth(objective, mixed) * kGoodEnough) break;
      weights = weights_at(objective, mixed);
    }
    return chosen;
  }

  enum class Outcome {
    found,         ///< a plan that reaches the goal
    nothing,       ///< none, but labels were dropped
    nothing_left,  ///< no better plan than those found, at this goal
    gave_up        ///< the limit on comparisons
  };

  // One pass for plans that reach `goal`, in what bounds with these weights leave of the corridor.
  Outcome look_for(const Objective& objective, const Times& corridor_times, const std::vector<double>& weights,
                   double goal, std::size_t width, double& at_most) {
    if (options_.most_comparisons > 0 && compared_ >= allowed_) return Outcome::gave_up;
    WeightedBounds bounds = bound_ahead(graph_, corridor_times, weights);
    bound_before(graph_, corridor_times, sum_for(objective, bounds, goal), false, bounds);
    const Times times = narrowed(corridor_times, bounds);
    bounds = bound_ahead(graph_, times, weights);
    if (bound_of(objective, bounds) < goal) {
      at_most = std::min(at_most, goal);
      return Outcome::nothing_left;
    }
    bound_before(graph_, times, sum_for(objective, bounds, goal), true, bounds);
    const Corridor corridor{
        .times = &times, .bounds = &bounds, .objective = &objective, .disagreement = disagreement_, .goal = goal};
    LabelPassOptions pass;
    pass.most = width;
    pass.corridor = &corridor;
    pass.most_comparisons = options_.most_comparisons > 0 ? allowed_ - compared_ : 0;
    pass.on_states = watched(true);
    const LabelTable table = label_pass(graph_, pass);
    compared_ += table.comparisons;
    count(table);
    if (!table.finished) return Outcome::gave_up;
    found_.add(plans_of(graph_, table));
    const double best = worth(objective, found_.best(objective));
    // Plans that reach the goal were found, dropped, or are not there. Without drops the best of them was found.
    const double missed = table.cut ? std::max(goal, table.best_dropped) : (best >= goal ? best : goal);
    at_most = std::max(best, std::min(at_most, missed));
    if (!table.cut) return Outcome::nothing_left;
    return best >= goal ? Outcome::found : Outcome::nothing;
  }

  double sum_of_nothing(const WeightedBounds& bounds) const {
    double sum = 0.0;
    for (std::size_t i = 0; i < disagreement_.size(); ++i) sum += bounds.weights[i] * disagreement_[i];
    return sum;
  }

  double bound_of(const Objective& objective, const WeightedBounds& bounds) const {
    return worth_at_most(objective, bounds.weights, bounds.at_most - sum_of_nothing(bounds));
  }

  // The least sum_i lambda_i C_i(0) of a plan of that worth.
  double sum_for(const Objective& objective, const WeightedBounds& bounds, double worth_of_plan) const {
    return least_sum(objective, bounds.weights, worth_of_plan) + sum_of_nothing(bounds);
  }

  // Plans that each party likes best: what is left of the largest weighted sum when nearly all weight is its own.
  void look_for_favourites(const Times& everywhere) {
    constexpr double kOthers = 0.03;
    const std::vector<double> best_gain = found_.best_gain();
    for (PartyIndex i = 0; i < best_gain.size(); ++i) {
      std::vector<double> weights(best_gain.size());
      for (PartyIndex j = 0; j < weights.size(); ++j) {
        if (best_gain[j] > 0.0) weights[j] = (j == i ? 1.0 : kOthers) / best_gain[j];
      }
      if (best_gain[i] <= 0.0) continue;
      const WeightedBounds from_all = bound_ahead(graph_, everywhere, weights);
      look_at_the_clock();
      const double nothing = sum_of_nothing(from_all);
      const double most = from_all.at_most - nothing;
      for (const double share : {0.97, 0.9, 0.8}) {
        if (favourites_reaching(everywhere, from_all, share * most)) break;
      }
    }
  }

  // True when there is nothing more to be had: a plan was found whose weighted sum of gains reaches `least`, or it
  // would cost too much.
  bool favourites_reaching(const Times& everywhere, WeightedBounds bounds, double least) {
    constexpr std::size_t kWidth = 16;
    const double threshold = least + sum_of_nothing(bounds);
    bound_before(graph_, everywhere, threshold, false, bounds);
    const Times times = narrowed(everywhere, bounds);
    // What is left is too much to look through for one plan more.
    if (times.all > std::max(kSmallCorridor, everywhere.all / 20)) return true;
    bounds = bound_ahead(graph_, times, bounds.weights);
    bound_before(graph_, times, threshold, true, bounds);
    const Objective sum{.kind = Objective::Kind::weighted_sum, .unit = bounds.weights};
    const Corridor corridor{
        .times = &times, .bounds = &bounds, .objective = &sum, .disagreement = disagreement_, .goal = least};
    LabelPassOptions pass;
    pass.most = kWidth;
    pass.corridor = &corridor;
    pass.on_states = watched(true);
    const LabelTable table = label_pass(graph_, pass);
    count(table);
    std::vector<FoundPlan> plans = plans_of(graph_, table);
    const bool any = !plans.empty();
    found_.add(std::move(plans));
    return any;
  }

  const BracketOptions& options_;
  std::vector<double> disagreement_;
  PlanGraph graph_;
  Collection found_;
  SearchCounts counts_;
  std::uint64_t compared_ = 0;
  std::uint64_t allowed_ = 0;  ///< comparisons, all told, before the part at hand gives up
  bool nothing_closed_ = true;
};

}  // namespace

SearchResult bracket(const Game& game, const BracketOptions& options) {
  return Bracketing(game, options, game::disagreement(game)).run();
}

}  // namespace entente::sequencing
