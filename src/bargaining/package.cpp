#include "bargaining/package.h"

#include <algorithm>
#include <limits>

#include "bargaining/acceptance.h"
#include "bargaining/diagram.h"
#include "bargaining/solutions.h"
#include "game/states.h"
#include "game/values.h"

namespace entente::bargaining {

namespace {

using game::Game;

std::optional<Package> package_of(const Game& game, const std::vector<double>& disagreement,
                                  const std::optional<Chosen>& chosen) {
  if (!chosen) return std::nullopt;
  Package package{.levels = chosen->levels,
                  .gain = {},
                  .ties = chosen->ties,
                  .all_ties = chosen->all_ties,
                  .proved = chosen->proved};
  for (PartyIndex i = 0; i < disagreement.size(); ++i) {
    package.gain.push_back(game::delivered_at_once(game, i, chosen->levels) - disagreement[i]);
  }
  return package;
}

std::size_t whole(double count) {
  constexpr auto kMost = std::numeric_limits<std::size_t>::max();
  return count < static_cast<double>(kMost) ? static_cast<std::size_t>(count) : kMost;
}

// Over all valid states, whoever refuses them.
std::vector<double> best_gains_alone(const Problem& problem, const Diagram& diagram) {
  std::vector<double> result;
  std::vector<double> ahead(diagram.nodes());
  std::vector<double> factor(problem.parties, 0.0);
  for (PartyIndex i = 0; i < problem.parties; ++i) {
    factor[i] = 1.0;
    best_ahead(diagram, factor, 0, ahead);
    factor[i] = 0.0;
    result.push_back(std::max(0.0, (diagram.start[i] + ahead[0]) * problem.unit[i]));
  }
  return result;
}

}  // namespace

Packages solve(const Game& game, const PackageOptions& options) {
  const Problem problem = problem_of(game);
  const Diagram diagram = diagram_of(problem);
  Packages result;
  result.disagreement = game::disagreement(game);
  if (const auto paths = count_paths(diagram)) result.valid_states = whole(*paths);
  if (const auto acceptance = count_acceptance(problem, diagram, options.most_counted)) {
    result.within_participation = whole(acceptance->by_all);
  }
  result.best_gain_alone = best_gains_alone(problem, diagram);
  result.best_gain.assign(problem.parties, 0.0);
  const BestGains best = best_gains(problem, options.most_nodes);
  result.best_gain_proved = best.proved;
  if (best.gain.empty()) return result;
  std::vector<bool> can_gain(problem.parties, false);
  std::vector<double> shares(problem.parties, 0.0);
  for (PartyIndex i = 0; i < problem.parties; ++i) {
    can_gain[i] = best.gain[i] > -problem.accepts[i];
    if (!can_gain[i]) continue;
    result.best_gain[i] = best.gain[i] * problem.unit[i];
    shares[i] = 1.0 / best.gain[i];
  }
  result.nash =
      package_of(game, result.disagreement, largest_product(problem, can_gain, options.weights, options.most_nodes));
  result.kalai_smorodinsky = package_of(game, result.disagreement, leximin(problem, shares, options.most_nodes));
  return result;
}

std::optional<Package> nash(const Game& game, const PackageOptions& options) {
  const Problem problem = problem_of(game);
  const std::vector<bool> can_gain = who_can_gain(problem, options.most_nodes);
  if (can_gain.empty()) return std::nullopt;
  return package_of(game, game::disagreement(game),
                    largest_product(problem, can_gain, options.weights, options.most_nodes));
}

std::optional<Package> egalitarian(const Game& game, const PackageOptions& options) {
  const Problem problem = problem_of(game);
  return package_of(game, game::disagreement(game), leximin(problem, problem.unit, options.most_nodes));
}

}  // namespace entente::bargaining
