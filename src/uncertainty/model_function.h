// A model as the methods of this folder see it: rows of numbers in, a row of outputs for each out.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "uncertainty/worlds.h"

namespace entente::uncertainty {

/// Computes `outputs` (row by row, the same number for each row) for `rows` points, which stand row by row in `points`.
/// Called by several threads at a time; a row's outputs depend on that row alone. What it throws reaches the caller.
using Model = std::function<void(std::span<const double> points, std::size_t rows, std::span<double> outputs)>;

/// How many columns a point has: the coordinates of all factors. Throws std::invalid_argument unless each number from 0
/// up to that is a coordinate of exactly one factor, and no two factors have the same name.
std::size_t columns_of(std::span<const Factor> factors);

/// Factors of one coordinate each, in this order.
std::vector<Factor> single_factors(std::span<const std::string> names);

/// A number with its confidence interval.
struct Estimate {
  double value = 0.0;
  double low = 0.0;
  double high = 0.0;
};

}  // namespace entente::uncertainty
