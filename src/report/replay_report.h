// A replayed record for people and as JSON (docs/json/replay.schema.json).
#pragma once

#include <string>
#include <vector>

#include "report/json.h"
#include "report/layout.h"
#include "review/assessments.h"
#include "review/replay.h"

namespace entente::report {

/// Month by month, every change on its day, the procedures that ran and those that nobody began; published assessments
/// beside them.
std::string replay_text(const review::Replay& replay, const std::vector<review::Assessment>& assessments,
                        const Terminal& terminal);

Json replay_json(const review::Replay& replay, const std::vector<review::Assessment>& assessments);

}  // namespace entente::report
