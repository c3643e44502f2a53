// The variance of a function of independent columns and its parts, exact up to rounding where a product rule of
// weighted nodes integrates the function's square: every closed index by summing over the whole grid.
#pragma once

#include <cstddef>
#include <vector>

#include "uncertainty/model_function.h"

namespace entente::reference {

/// Nodes in the unit interval and their weights, which sum to 1.
struct Rule {
  std::vector<double> nodes;
  std::vector<double> weights;
};

/// Gauss and Legendre's rule of `points` (2 or 30) on each of the parts between `ends`, ascending from 0 to 1.
Rule gauss_rule(std::size_t points, const std::vector<double>& ends);

struct GridVariance {
  double mean = 0.0;
  std::vector<double> closed;  ///< [set of columns, bit by bit]: variance of the expectation given these columns

  double variance() const { return closed.back(); }
  double first(std::size_t column) const;
  double total(std::size_t column) const;
  double pair(std::size_t one, std::size_t other) const;  ///< what two columns explain together and neither alone
  std::vector<double> shapley_effects() const;            ///< shares of the variance (Owen 2014)
};

/// One output a row; the rule is that of every column. Cost: nodes^columns evaluations, 2^columns times as many sums.
GridVariance variance_on_grid(const uncertainty::Model& model, std::size_t columns, const Rule& rule);

}  // namespace entente::reference
