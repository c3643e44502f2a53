// Cooperative games: what every group of players could have by itself, and which divisions of the whole nobody would
// walk away from.
//
// A game of n players (1 to 12) is a table over the 2^n coalitions, bit i of the index for player i; the worth of
// nobody is 0. All numbers are in one unit that can be handed from player to player: money, never points of two
// parties. A game of costs is the game of the negated costs: its divisions are the negated payments.
//
// Sources: Shapley (1953), Contributions to the Theory of Games II; core and least core: Gillies (1959), Maschler,
// Peleg & Shapley (1979); the subsidy is the cost of stability of Bachrach et al. (2009). The nucleolus is in
// bargaining/nucleolus.h. Cost: O(n 2^n), and linear programs of n rows and 2^n columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace entente::bargaining {

using Coalition = std::uint32_t;  ///< bit i: player i is in it

inline constexpr std::size_t kMostPlayers = 12;

struct CooperativeGame {
  std::size_t players = 0;    ///< 1 to kMostPlayers
  std::vector<double> worth;  ///< by coalition, 2^players entries; worth[0] is 0

  Coalition everybody() const { return (Coalition{1} << players) - 1; }
};

/// The game whose coalitions must pay `cost` (by coalition, 2^n entries). Throws entente::Error when their number is
/// no power of two, or above 2^12.
CooperativeGame game_of_costs(const std::vector<double>& cost);

/// The largest |worth|, at least the smallest positive double: what tolerances are shares of.
double scale(const CooperativeGame& game);

/// What the members of `coalition` have together.
double total_of(const std::vector<double>& division, Coalition coalition);

/// Each player's contribution to those before it, averaged over all orders of joining.
std::vector<double> shapley(const CooperativeGame& game);

/// worth(S) - division(S), largest over all coalitions but nobody and everybody: what some group lacks most.
/// Minus infinity for a single player.
double largest_excess(const CooperativeGame& game, const std::vector<double>& division);

/// Nobody would walk away: the division hands out the worth of everybody, and no excess is above 0, both within 1e-9 of
/// the largest worth.
bool in_core(const CooperativeGame& game, const std::vector<double>& division);

struct Core {
  double least_excess = 0.0;  ///< the smallest largest excess of any division; minus infinity for a single player
  bool empty = false;         ///< least_excess is above 0, by more than 1e-9 of the largest worth
  /// The least that must be there to be handed out for nobody to walk away, smaller groups than everybody counted. For
  /// a game of costs its negative is the most that can be raised.
  double least_total = 0.0;
  double subsidy = 0.0;  ///< what must be added to the worth of everybody so that the core is not empty
};

Core core(const CooperativeGame& game);

}  // namespace entente::bargaining
