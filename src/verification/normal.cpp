#include "verification/normal.h"

#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <numbers>

namespace entente::verification {

double normal_density(double z) {
  return std::exp(-0.5 * z * z) * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
}

double normal_below(double z) {
  return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

double normal_above(double z) {
  return 0.5 * std::erfc(z / std::numbers::sqrt2);
}

double normal_exceeded_with(double probability) {
  return std::numbers::sqrt2 * boost::math::erfc_inv(2.0 * probability);
}

}  // namespace entente::verification
