// The numbers of an accord by name: which of them are an analyst's ranges, and the same accord at other values of them.
//
// A number is named by its way through the file, with "/" between the names: "parties/North/patience",
// "commitments/reactor/disabled/value/North", "commitments/reactor/disabled/undo", "complements/complete/value/South",
// "review/succeeds", "review/penalty/North", "verification/means/cameras/sees/reactor/disabled/seen",
// "verification/common_cause/1/share" (counted from 1), "fund/contributors/South", "fund/tranches/first/worth". In a
// name that has them itself, "~" is written "~0" and "/" is written "~1", as in JSON pointers (RFC 6901).
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "accord/accord.h"

namespace entente::accord {

/// What a number of the file is counted in.
enum class Unit {
  patience,         ///< what a point a year from now is worth today: above 0 and below 1
  turnover,         ///< chance a year, 0 to below 1
  share,            ///< a chance, or a share of something: 0 to 1
  share_a_year,     ///< a chance a year: 0 to 1
  points_a_year,    ///< value points a year on the party's own scale
  penalty,          ///< value points a year, 0 or below
  points,           ///< value points once
  points_a_unit,    ///< value points once for a unit of the fund, above 0
  spread,           ///< standard deviation of a logarithm, 0 or more
  years,            ///< a duration, above 0
  years_from_zero,  ///< a duration, 0 or more
  cost_a_year,      ///< in the unit of the verification, 0 or more
  times_a_year      ///< how often a year, 0 or more
};

/// "points a year", as a reader should see it.
std::string_view in_words(Unit unit);

/// Why `value` can not be a number of that unit in `accord`, after its name ("is over 1 ..."); empty where it can.
std::string fault_of(const Accord& accord, Unit unit, double value);

/// One number of the file that is a range, or that could be one.
struct RangedNumber {
  std::string id;
  Range range;  ///< as written: low < high where it is really a range
  Unit unit = Unit::points;
};

/// Visits every number of `accord` that may be a range, in the order of the model's file: parties, commitments,
/// complements, review, fund, verification. Numbers that the file leaves out stand at their defaults; what never falls
/// has no `undo`. `seen` and `watched` are what the file says, without the chosen means.
void for_each_number(const Accord& accord, const std::function<void(std::string id, const Range&, Unit)>& visit);
void for_each_number(Accord& accord, const std::function<void(std::string id, Range&, Unit)>& visit);

/// The numbers that are ranges, low < high, in the order of `for_each_number`.
std::vector<RangedNumber> ranged_numbers(const Accord& accord);

/// `accord` with each number named in `values` exactly at its value and the chosen means of verification in force
/// again. Throws Error with all that is wrong: names of no number, a number twice, values that its unit does not allow.
Accord at_values(const Accord& accord, std::span<const ValueOf> values);

}  // namespace entente::accord
