// Why there is no package: who can not agree with whom, who refuses what, and what it would take once (MODEL section
// 6).
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "game/game.h"

namespace entente::bargaining {

/// A level that costs a party something.
struct Minded {
  accord::CommitmentIndex commitment = 0;
  accord::LevelIndex level = 0;
  double points = 0.0;  ///< V of that level alone to the party, < 0
};

/// The package nearest to agreement, and what would make it one.
///
/// A party's shortfall W_i(0) - V_i(x) is counted as a share of its swing: what the accord could move it at most,
/// summed over commitments (best level less worst) and complements. The state is the one whose largest such share is
/// least, then the next largest, and so on (leximin), so no two parties' points are compared. Points of different
/// parties can not be traded one for one either: `to` says what each must get in its own points, `from` the most that
/// each of the others could give of its own points before it would refuse in its turn. Where nobody has any, or what
/// they have does not reach, somebody outside must pay.
struct LeastPayment {
  accord::State levels;
  std::vector<double> to;    ///< by party, own points once; 0: it accepts as it is
  std::vector<double> from;  ///< by party, own points once; 0: nothing to give
  double largest_share = 0;  ///< the largest shortfall as a share of the party's swing
  bool proved = true;        ///< no state has a smaller one
};

struct NoDeal {
  /// All smallest sets of parties, ascending, for which no state is better than no deal, whatever the others say: sets
  /// of up to four, none holding another. Where only larger sets can not agree, one that holds no other.
  std::vector<std::vector<accord::PartyIndex>> minimal_conflicts;
  bool conflicts_proved = true;  ///< false: some sets could not be settled within the limit and are left out
  /// By party: valid states that all others accept and it alone refuses; empty where they are too many to count.
  std::optional<std::vector<double>> blocks;
  /// By party: the level in `least_payment.levels` that costs it most; empty: none costs it anything.
  std::vector<std::optional<Minded>> minds;
  LeastPayment least_payment;
};

struct ConflictLimits {
  std::size_t largest_conflict = 4;
  std::size_t most_nodes = 5'000'000;    ///< of each search in it
  std::size_t most_counted = 5'000'000;  ///< nodes of the count of blocked packages
};

/// Empty when there is a package, or one can not be ruled out within the limits.
std::optional<NoDeal> why_not(const game::Game& game, const ConflictLimits& limits = {});

}  // namespace entente::bargaining
