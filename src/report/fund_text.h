// What the terminal shows of a fund: how large it must be, what it pays for, and who could pay how much.
#pragma once

#include <string>

#include "report/layout.h"
#include "report/package_analysis.h"

namespace entente::report {

/// Empty where the accord has no fund.
std::string fund_text(const PackageAnalysis& analysis, const Terminal& terminal);

}  // namespace entente::report
