// A linear program in the form that the games of this folder need: columns to be chosen, rows that must balance.
//
// Minimise sum of cost_j y_j with sum_j entries_j y_j = right_side in every row and y_j >= lower_j. Solved by COIN-OR
// Clp with feasibility and optimality tolerances of 1e-11: callers scale their numbers to about 1. Deterministic.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace entente::bargaining {

struct LinearColumn {
  double cost = 0.0;
  std::vector<std::pair<std::size_t, double>> entries;  ///< row and coefficient, rows ascending
  bool free = false;                                    ///< may be negative; else it is at least 0
};

struct LinearProgram {
  std::vector<double> right_side;  ///< by row
  std::vector<LinearColumn> columns;
};

struct LinearSolution {
  double cost = 0.0;
  std::vector<double> amounts;  ///< by column; a basic solution: no more of them differ from 0 than there are rows
};

/// The cheapest solution. Throws entente::Error when there is none or it is unbounded: the programs of this folder have
/// one.
LinearSolution solve(const LinearProgram& program);

}  // namespace entente::bargaining
