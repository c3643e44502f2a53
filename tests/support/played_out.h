// The game of MODEL 4.1 played out, period by period, for accords so small that every position can be listed.
//
// It uses no closed form: levels fall one period at a time, flows are added up as they fall due, and the value of each
// position is found by value iteration. What the best response of entente::sequencing computes is held against it.
#pragma once

#include <cstddef>
#include <optional>

#include "accord/accord.h"

namespace entente::testing {

struct PlayedOut {
  double kept = 0.0;  ///< what keeping the plan is worth from the point on
  double best = 0.0;  ///< what the best strategy is worth there, nothing hidden so far
};

/// The game of `party` from `point` of the plan on; empty when there are more than `most_positions`.
std::optional<PlayedOut> play_out(const accord::Accord& accord, const accord::Plan& plan, accord::PartyIndex party,
                                  std::size_t point, std::size_t most_positions);

}  // namespace entente::testing
