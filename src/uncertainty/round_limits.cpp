#include "uncertainty/round_limits.h"

#include <algorithm>
#include <cmath>

namespace entente::uncertainty {

namespace {

constexpr double kLeastParts = 20.0;
constexpr int kMostDigits = 16;

// steps x 10^exponent as the double that its digits say: both numbers of the quotient are exact.
double decimal(double steps, int exponent) {
  return exponent < 0 ? steps / std::pow(10.0, -exponent) : steps * std::pow(10.0, exponent);
}

// A whole multiple of 10^exponent, not above the value or not below it. What rounding of the scale leaves is no reason
// to go one further.
double multiple(double value, int exponent, bool up) {
  const double steps = value / decimal(1.0, exponent);
  const double nearest = std::round(steps);
  const double whole = std::abs(steps - nearest) < 1e-9 * std::max(1.0, std::abs(nearest)) ? nearest
                       : up                                                                ? std::ceil(steps)
                                                                                           : std::floor(steps);
  return decimal(whole, exponent);
}

Cut rounded_side(const Cut& cut, const accord::RangedNumber& number, bool upper) {
  const double scale = said_in(number.unit);
  const accord::Range& range = number.range;
  const int exponent = static_cast<int>(std::floor(std::log10((range.high - range.low) * scale / kLeastParts)));
  double limit = multiple(cut.inside * scale, exponent, upper) / scale;
  if (limit <= range.low || limit >= range.high) limit = roundest(cut.inside * scale, cut.outside * scale) / scale;
  return {.inside = limit, .outside = limit};
}

}  // namespace

double roundest(double inside, double outside) {
  if (!std::isfinite(outside)) return inside;
  const double low = std::min(inside, outside);
  const double high = std::max(inside, outside);
  const double middle = low + (high - low) / 2.0;
  const double size = std::max(std::abs(low), std::abs(high));
  const int largest = size > 0.0 ? static_cast<int>(std::ceil(std::log10(size))) : 0;
  for (int exponent = largest; exponent > largest - kMostDigits; --exponent) {
    const double value = decimal(std::round(middle / decimal(1.0, exponent)), exponent);
    const bool within = inside < outside ? value >= inside && value < outside : value <= inside && value > outside;
    if (within) return value;
  }
  return inside;
}

double said_in(accord::Unit unit) {
  switch (unit) {
    case accord::Unit::years:
    case accord::Unit::years_from_zero:
      return 12.0;
    case accord::Unit::turnover:
    case accord::Unit::share:
    case accord::Unit::share_a_year:
      return 100.0;
    default:
      return 1.0;
  }
}

Limit rounded(Limit limit, const accord::RangedNumber& number) {
  if (limit.lower) limit.lower = rounded_side(*limit.lower, number, false);
  if (limit.upper) limit.upper = rounded_side(*limit.upper, number, true);
  return limit;
}

}  // namespace entente::uncertainty
