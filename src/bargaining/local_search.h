// A good package to begin with: what one or two changes at a time can reach.
#pragma once

#include "bargaining/objective.h"
#include "bargaining/problem.h"

namespace entente::bargaining {

/// Changes the levels of one or two commitments of the valid state `x` for as long as that raises the measure.
void climb(const Problem& problem, const Objective& objective, State& x);

}  // namespace entente::bargaining
