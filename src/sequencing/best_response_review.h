// What one party gets once it has been found and the response will come: the review and what follows it (MODEL 4.1),
// solved exactly. Nothing is left to chance here, so the party's best course is a plan of its own: when to leave, and
// which of its levels to take back when.
#pragma once

#include <vector>

#include "sequencing/best_response_game.h"

namespace entente::sequencing {

/// How many states that problem has at a point: own levels that share a complement are solved together.
double review_states_at(const PartyGame& game, std::size_t point);

/// For each private state of the point, in the order of `states`: what being found there is worth.
std::vector<double> response_values(const PartyGame& game, std::size_t point, const PrivateStates& states);

}  // namespace entente::sequencing
