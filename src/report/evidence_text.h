// What evidence says, for a terminal: the verdict first, then the numbers with their sources.
#pragma once

#include <string>

#include "evidence/next_look.h"
#include "report/evidence_analysis.h"
#include "report/layout.h"

namespace entente::report {

/// What is believed of each commitment, and what moved it.
std::string belief_text(const EvidenceAnalysis& analysis, const Terminal& terminal);

/// Which items went in, and how each is graded, held and weighed. Texts are shown where there is a licence to.
std::string items_text(const EvidenceAnalysis& analysis, const Terminal& terminal);

/// Where one more look is worth most.
std::string next_text(const EvidenceAnalysis& analysis, const evidence::NextLooks& next, const Terminal& terminal);

}  // namespace entente::report
