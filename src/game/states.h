// Which states are valid: every level that stands finds what it needs (MODEL section 1, `needs`).
#pragma once

#include <functional>

#include "game/game.h"

namespace entente::game {

/// Where plans begin: everybody at level 0, or what the accord says stands already.
State today(const Game& game);

/// Every commitment at its highest level.
State highest(const Game& game);

/// True when `x` meets the needs of every level in it.
bool meets_needs(const Game& game, const State& x);

/// The least valid state at or above `x`.
State with_needs(const Game& game, State x);

/// Visits the valid states between `from` and `to`, both included, the first commitment changing fastest.
void for_each_valid_state(const Game& game, const State& from, const State& to,
                          const std::function<void(const State&)>& visit);

}  // namespace entente::game
