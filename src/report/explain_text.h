// What `entente explain` prints: why a state can not be held or reached, and what would mend it.
#pragma once

#include <string>

#include "accord/accord.h"
#include "report/analysis.h"
#include "report/layout.h"

namespace entente::report {

/// The whole answer.
std::string explain_text(const accord::Accord& accord, const sequencing::Explanation& explanation,
                         const Terminal& terminal);

/// The verdict on the state, a sentence or two: the same for `explain` and for the aim of `plan`.
std::string explanation_sentence(const accord::Accord& accord, const sequencing::Explanation& explanation,
                                 const Terminal& terminal);

/// The steps of the plan that comes closest: "1. reactor halted; 2. relief half".
std::string steps_in_words(const accord::Accord& accord, const std::vector<accord::State>& path);

}  // namespace entente::report
