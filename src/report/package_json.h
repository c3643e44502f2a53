// The JSON of `entente package` (docs/json/package.schema.json).
#pragma once

#include "report/json.h"
#include "report/package_analysis.h"

namespace entente::report {

Json package_json(const PackageAnalysis& analysis);

}  // namespace entente::report
