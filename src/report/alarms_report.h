// What `entente verify alarms` and `entente verify timely` answer, as JSON and as text: how sensitive a test should be
// when it can accuse the innocent, and how soon a violation is found.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "report/json.h"
#include "report/layout.h"
#include "verification/false_alarms.h"
#include "verification/timeliness.h"

namespace entente::report {

Json alarms_json(const verification::AlarmGame& game);
std::string alarms_text(const verification::AlarmGame& game, const Terminal& terminal);

/// How soon a violation is found in a period that always ends with an inspection.
struct TimelyQuestion {
  double length = 1.0;                ///< of the period, > 0; times are in its unit
  std::optional<std::size_t> slots;   ///< the inspection comes at the end of one of them; empty: at any time
  std::optional<std::size_t> before;  ///< inspections in the period besides the one at its end that are seen when
                                      ///< they come; empty: one that is not
};

/// Throws entente::Error where the length is not above 0, or there are no slots.
Json timely_json(const TimelyQuestion& question);
std::string timely_text(const TimelyQuestion& question, const Terminal& terminal);

}  // namespace entente::report
