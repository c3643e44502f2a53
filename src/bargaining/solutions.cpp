#include "bargaining/solutions.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "bargaining/branch_and_bound.h"

namespace entente::bargaining {

namespace {

constexpr double kNoFloor = -std::numeric_limits<double>::infinity();

Objective measure(const Problem& problem, Objective::Kind kind) {
  Objective objective;
  objective.kind = kind;
  objective.weight.assign(problem.parties, 0.0);
  objective.offset.assign(problem.parties, 0.0);
  objective.least = problem.accepts;
  return objective;
}

// The first of the states that reach all of `measures`, by levels, earlier commitments first; one of them is known.
State first_of(Problem problem, const std::vector<AtLeast>& measures, State known, std::size_t most_nodes) {
  const std::vector<AtLeast> others(measures.begin(), measures.end() - 1);
  for (CommitmentIndex k = 0; k < problem.commitments(); ++k) {
    for (LevelIndex l = problem.lowest[k]; l < known[k]; ++l) {
      Problem fixed = problem;
      fixed.lowest[k] = fixed.highest[k] = l;
      const BestPackages found = maximise(fixed, measures.back().objective, others,
                                          {.most_nodes = most_nodes, .most_ties = 1, .enough = measures.back().value});
      if (found.states.empty() || found.value < measures.back().value) continue;
      known = found.states.front();
      break;
    }
    problem.lowest[k] = problem.highest[k] = known[k];
  }
  return known;
}

Chosen chosen_of(const Problem& problem, const std::vector<AtLeast>& measures, const BestPackages& best, bool proved,
                 std::size_t most_nodes) {
  Chosen chosen{.levels = best.states.front(), .ties = best.states.size(), .all_ties = best.all_ties, .proved = proved};
  if (best.all_ties) {
    chosen.levels = *std::min_element(best.states.begin(), best.states.end());
  } else if (proved) {
    chosen.ties = SearchLimits{}.most_ties;
    chosen.levels = first_of(problem, measures, chosen.levels, most_nodes);
  }
  return chosen;
}

GainForAll best_by(const Problem& problem, const Objective& objective, std::size_t most_nodes) {
  const BestPackages best = maximise(problem, objective, {}, {.most_nodes = most_nodes, .enough = {}});
  if (best.states.empty()) return {.best = {}, .proved = best.proved};
  return {.best = chosen_of(problem, {{objective, best.value - Tolerance::same}}, best, best.proved, most_nodes),
          .proved = best.proved};
}

// Over the parties that `count`; what each of them gets must be more than nothing.
GainForAll product(const Problem& problem, const std::vector<bool>& count, std::span<const double> weights,
                   std::size_t most_nodes) {
  Objective objective = measure(problem, Objective::Kind::product);
  for (std::size_t i = 0; i < problem.parties; ++i) {
    if (!count[i]) continue;
    objective.weight[i] = weights.empty() ? 1.0 : weights[i];
    objective.least[i] = -problem.accepts[i];
  }
  return best_by(problem, objective, most_nodes);
}

}  // namespace

Acceptable acceptable(const Problem& problem, const std::vector<bool>& asked, std::size_t most_nodes) {
  Objective objective = measure(problem, Objective::Kind::smallest);
  for (std::size_t i = 0; i < problem.parties; ++i) {
    objective.weight[i] = asked[i] ? 1.0 : 0.0;
    objective.offset[i] = problem.accepts[i];
    objective.least[i] = kNoFloor;
  }
  const bool nobody = std::none_of(asked.begin(), asked.end(), [](bool each) { return each; });
  if (nobody) objective.kind = Objective::Kind::total;
  const BestPackages best = maximise(problem, objective, {}, {.most_nodes = most_nodes, .most_ties = 1, .enough = 0.0});
  if (best.states.empty() || best.value < 0.0) return {.levels = {}, .proved = best.proved};
  return {.levels = best.states.front(), .proved = true};
}

BestGains best_gains(const Problem& problem, std::size_t most_nodes) {
  const Acceptable found = acceptable(problem, std::vector<bool>(problem.parties, true), most_nodes);
  if (!found.levels) return {.gain = {}, .proved = found.proved};
  BestGains result;
  for (std::size_t i = 0; i < problem.parties; ++i) {
    Objective objective = measure(problem, Objective::Kind::total);
    objective.weight[i] = 1.0;
    const BestPackages best =
        maximise(problem, objective, {}, {.most_nodes = most_nodes, .most_ties = 0, .enough = {}});
    result.gain.push_back(std::max({0.0, best.value, gains(problem, *found.levels)[i]}));
    result.proved = result.proved && best.proved;
  }
  return result;
}

std::vector<bool> who_can_gain(const Problem& problem, std::size_t most_nodes) {
  const Acceptable found = acceptable(problem, std::vector<bool>(problem.parties, true), most_nodes);
  if (!found.levels) return {};
  std::vector<bool> can(problem.parties, false);
  const auto note = [&](const State& x) {
    const std::vector<double> at = gains(problem, x);
    for (std::size_t i = 0; i < at.size(); ++i) can[i] = can[i] || at[i] > -problem.accepts[i];
  };
  note(*found.levels);
  for (std::size_t i = 0; i < problem.parties; ++i) {
    if (can[i]) continue;
    Objective objective = measure(problem, Objective::Kind::total);
    objective.weight[i] = 1.0;
    // Just more than what is taken for nothing.
    const double enough = -problem.accepts[i] * (1.0 + Tolerance::same);
    const BestPackages best =
        maximise(problem, objective, {}, {.most_nodes = most_nodes, .most_ties = 0, .enough = enough});
    if (!best.states.empty()) note(best.states.front());
  }
  return can;
}

GainForAll gain_for_all(const Problem& problem, std::span<const double> weights, std::size_t most_nodes) {
  return product(problem, std::vector<bool>(problem.parties, true), weights, most_nodes);
}

std::optional<Chosen> largest_product(const Problem& problem, const std::vector<bool>& can_gain,
                                      std::span<const double> weights, std::size_t most_nodes) {
  const GainForAll positive = product(problem, can_gain, weights, most_nodes);
  if (positive.best) return positive.best;
  GainForAll accepted = best_by(problem, measure(problem, Objective::Kind::total), most_nodes);
  if (accepted.best && !positive.proved) accepted.best->proved = false;
  return accepted.best;
}

std::optional<Chosen> leximin(const Problem& problem, std::span<const double> weights, std::size_t most_nodes,
                              bool whether_accepted_or_not) {
  Objective objective = measure(problem, Objective::Kind::smallest);
  objective.weight.assign(weights.begin(), weights.end());
  if (whether_accepted_or_not) objective.least.assign(problem.parties, kNoFloor);
  const auto counted = static_cast<std::size_t>(
      std::count_if(weights.begin(), weights.end(), [](double weight) { return weight > 0.0; }));
  if (counted == 0) objective.kind = Objective::Kind::total;
  const SearchLimits limits{.most_nodes = most_nodes, .enough = {}};
  std::vector<AtLeast> measures;
  bool proved = true;
  BestPackages best;
  for (std::size_t stage = 1; stage <= std::max<std::size_t>(1, counted); ++stage) {
    objective.count = stage;
    if (stage == 1 || !best.all_ties) {
      best = maximise(problem, objective, measures, limits);
      if (best.states.empty()) return std::nullopt;
    } else {
      // All that are left are known.
      const auto value = [&](const State& x) { return objective.value(gains(problem, x)); };
      best.value = kNoFloor;
      for (const State& x : best.states) best.value = std::max(best.value, value(x));
      std::erase_if(best.states, [&](const State& x) { return value(x) < best.value - Tolerance::same; });
    }
    proved = proved && best.proved;
    measures.push_back({objective, best.value - Tolerance::same});
  }
  return chosen_of(problem, measures, best, proved, most_nodes);
}

}  // namespace entente::bargaining
