// Evidence as JSON; docs/json has a schema for each.
#pragma once

#include "evidence/next_look.h"
#include "report/evidence_analysis.h"
#include "report/json.h"

namespace entente::report {

Json belief_json(const EvidenceAnalysis& analysis);
Json items_json(const EvidenceAnalysis& analysis);
Json next_json(const EvidenceAnalysis& analysis, const evidence::NextLooks& next);

}  // namespace entente::report
