#include "linear_inequalities.h"

#include "accord/error.h"

namespace entente::verification {

std::size_t LinearInequalities::amount(double cost, bool free) {
  program_.columns.push_back({.cost = cost, .entries = {}, .free = free});
  return program_.columns.size() - 1;
}

void LinearInequalities::equal(const std::vector<std::pair<std::size_t, double>>& terms, double value) {
  const std::size_t row = program_.right_side.size();
  program_.right_side.push_back(value);
  for (const auto& [column, coefficient] : terms) program_.columns[column].entries.emplace_back(row, coefficient);
}

void LinearInequalities::at_most(const std::vector<std::pair<std::size_t, double>>& terms, double bound) {
  std::vector<std::pair<std::size_t, double>> all = terms;
  all.emplace_back(amount(0.0), 1.0);
  equal(all, bound);
}

std::optional<double> LinearInequalities::least_cost() const {
  try {
    return bargaining::solve(program_).cost;
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace entente::verification
