#include "accord/rank_correlation.h"

#include <cmath>
#include <numbers>

namespace entente::accord {

std::optional<std::vector<double>> normal_factor(std::span<const double> ranks, std::size_t size) {
  // A pivot below this share of 1 means that one number follows from the others, all but the last digits.
  constexpr double least_pivot = 1e-9;
  std::vector<double> lower(size * size, 0.0);
  for (std::size_t row = 0; row < size; ++row) {
    for (std::size_t column = 0; column <= row; ++column) {
      double rest = row == column ? 1.0 : 2.0 * std::sin(std::numbers::pi * ranks[row * size + column] / 6.0);
      for (std::size_t k = 0; k < column; ++k) rest -= lower[row * size + k] * lower[column * size + k];
      if (row != column) {
        lower[row * size + column] = rest / lower[column * size + column];
      } else if (rest < least_pivot) {
        return std::nullopt;
      } else {
        lower[row * size + row] = std::sqrt(rest);
      }
    }
  }
  return lower;
}

}  // namespace entente::accord
