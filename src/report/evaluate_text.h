// What `entente evaluate` prints: people's own plans side by side, then each with its steps.
#pragma once

#include <string>

#include "report/layout.h"
#include "report/plan_figures.h"

namespace entente::report {

/// The comparison of plans, in the order given.
std::string evaluate_text(const Comparison& comparison, const Terminal& terminal);

}  // namespace entente::report
