#include "bargaining/linear_system.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace entente::bargaining {

namespace {

constexpr double kZero = 1e-9;  // coefficients are 0, 1 or near 1: a true remainder is far larger

}  // namespace

std::vector<double> solve(const std::vector<Equation>& equations, std::size_t unknowns) {
  // Long doubles: the last digits of the answer are those of the right sides, not of the elimination.
  std::vector<std::vector<long double>> rows;
  for (const Equation& equation : equations) {
    rows.emplace_back(equation.coefficients.begin(), equation.coefficients.end());
    rows.back().push_back(equation.right_side);
  }
  std::vector<std::size_t> unknown_of_row;
  std::vector<bool> done(unknowns, false);
  for (std::size_t next = 0; next < rows.size() && next < unknowns; ++next) {
    std::pair<std::size_t, std::size_t> pivot{next, 0};
    long double largest = 0.0L;
    for (std::size_t r = next; r < rows.size(); ++r) {
      for (std::size_t j = 0; j < unknowns; ++j) {
        if (!done[j] && std::abs(rows[r][j]) > largest) {
          largest = std::abs(rows[r][j]);
          pivot = {r, j};
        }
      }
    }
    if (largest < static_cast<long double>(kZero)) break;
    std::swap(rows[next], rows[pivot.first]);
    const std::size_t column = pivot.second;
    done[column] = true;
    unknown_of_row.push_back(column);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      if (r == next) continue;
      const long double factor = rows[r][column] / rows[next][column];
      if (factor == 0.0L) continue;
      for (std::size_t j = 0; j <= unknowns; ++j) rows[r][j] -= factor * rows[next][j];
    }
  }
  std::vector<double> solution(unknowns, 0.0);
  for (std::size_t r = 0; r < unknown_of_row.size(); ++r) {
    const std::size_t j = unknown_of_row[r];
    solution[j] = static_cast<double>(rows[r][unknowns] / rows[r][j]);
  }
  return solution;
}

std::vector<double> Span::reduced(std::vector<double> vector) const {
  for (std::size_t b = 0; b < basis_.size(); ++b) {
    const double factor = vector[pivots_[b]];
    if (factor == 0.0) continue;
    for (std::size_t j = 0; j < dimension_; ++j) vector[j] -= factor * basis_[b][j];
  }
  return vector;
}

bool Span::contains(const std::vector<double>& vector) const {
  return std::ranges::all_of(reduced(vector), [](double rest) { return std::abs(rest) < kZero; });
}

bool Span::add(const std::vector<double>& vector) {
  std::vector<double> rest = reduced(vector);
  const auto largest = std::ranges::max_element(rest, {}, [](double entry) { return std::abs(entry); });
  if (largest == rest.end() || std::abs(*largest) < kZero) return false;
  const double scale = *largest;
  const auto pivot = static_cast<std::size_t>(largest - rest.begin());
  for (double& entry : rest) entry /= scale;
  for (std::vector<double>& row : basis_) {
    const double factor = row[pivot];
    for (std::size_t j = 0; j < dimension_; ++j) row[j] -= factor * rest[j];
  }
  basis_.push_back(std::move(rest));
  pivots_.push_back(pivot);
  return true;
}

}  // namespace entente::bargaining
