// What one party gets after a breakdown from its true state: W_i of MODEL section 2, and the same when a take-back of
// its own is half done and it may finish it (MODEL 4.1).
#pragma once

#include <vector>

#include "sequencing/best_response_game.h"

namespace entente::sequencing {

/// Periods from a breakdown at `level` of the commitment until it stands below `below`; kForever when it never does.
std::size_t fall_time(const CommitmentView& commitment, std::size_t level, std::size_t below);

/// w_ik(level): the commitment's own part of W_i, value points.
double falling_value(const PartyGame& game, const CommitmentView& commitment, std::size_t level);

/// For each private state of the point, in the order of `states`: what leaving then is worth, the others standing as
/// announced. A half-done take-back is finished or dropped, whichever is worth more.
std::vector<double> breakdown_values(const PartyGame& game, std::size_t point, const PrivateStates& states);

}  // namespace entente::sequencing
