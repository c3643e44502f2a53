// How numbers, times, states, conditions and mends are put into words.
//
// Numbers are cut to three significant digits; the JSON has them in full.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "accord/accord.h"
#include "sequencing/conditions.h"
#include "sequencing/mends.h"

namespace entente::report {

/// Points: "1.23", "-0.045", "12300"; "0" for what rounding leaves of an exact zero.
std::string points(double value);
/// The same, "-" where there is no value.
std::string points(const std::optional<double>& value);

/// "1 point", "2.5 points".
std::string in_points(double value);

/// A share as a percentage: "12.3%".
std::string percent(double share);

/// A probability as a percentage; what is not certain is never written "100%", what is not impossible never "0%".
std::string probability(double probability);

/// A count: "12,300,000".
std::string count(double whole);

/// Whole periods in words: "1 year 6 months", "45 days".
std::string duration(std::size_t periods, double period_years);

/// The same for tables: "1 y 6 m", "45 d".
std::string short_duration(std::size_t periods, double period_years);

/// "relief lifted"
std::string level_in_words(const accord::Accord& accord, const accord::Requirement& level);

/// What stands above today: "rods shipped, relief lifted", or "today's state of affairs".
std::string state_in_words(const accord::Accord& accord, const accord::State& state);

/// "at step 3" for point 2; "while the accord holds" for the last one.
std::string point_in_words(std::size_t point, std::size_t steps);

/// What the party would do: "withholding relief lifted", "leaving openly on the eve of the gate".
std::string deviation_in_words(const accord::Accord& accord, const sequencing::Condition& condition);

/// What its slack says of a condition: "would lose at least 1.2 points by withholding ...", "would gain up to 3.1
/// points (4% of its best gain) by ..."; the share is left out where `best_gain` is not positive.
std::string stake_in_words(const accord::Accord& accord, const sequencing::Condition& condition,
                           double best_gain = 0.0);

/// "undo of relief lifted from 6 months to 1 year 9 months"
std::string mend_in_words(const accord::Accord& accord, const sequencing::Mend& mend);

}  // namespace entente::report
