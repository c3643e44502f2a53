// Results as JSON: the form that tools, the page and tests read. docs/json/ has a schema for each.
//
// Numbers are in full and value points on the party's own scale unless the name says otherwise; a missing value, and an
// infinite one, is null. Fields come in a fixed order, the same for any number of threads.
#pragma once

#include <nlohmann/json.hpp>

#include "accord/accord.h"
#include "report/analysis.h"
#include "report/solution.h"
#include "report/summary.h"

namespace entente::report {

using Json = nlohmann::ordered_json;

/// `solution` is the one that the caller asked to see in full.
Json plan_json(const PlanAnalysis& analysis, Solution solution);

Json evaluate_json(const Comparison& comparison);

Json explain_json(const accord::Accord& accord, const sequencing::Explanation& explanation);

Json check_json(const Summary& summary);

/// The text of a JSON document, two spaces a level, with a line end. Text that is not UTF-8 can not be in it: the
/// reader refuses such files.
std::string written(const Json& json);

}  // namespace entente::report
