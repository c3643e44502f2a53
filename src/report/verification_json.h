// The JSON of `entente verify design`; docs/json/verify-design.schema.json describes it.
#pragma once

#include <string>
#include <vector>

#include "report/json.h"
#include "verification/design.h"

namespace entente::report {

/// One plan's design.
Json design_json(const verification::Design& design, const std::vector<std::string>& notes);

/// The whole document: what all designs share, and the designs.
Json designs_json(const accord::Accord& accord, std::vector<Json> designs);

}  // namespace entente::report
