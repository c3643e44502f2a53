// What `entente plan` prints: verdict first, then how it was found, gains, steps, the weakest link, the aim, other
// solutions.
#pragma once

#include <string>

#include "report/analysis.h"
#include "report/layout.h"
#include "report/solution.h"

namespace entente::report {

/// The whole report of an analysis, with the plan of `solution` in full.
std::string plan_text(const PlanAnalysis& analysis, Solution solution, const Terminal& terminal);

}  // namespace entente::report
