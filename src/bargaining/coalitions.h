// Who could walk away together: coalitions that do better with their own commitments alone (MODEL section 6).
#pragma once

#include <cstddef>
#include <vector>

#include "game/game.h"

namespace entente::bargaining {

struct WalkAway {
  std::vector<accord::PartyIndex> coalition;  ///< ascending
  accord::State levels;                       ///< what they would do; everybody else stays at 0
  std::vector<double> gain;  ///< V over that of the package, by member in the order of `coalition`, > 0
  bool proved = true;        ///< no other state of theirs has a larger product of these gains
};

struct WalkAways {
  std::vector<WalkAway> coalitions;  ///< smaller ones first, then by their members
  bool complete = true;              ///< false: some coalition could not be settled within the limits
};

struct WalkAwayLimits {
  std::size_t most_parties = 16;       ///< with more, only single parties and pairs are looked at
  std::size_t most_nodes = 5'000'000;  ///< of each search in it
};

/// Every coalition of at least one party, but not all, that alone, its own commitments raised and all others at 0,
/// `needs` met, reaches a state that every member likes better than `package` (V, by more than 1e-9); for each the
/// state of largest product of the members' gains over the package.
WalkAways walk_away(const game::Game& game, const accord::State& package, const WalkAwayLimits& limits = {});

}  // namespace entente::bargaining
