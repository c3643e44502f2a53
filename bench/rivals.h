// What the package solvers are measured against: a plain enumeration, and COIN-OR Cbc where it is installed.
#pragma once

#include <cstddef>
#include <optional>

#include "bargaining/problem.h"

namespace entente::bench {

/// The number of frontier points, found by adding up every state and comparing each with those kept.
std::size_t enumerated_frontier(const bargaining::Problem& problem);

struct LinearAnswer {
  double value = 0.0;    ///< largest least gain, units of the problem
  double seconds = 0.0;  ///< the program's own run, reading the file included
  bool proved = false;   ///< within Cbc's own tolerances
};

/// The package of largest least gain in units, as an integer program: the product of gains is not linear, so Cbc can
/// not be asked for the Nash package. Only for problems without complements and needs. Empty where `cbc` is not
/// installed.
std::optional<LinearAnswer> cbc_largest_least_gain(const bargaining::Problem& problem, double most_seconds);

}  // namespace entente::bench
