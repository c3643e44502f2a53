// What `entente package` prints: verdict first, then solutions, gains, pictures, why not, who could walk away, the
// fund.
#pragma once

#include <string>

#include "report/layout.h"
#include "report/package_analysis.h"

namespace entente::report {

/// The whole report, with the package of `solution` commitment by commitment.
std::string package_text(const PackageAnalysis& analysis, PackageSolution solution, const Terminal& terminal);

}  // namespace entente::report
