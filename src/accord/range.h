// A number as an analyst gives it.
#pragma once

namespace entente::accord {

/// An analyst's range: the number lies between `low` and `high` and most likely at `best`; low <= best <= high.
/// A plain number in the file has all three equal.
struct Range {
  double low = 0.0;
  double best = 0.0;
  double high = 0.0;

  static Range exactly(double value) { return {value, value, value}; }
  bool operator==(const Range&) const = default;
};

}  // namespace entente::accord
