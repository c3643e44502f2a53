#include "verification/security_game.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "accord/error.h"
#include "verification/arguments.h"

namespace entente::verification {

namespace {

constexpr double kEqual = 1e-9;  // of the largest payoff: what rounding leaves between payoffs that are equal

void check(const SecurityGame& game) {
  if (game.targets.empty()) throw Error("a security game has no target; name at least one");
  require_not_below(game.resources, 0.0, "the resources of a security game");
  for (std::size_t i = 0; i < game.targets.size(); ++i) {
    const Target& target = game.targets[i];
    const std::string of = " of target " + std::to_string(i + 1);
    require_finite(target.attacker_uncovered, "attacker_uncovered" + of);
    require_finite(target.attacker_covered, "attacker_covered" + of);
    require_finite(target.defender_uncovered, "defender_uncovered" + of);
    require_finite(target.defender_covered, "defender_covered" + of);
    require_above(target.cost, 0.0, "the cost" + of);
    if (target.attacker_covered >= target.attacker_uncovered) {
      throw Error("attacker_covered" + of + " is not below attacker_uncovered; coverage would deter nobody");
    }
    if (target.defender_covered < target.defender_uncovered) {
      throw Error("defender_covered" + of + " is below defender_uncovered; covering it would harm the defender");
    }
  }
}

// Resources for each point that the attacker's payoff there is lowered by.
double steepness(const Target& target) {
  return target.cost / (target.attacker_uncovered - target.attacker_covered);
}

// The least attacker value that the resources reach: lowered from the best target down, target after target joining.
double least_attacker_value(const SecurityGame& game) {
  std::vector<std::size_t> order(game.targets.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, std::greater<>{}, [&](std::size_t i) { return game.targets[i].attacker_uncovered; });
  double lowest =
      game.targets[0].attacker_covered;  // full coverage of any target goes no lower than its covered payoff
  for (const Target& target : game.targets) lowest = std::max(lowest, target.attacker_covered);
  double value = game.targets[order[0]].attacker_uncovered;
  double left = game.resources;
  double slope = 0.0;
  for (std::size_t next = 0; next < order.size() && value > lowest;) {
    while (next < order.size() && game.targets[order[next]].attacker_uncovered >= value) {
      slope += steepness(game.targets[order[next++]]);
    }
    const double until = next < order.size() ? std::max(lowest, game.targets[order[next]].attacker_uncovered) : lowest;
    const double takes = slope * (value - until);
    if (takes >= left) return std::max(until, value - left / slope);
    left -= takes;
    value = until;
  }
  return value;
}

double mixed(double uncovered, double covered, double coverage) {
  return uncovered + coverage * (covered - uncovered);
}

}  // namespace

Coverage strong_stackelberg(const SecurityGame& game) {
  check(game);
  Coverage result;
  result.attacker_value = least_attacker_value(game);
  double scale = 0.0;
  for (const Target& target : game.targets) {
    scale = std::max({scale, std::abs(target.attacker_uncovered), std::abs(target.attacker_covered),
                      std::abs(target.defender_uncovered), std::abs(target.defender_covered)});
  }
  for (std::size_t i = 0; i < game.targets.size(); ++i) {
    const Target& target = game.targets[i];
    const double range = target.attacker_uncovered - target.attacker_covered;
    const double coverage = std::clamp((target.attacker_uncovered - result.attacker_value) / range, 0.0, 1.0);
    result.coverage.push_back(coverage);
    result.spent += coverage * target.cost;
    if (target.attacker_uncovered < result.attacker_value - kEqual * scale) continue;
    const double defender = mixed(target.defender_uncovered, target.defender_covered, coverage);
    if (result.attack_set.empty() || defender > result.defender_value + kEqual * scale) {
      result.attacked = i;
      result.defender_value = defender;
    }
    result.attack_set.push_back(i);
  }
  return result;
}

}  // namespace entente::verification
