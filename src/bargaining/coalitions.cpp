#include "bargaining/coalitions.h"

#include <algorithm>
#include <utility>

#include "bargaining/problem.h"
#include "bargaining/solutions.h"
#include "game/values.h"

namespace entente::bargaining {

namespace {

std::vector<std::vector<PartyIndex>> coalitions_of(std::size_t parties, std::size_t largest) {
  std::vector<std::vector<PartyIndex>> result;
  std::vector<std::vector<PartyIndex>> of_size{{}};
  for (std::size_t size = 1; size <= largest; ++size) {
    std::vector<std::vector<PartyIndex>> larger;
    for (const std::vector<PartyIndex>& coalition : of_size) {
      for (PartyIndex i = coalition.empty() ? 0 : coalition.back() + 1; i < parties; ++i) {
        larger.push_back(coalition);
        larger.back().push_back(i);
      }
    }
    of_size = std::move(larger);
    result.insert(result.end(), of_size.begin(), of_size.end());
  }
  return result;
}

}  // namespace

WalkAways walk_away(const game::Game& game, const accord::State& package, const WalkAwayLimits& limits) {
  const std::size_t parties = game.parties.size();
  std::vector<double> in_package;
  for (PartyIndex i = 0; i < parties; ++i) in_package.push_back(game::delivered_at_once(game, i, package));
  WalkAways result;
  constexpr std::size_t kPairs = 2;
  const std::size_t all_but_one = parties == 0 ? 0 : parties - 1;
  const std::size_t largest = parties <= limits.most_parties ? all_but_one : kPairs;
  result.complete = largest == all_but_one;
  for (const std::vector<PartyIndex>& coalition : coalitions_of(parties, largest)) {
    const Problem problem = problem_of(game, coalition, in_package);
    const GainForAll found = gain_for_all(problem, {}, limits.most_nodes);
    result.complete = result.complete && (found.best || found.proved);
    if (!found.best) continue;
    const State& levels = found.best->levels;
    WalkAway walk{.coalition = coalition, .levels = levels, .gain = {}, .proved = found.proved};
    for (const PartyIndex i : coalition) {
      walk.gain.push_back(game::delivered_at_once(game, i, levels) - in_package[i]);
    }
    result.coalitions.push_back(std::move(walk));
  }
  return result;
}

}  // namespace entente::bargaining
