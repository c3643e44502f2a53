// Durations: `6 months`, `[3 months, 6 months, 1 year]`, and how many whole periods they are counted as (MODEL section
// 2).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/accord.h"
#include "accord/yaml_tree.h"

namespace entente::accord {

/// Years in `6 months`, `2 weeks`, `45 days`, `1 quarter`, `2 years`; empty for anything else.
/// A quarter is 1/4 and a month 1/12 of a year, a week 7 and a day 1 of 365.25 days.
std::optional<double> years_in(std::string_view text);

/// The length of one period, above 0 and no range; `written` becomes its text for later messages.
std::optional<double> read_period(const Yaml& value, std::string& written, std::vector<Problem>& problems);

/// What the reading of durations needs to know and gives back.
struct DurationReader {
  double period_years = 0.0;   ///< 0 where the period itself is faulty: nothing is rounded then
  std::string period_written;  ///< "3 months"
  std::vector<Notice>* notices = nullptr;
  std::vector<Problem>* problems = nullptr;
};

/// A duration or a range of durations in years, not rounded. `least_periods` 1 asks for more than 0 years, 0 allows
/// `0`. A notice says where the best value is not a whole number of periods.
std::optional<Range> read_duration(const Yaml& value, const std::string& what, std::size_t least_periods,
                                   const DurationReader& reader);

/// The same without rounding and notices: for clocks that nothing counts in periods.
std::optional<Range> read_clock(const Yaml& value, const std::string& what, std::vector<Problem>& problems);

/// Adds the notice for a duration that `read_clock` gave, when something comes to count it in periods after all.
/// False, after reporting it, where it would be an absurd number of periods.
bool note_rounding(const Yaml& value, const std::string& what, const Range& years, std::size_t least_periods,
                   const DurationReader& reader);

}  // namespace entente::accord
