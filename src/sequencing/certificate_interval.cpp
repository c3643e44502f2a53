#include "sequencing/certificate_interval.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace entente::sequencing::proof {
namespace {

// The library's log and exp come without a proven error bound on every platform, so both are summed here: a power
// series in interval arithmetic, cut off where the remainder is below the last bit of the sum, and the remainder added
// as an interval.

/// 2 artanh z = 2 (z + z^3/3 + z^5/5 + ...), |z| <= 1/3.
Interval twice_artanh(const Interval& z) {
  // (1/9)^40 < 2^-126: enough for any mantissa of up to 113 bits.
  constexpr int kTerms = 40;
  const Interval square = z * z;
  Interval odd_power = z;
  Interval sum = z;
  for (int term = 1; term < kTerms; ++term) {
    odd_power *= square;
    sum += odd_power / Interval(2 * term + 1);
  }
  // The terms left out are at most |z|^(2 terms + 1) (1 + 1/9 + 1/81 + ...) = 9/8 of the first of them.
  odd_power *= square;
  const long double left_out = 2 * std::max(std::fabs(odd_power.lower()), std::fabs(odd_power.upper()));
  return Interval(2) * (sum + Interval(-left_out, left_out));
}

/// e^x - 1 = x + x^2/2 + x^3/6 + ..., |x| <= 1/2.
Interval exp_minus_one_near_zero(const Interval& x) {
  // (1/2)^26 / 26! < 2^-114.
  constexpr int kTerms = 26;
  Interval term = x;
  Interval sum = x;
  for (int n = 2; n < kTerms; ++n) {
    term *= x / Interval(n);
    sum += term;
  }
  // The terms left out are at most |x|^N/N! (1 + |x| + |x|^2 + ...) <= 2 |x|^N/N!.
  term *= x / Interval(kTerms);
  const long double left_out = 3 * std::max(std::fabs(term.lower()), std::fabs(term.upper()));
  return sum + Interval(-left_out, left_out);
}

}  // namespace

Interval log_of(double x) {
  int exponent = 0;
  const double mantissa = std::frexp(x, &exponent);  // exact, in [1/2, 1)
  const Interval near_one = Interval(mantissa);
  const Interval log_mantissa = twice_artanh((near_one - Interval(1)) / (near_one + Interval(1)));
  if (exponent == 0) return log_mantissa;
  const Interval log_two = twice_artanh(Interval(1) / Interval(3));
  return log_mantissa + Interval(exponent) * log_two;
}

Interval log_one_minus(double x) {
  // 1 - x is exact for a double x in [1/2, 1] (Sterbenz); below that 1 - x = (1 + z)/(1 - z) with z = -x/(2 - x).
  if (x >= 0.5) return log_of(1.0 - x);
  return -twice_artanh(Interval(x) / (Interval(2) - Interval(x)));
}

Interval one_minus_exp(const Interval& x) {
  // With g(x) = 1 - e^x and e^x = (e^(x/2))^2: g(x) = g(x/2) (2 - g(x/2)) = 1 - (1 - g(x/2))^2. The first form cancels
  // nothing where g is small, the second does not widen where it is near 1.
  int halvings = 0;
  Interval small = x;
  while (small.lower() < -0.5L && halvings < 64) {
    small *= Interval(0.5L);
    ++halvings;
  }
  Interval result = -exp_minus_one_near_zero(small);
  for (; halvings > 0; --halvings) {
    const Interval rest = Interval(1) - result;
    result = result.upper() < 0.5L ? result * (Interval(1) + rest) : Interval(1) - rest * rest;
  }
  return result;
}

Interval chance_within(double yearly, double span) {
  if (yearly <= 0.0) return Interval(0);
  if (yearly >= 1.0) return Interval(1);
  return one_minus_exp(Interval(span) * log_one_minus(yearly));
}

Discounting discounting(const Interval& factor, const Interval& loss, std::size_t horizon) {
  Discounting result{factor, loss, powers(factor, horizon), {}, Interval(1) / loss};
  result.annuity.reserve(horizon + 1);
  result.annuity.emplace_back(0);
  for (std::size_t n = 0; n < horizon; ++n) result.annuity.push_back(result.annuity.back() + result.power[n]);
  return result;
}

std::vector<Interval> powers(const Interval& base, std::size_t horizon) {
  std::vector<Interval> result;
  result.reserve(horizon + 1);
  result.emplace_back(1);
  while (result.size() <= horizon) result.push_back(result.back() * base);
  return result;
}

}  // namespace entente::sequencing::proof
