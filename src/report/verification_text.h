// What `entente verify design` prints: what must be seen, the cheapest means, breakout.
#pragma once

#include <string>
#include <vector>

#include "report/layout.h"
#include "verification/design.h"

namespace entente::report {

/// The whole answer for one plan; `notes` say how the plan was come by.
std::string design_text(const verification::Design& design, const std::vector<std::string>& notes,
                        const Terminal& terminal);

}  // namespace entente::report
