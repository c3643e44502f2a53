#include "statistics/intervals.h"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>

namespace entente::statistics {

double share_of(std::uint64_t part, std::uint64_t all) {
  return all == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(all);
}

Interval wilson(std::uint64_t successes, std::uint64_t trials, double level) {
  if (trials == 0) return {.low = 0.0, .high = 1.0};
  const double z = std::sqrt(2.0) * boost::math::erf_inv(level);
  const auto n = static_cast<double>(trials);
  const double share = static_cast<double>(successes) / n;
  const double scale = 1.0 + z * z / n;
  const double middle = (share + z * z / (2.0 * n)) / scale;
  const double half = z * std::sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n)) / scale;
  // Exactly 0 and 1 at the ends, where rounding would leave a trace.
  return {successes == 0 ? 0.0 : std::max(0.0, middle - half),
          successes == trials ? 1.0 : std::min(1.0, middle + half)};
}

Interval clopper_pearson(std::uint64_t successes, std::uint64_t trials, double level) {
  const double tail = 0.5 * (1.0 - level);
  const auto k = static_cast<double>(successes);
  const auto n = static_cast<double>(trials);
  Interval interval{0.0, 1.0};
  if (successes > 0) interval.low = boost::math::ibeta_inv(k, n - k + 1.0, tail);
  if (successes < trials) interval.high = boost::math::ibetac_inv(k + 1.0, n - k, tail);
  return interval;
}

double band_half_width(std::uint64_t trials, double level) {
  return std::sqrt(std::log(2.0 / (1.0 - level)) / (2.0 * static_cast<double>(trials)));
}

}  // namespace entente::statistics
