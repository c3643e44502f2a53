#include "review/procedure_clock.h"

namespace entente::review {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

ClockStart start_at(sys_seconds event) {
  return {.at = event, .counted_from = floor<days>(event)};
}

ClockStart start_after(sys_seconds clock_ended) {
  return {.at = clock_ended, .counted_from = floor<days>(clock_ended - std::chrono::seconds(1))};
}

sys_seconds end_of(sys_days day) {
  return sys_seconds(day + days(1));
}

sys_seconds end_of(const accord::Clock& clock, const ClockStart& start) {
  if (clock.hours > 0) return start.at + std::chrono::hours(clock.hours);
  if (clock.days > 0) return end_of(start.counted_from + days(clock.days));
  const std::chrono::year_month_day from(start.counted_from);
  const std::chrono::year_month_day then = from + std::chrono::months(clock.months);
  return end_of(then.ok() ? sys_days(then) : sys_days(then.year() / then.month() / std::chrono::last));
}

}  // namespace entente::review
