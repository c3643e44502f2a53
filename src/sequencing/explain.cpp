#include "sequencing/explain.h"

#include <algorithm>
#include <cmath>

#include "accord/lattice.h"
#include "sequencing/evaluate.h"
#include "sequencing/lattice.h"
#include "sequencing/solutions.h"

namespace entente::sequencing {

namespace {

using game::Game;

std::vector<double> shared_out(std::span<const double> gains, double share) {
  std::vector<double> points;
  for (const double gain : gains) points.push_back(share * std::max(gain, 0.0));
  return points;
}

// Finds the plan to a state whose largest violation is smallest.
class Approach {
 public:
  Approach(const Game& game, const State& target, const ExplainOptions& options) : game_(game), options_(options) {
    search_.target = target;
    search_.on_progress = options.on_progress;
    exact_ = make_lattice(game, std::nullopt, target).code.size() <= options.most_states;
    if (exact_) return;
    // One level a step and few labels a state: far fewer edges, still a plan that the conditions measure exactly.
    game_.per_step = 1;
    search_.labels_per_state = 2;
  }

  bool exact() const { return exact_; }

  // At a margin of -violation of each party's package gain; the plan of largest Nash product there is.
  std::optional<FoundPlan> within(double violation) {
    search_.margin = shared_out(options_.package_gain, -violation);
    const SearchResult found = search(game_, search_);
    if (found.frontier.empty()) return std::nullopt;
    const std::vector<double> best = best_gains(found.frontier, found.disagreement);
    return found.frontier[*nash(found.frontier, found.disagreement, best)];
  }

  double violation_of(const FoundPlan& plan) const {
    double largest = 0.0;
    for (const Condition& broken : evaluate(game_, states_of(game_, plan.steps)).broken) {
      const double gain = options_.package_gain[broken.party];
      if (gain > 0.0) largest = std::max(largest, -broken.slack / gain);
    }
    return largest;
  }

 private:
  Game game_;
  const ExplainOptions& options_;
  SearchOptions search_;
  bool exact_ = true;
};

}  // namespace

Explanation explain(const accord::Accord& accord, const State& state, const ExplainOptions& options) {
  if (!accord::is_valid(accord, state)) throw Error("this state is not valid: a level that stands lacks what it needs");
  const Game game = game::compile(accord);
  Explanation result;
  result.state = state;
  result.held = evaluate(game, {state}).holds();
  if (!result.held) {
    result.lacks = lacks(accord, {state});
    return result;
  }
  Approach approach(game, state, options);
  result.exact = approach.exact();
  std::optional<FoundPlan> plan = approach.within(0.0);
  result.reached = plan.has_value();
  if (!plan) {
    double impossible = 0.0;
    constexpr double kMostViolation = 1e6;
    for (double violation = 1.0; !plan && violation <= kMostViolation; violation *= 8.0) {
      plan = approach.within(violation);
      if (!plan) impossible = violation;
    }
    if (!plan) return result;
    const double width = approach.exact() ? 1e-6 : 0.01;
    double possible = approach.violation_of(*plan);
    while (possible - impossible > width * std::max(possible, 1e-3)) {
      const double middle = 0.5 * (possible + impossible);
      std::optional<FoundPlan> better = approach.within(middle);
      if (!better) {
        impossible = middle;
        continue;
      }
      const double violation = std::min(middle, approach.violation_of(*better));
      if (violation < possible) plan = std::move(better);
      possible = violation;
    }
    result.violation = possible;
  }
  result.path = states_of(game, plan->steps);
  if (!result.reached) result.lacks = lacks(accord, *result.path);
  return result;
}

}  // namespace entente::sequencing
