// A standing for people: what is overdue and what comes next first, then counts, organs, contested things, notes.
#pragma once

#include <string>

#include "report/layout.h"
#include "review/standing.h"

namespace entente::report {

std::string standing_text(const review::Standing& standing, const Terminal& terminal);

/// Who answers for what.
std::string answers_text(const review::Standing& standing, const Terminal& terminal);

}  // namespace entente::report
