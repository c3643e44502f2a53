// A standing as JSON: docs/json/review-standing.schema.json and review-answers.schema.json.
#pragma once

#include <chrono>
#include <optional>

#include "accord/accord.h"
#include "report/json.h"
#include "review/standing.h"

namespace entente::report {

/// `levels` of it is where `plan --from` starts.
Json standing_json(const accord::Accord& accord, const review::Standing& standing);

/// "2007-04-15", null for none.
Json json_day(const std::optional<std::chrono::sys_days>& day);
/// "2007-04-15T00:00:00Z", null for none.
Json json_time(const std::optional<std::chrono::sys_seconds>& time);
Json json_tally(const review::Tally& tally);

Json answers_json(const review::Standing& standing);

}  // namespace entente::report
