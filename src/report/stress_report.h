// What `entente stress` answers, as JSON and as text: in how many worlds plans hold, and where they break.
#pragma once

#include <string>

#include "report/json.h"
#include "report/layout.h"
#include "uncertainty/stress.h"

namespace entente::report {

/// docs/json/stress.schema.json describes it.
Json stress_json(const uncertainty::StressTest& test, const uncertainty::StressTally& tally);

/// The document of a report of worlds, docs/json/stress-report.schema.json: the whole answer of `stress`, and of which
/// program and case it is.
Json stress_report_json(const std::string& program, const std::string& case_name, const Json& stress);

std::string stress_text(const uncertainty::StressTest& test, const uncertainty::StressTally& tally,
                        const Terminal& terminal);

/// The plan that holds in most worlds, the first of equals.
std::size_t holds_most(const uncertainty::StressTally& tally);

/// "latin", "sobol" or "random".
std::string design_name(uncertainty::Design design);

/// The kind of condition without the time at which: "keeps, leave".
std::string break_name(sequencing::Deviation deviation);

}  // namespace entente::report
