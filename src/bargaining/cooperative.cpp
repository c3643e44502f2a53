#include "bargaining/cooperative.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <string>

#include "accord/error.h"
#include "bargaining/linear_program.h"
#include "bargaining/nucleolus.h"

namespace entente::bargaining {

namespace {

constexpr double kSame = 1e-9;  // share of the largest worth below which an excess is rounding

}  // namespace

CooperativeGame game_of_costs(const std::vector<double>& cost) {
  if (!std::has_single_bit(cost.size()) || cost.size() < 2 || cost.size() > (std::size_t{1} << kMostPlayers)) {
    throw Error("a game has a cost for each of 2 to 2^" + std::to_string(kMostPlayers) +
                " coalitions, a power of two; "
                "this one has " +
                std::to_string(cost.size()));
  }
  CooperativeGame game;
  game.players = static_cast<std::size_t>(std::countr_zero(cost.size()));
  for (const double one : cost) game.worth.push_back(0.0 - one);
  return game;
}

double scale(const CooperativeGame& game) {
  double largest = std::numeric_limits<double>::min();
  for (const double worth : game.worth) largest = std::max(largest, std::abs(worth));
  return largest;
}

double total_of(const std::vector<double>& division, Coalition coalition) {
  double total = 0.0;
  for (std::size_t i = 0; i < division.size(); ++i) {
    if ((coalition >> i & 1U) != 0) total += division[i];
  }
  return total;
}

std::vector<double> shapley(const CooperativeGame& game) {
  // The share of the orders in which exactly a given coalition of `size` comes before a player: 1 / (n C(n-1, size)).
  const std::size_t n = game.players;
  std::vector<double> weight(n);
  double ways = 1.0;
  for (std::size_t size = 0; size < n; ++size) {
    weight[size] = 1.0 / (static_cast<double>(n) * ways);
    ways = ways * static_cast<double>(n - 1 - size) / static_cast<double>(size + 1);
  }
  std::vector<double> division(n, 0.0);
  for (Coalition before = 0; before < game.worth.size(); ++before) {
    for (std::size_t i = 0; i < n; ++i) {
      const Coalition player = Coalition{1} << i;
      if ((before & player) != 0) continue;
      const auto size = static_cast<std::size_t>(std::popcount(before));
      division[i] += weight[size] * (game.worth[before | player] - game.worth[before]);
    }
  }
  return division;
}

double largest_excess(const CooperativeGame& game, const std::vector<double>& division) {
  double largest = -std::numeric_limits<double>::infinity();
  for (Coalition coalition = 1; coalition < game.everybody(); ++coalition) {
    largest = std::max(largest, game.worth[coalition] - total_of(division, coalition));
  }
  return largest;
}

bool in_core(const CooperativeGame& game, const std::vector<double>& division) {
  const double tolerance = kSame * scale(game);
  const double handed_out = total_of(division, game.everybody());
  return std::abs(handed_out - game.worth[game.everybody()]) <= tolerance &&
         largest_excess(game, division) <= tolerance;
}

Core core(const CooperativeGame& game) {
  Core result;
  result.least_total = game.worth[game.everybody()];
  result.least_excess = least_core_excess(game);
  if (game.players == 1) return result;
  const double unit = scale(game);
  result.empty = result.least_excess > kSame * unit;
  // min x(N) with x(S) >= worth(S), by its dual: weights on coalitions that count every player once (Bondareva 1963,
  // Shapley 1967), so that the many coalitions are columns and the few players rows.
  LinearProgram program;
  program.right_side.assign(game.players, 1.0);
  for (Coalition coalition = 1; coalition < game.everybody(); ++coalition) {
    LinearColumn column;
    column.cost = -game.worth[coalition] / unit;
    for (std::size_t i = 0; i < game.players; ++i) {
      if ((coalition >> i & 1U) != 0) column.entries.emplace_back(i, 1.0);
    }
    program.columns.push_back(std::move(column));
  }
  result.least_total = -solve(program).cost * unit;
  if (result.empty) result.subsidy = std::max(0.0, result.least_total - game.worth[game.everybody()]);
  return result;
}

}  // namespace entente::bargaining
