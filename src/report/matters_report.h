// Complaints and where their procedures are: the clock that is left, what follows if nobody does anything.
#pragma once

#include <string>

#include "report/json.h"
#include "report/layout.h"
#include "review/standing.h"

namespace entente::report {

std::string matters_text(const review::Standing& standing, const Terminal& terminal);

/// One complaint.
Json json_matter(const review::Matter& matter);

Json matters_json(const review::Standing& standing);

}  // namespace entente::report
