#include "uncertainty/correlation.h"

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <numbers>

namespace entente::uncertainty {

namespace {

double normal_below(double z) {
  return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

double normal_quantile(double u) {
  using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
  return -std::numbers::sqrt2 * boost::math::erfc_inv(2.0 * u, Policy());
}

}  // namespace

void make_dependent(std::span<const double> lower, std::span<double> u) {
  for (double& one : u) one = normal_quantile(one);
  for (std::size_t row = u.size(); row-- > 0;) {
    double z = 0.0;
    for (std::size_t column = 0; column <= row; ++column) z += lower[row * u.size() + column] * u[column];
    u[row] = z;
  }
  // Far out in the tails the distribution function is 0 or 1 in doubles, which are no worlds.
  for (double& one : u) one = std::clamp(normal_below(one), 0x1p-54, 1.0 - 0x1p-53);
}

}  // namespace entente::uncertainty
