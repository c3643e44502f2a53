// Would they sign if keeping were no problem: the best packages (MODEL section 6).
//
// Everything of a state is delivered at once and kept for ever. A package is a valid state that every party prefers to
// no deal, V_i(x) >= W_i(0).
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "game/game.h"

namespace entente::bargaining {

struct Package {
  accord::State levels;
  std::vector<double> gain;  ///< V_i(x) - W_i(0), value points
  std::size_t ties = 1;      ///< packages whose figures are the same within 1e-9, this one included
};

struct Packages {
  std::size_t valid_states = 0;
  std::size_t within_participation = 0;      ///< valid states that every party prefers to no deal
  std::vector<double> disagreement;          ///< W_i(0)
  std::vector<double> best_gain;             ///< within participation; zeros when there is no package
  std::vector<double> best_gain_alone;       ///< over all valid states, others' gains not asked for
  std::optional<Package> nash;               ///< largest product of gains over all parties
  std::optional<Package> kalai_smorodinsky;  ///< largest least share of each party's best gain, then the next (leximin)
};

/// Solves by looking at every valid state. Ties go to the state with the lower levels, earlier commitments first.
Packages solve(const game::Game& game);

}  // namespace entente::bargaining
