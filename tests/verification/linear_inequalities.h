// Linear programs as the tests write them: with inequalities, any number of them.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "bargaining/linear_program.h"

namespace entente::verification {

/// Minimises over amounts that are at least 0, or free.
class LinearInequalities {
 public:
  /// A new amount with this cost; gives its number.
  std::size_t amount(double cost, bool free = false);
  /// The sum of coefficient times amount is at most `bound`.
  void at_most(const std::vector<std::pair<std::size_t, double>>& terms, double bound);
  void equal(const std::vector<std::pair<std::size_t, double>>& terms, double value);
  /// The least cost; empty where nothing meets all inequalities.
  std::optional<double> least_cost() const;

 private:
  bargaining::LinearProgram program_;
};

}  // namespace entente::verification
