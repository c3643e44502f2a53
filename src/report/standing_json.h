// A standing as JSON: docs/json/review-standing.schema.json and review-answers.schema.json.
#pragma once

#include "accord/accord.h"
#include "report/json.h"
#include "review/standing.h"

namespace entente::report {

/// `levels` of it is where `plan --from` starts.
Json standing_json(const accord::Accord& accord, const review::Standing& standing);

Json answers_json(const review::Standing& standing);

}  // namespace entente::report
