// What `entente evaluate` prints: people's own plans side by side, then each with its steps.
#pragma once

#include <string>

#include "report/analysis.h"
#include "report/layout.h"

namespace entente::report {

/// The comparison of plans, in the order given.
std::string evaluate_text(const Comparison& comparison, const Terminal& terminal);

/// The condition that breaks first: at the first point where any does, the one of smallest slack as a share of the
/// party's best gain; null when the plan holds.
const sequencing::Condition* first_break(const PlanFigures& figures, std::span<const double> best_gain);

}  // namespace entente::report
