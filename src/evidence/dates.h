// Calendar days of evidence, written 2025-03-31.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace entente::evidence {

/// A day of the Gregorian calendar, without a time of day or a time zone.
using Day = std::chrono::sys_days;

/// Days in a year, as everywhere in the program (MODEL section 2).
inline constexpr double kDaysInYear = 365.25;

/// The day in `2025-03-31`; empty for anything else, and for days that do not exist. Years 1000 to 9999.
std::optional<Day> day_in(std::string_view text);

/// "2025-03-31".
std::string in_words(Day day);

/// How many days after `from` is `to`; negative where it is earlier.
int days_between(Day from, Day to);

}  // namespace entente::evidence
