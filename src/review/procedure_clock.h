// When clocks run out. Clocks of hours run to the second. Clocks of days and months run out at the midnight (UTC) that
// ends their last day; the day on which they start is not counted. A stage that follows at such a midnight counts from
// the day that it ended, so that 15 + 15 + 5 + 30 days are 65, and 30 days from any time on 28 August end on 28
// September at 00:00.
#pragma once

#include <chrono>

#include "accord/procedure.h"

namespace entente::review {

/// Where a clock starts.
struct ClockStart {
  std::chrono::sys_seconds at;         ///< hours run from here
  std::chrono::sys_days counted_from;  ///< days and months from here
};

/// At an event: a complaint, a decision.
ClockStart start_at(std::chrono::sys_seconds event);

/// Where another clock has run out.
ClockStart start_after(std::chrono::sys_seconds clock_ended);

/// A month later is the same day of that month, or its last.
std::chrono::sys_seconds end_of(const accord::Clock& clock, const ClockStart& start);

/// The midnight that ends `day`.
std::chrono::sys_seconds end_of(std::chrono::sys_days day);

}  // namespace entente::review
