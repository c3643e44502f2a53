// What decides whether a plan holds, as JSON, as text and as a tornado diagram.
#pragma once

#include <string>

#include "report/json.h"
#include "report/layout.h"
#include "uncertainty/what_decides.h"

namespace entente::report {

/// The part `what_decides` of a plan in docs/json/stress.schema.json.
Json deciding_json(const uncertainty::StressTest& test, const uncertainty::WhatDecides& found);

/// A section under the plan's name; empty lines before and between its parts.
std::string deciding_text(const uncertainty::StressTest& test, const uncertainty::WhatDecides& found,
                          const std::string& plan, const Terminal& terminal);

/// SVG: for each number the smallest slack from its low to its high, widest bar first.
std::string tornado_svg(const uncertainty::StressTest& test, const uncertainty::WhatDecides& found,
                        const std::string& plan);

/// A number of the file by its id, for people: "North's patience", "undo of reactor disabled".
std::string number_in_words(const std::string& id);

/// A value in its unit: "7.5 months", "3%", "0.78".
std::string value_in_words(double value, accord::Unit unit);

}  // namespace entente::report
