#include "bargaining/linear_program.h"

#include <ClpSimplex.hpp>
#include <string>

#include "accord/error.h"

namespace entente::bargaining {

namespace {

constexpr double kTolerance = 1e-11;  // far below what the callers tell apart (1e-9), far above rounding

}  // namespace

LinearSolution solve(const LinearProgram& program) {
  std::vector<CoinBigIndex> starts{0};
  std::vector<int> rows;
  std::vector<double> coefficients;
  std::vector<double> costs;
  std::vector<double> lower;
  for (const LinearColumn& column : program.columns) {
    for (const auto& [row, coefficient] : column.entries) {
      rows.push_back(static_cast<int>(row));
      coefficients.push_back(coefficient);
    }
    starts.push_back(static_cast<CoinBigIndex>(rows.size()));
    costs.push_back(column.cost);
    lower.push_back(column.free ? -COIN_DBL_MAX : 0.0);
  }
  ClpSimplex model;
  model.setLogLevel(0);
  model.scaling(0);
  model.setPrimalTolerance(kTolerance);
  model.setDualTolerance(kTolerance);
  model.loadProblem(static_cast<int>(program.columns.size()), static_cast<int>(program.right_side.size()),
                    starts.data(), rows.data(), coefficients.data(), lower.data(), nullptr, costs.data(),
                    program.right_side.data(), program.right_side.data());
  model.primal();
  if (!model.isProvenOptimal()) {
    throw Error("a linear program of " + std::to_string(program.columns.size()) + " columns has no solution (status " +
                std::to_string(model.status()) + ")");
  }
  LinearSolution solution;
  solution.cost = model.objectiveValue();
  const double* amounts = model.primalColumnSolution();
  solution.amounts.assign(amounts, amounts + program.columns.size());
  return solution;
}

}  // namespace entente::bargaining
