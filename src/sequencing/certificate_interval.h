// Numbers that rounding can not move: closed intervals that surely contain the exact value, for the certificate.
//
// Boost.Interval does the case work; the rounding is ours. Instead of switching the processor's rounding mode, which
// compilers do not promise to respect, every operation is rounded to nearest and then moved to the neighbouring number
// outwards: IEEE 754 puts the exact result of +, -, * and / within half a unit in the last place of the nearest one, so
// the neighbours enclose it. `long double` has 64 bits of mantissa on x86-64 and more on 64-bit ARM, which keeps the
// certificate's slacks narrow over long recurrences; where it is no wider than `double` the intervals are wider and
// just as true.
#pragma once

// Not <boost/numeric/interval.hpp>, which takes the processor's rounding modes in: WebAssembly has none.
#include <boost/numeric/interval/arith.hpp>
#include <boost/numeric/interval/checking.hpp>
#include <boost/numeric/interval/interval.hpp>
#include <boost/numeric/interval/policies.hpp>
#include <boost/numeric/interval/utility.hpp>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace entente::sequencing::proof {

/// Rounding policy of Boost.Interval: to nearest, then one step outwards unless the operation is surely exact.
struct OutwardRounding {
  using Number = long double;
  using unprotected_rounding = OutwardRounding;

  template <class Other>
  Number conv_down(const Other& value) {
    return value;
  }
  template <class Other>
  Number conv_up(const Other& value) {
    return value;
  }

  Number add_down(Number x, Number y) { return sum(x, y, below); }
  Number add_up(Number x, Number y) { return sum(x, y, above); }
  Number sub_down(Number x, Number y) { return sum(x, -y, below); }
  Number sub_up(Number x, Number y) { return sum(x, -y, above); }
  Number mul_down(Number x, Number y) { return product(x, y, below); }
  Number mul_up(Number x, Number y) { return product(x, y, above); }
  Number div_down(Number x, Number y) { return quotient(x, y, below); }
  Number div_up(Number x, Number y) { return quotient(x, y, above); }

 private:
  static constexpr Number below = -std::numeric_limits<Number>::infinity();
  static constexpr Number above = std::numeric_limits<Number>::infinity();

  static Number sum(Number x, Number y, Number towards) {
    const Number nearest = x + y;
    // A sum never underflows: where it is zero it is exactly zero.
    return x == 0 || y == 0 || nearest == 0 ? nearest : std::nextafter(nearest, towards);
  }
  static Number product(Number x, Number y, Number towards) {
    // An exact zero must not be widened: "no turnover", "never watched" and zero slacks are exact.
    if (x == 0 || y == 0) return 0;
    return x == 1 || y == 1 ? x * y : std::nextafter(x * y, towards);
  }
  static Number quotient(Number x, Number y, Number towards) {
    if (x == 0) return 0;
    return y == 1 ? x : std::nextafter(x / y, towards);
  }
};

using Interval = boost::numeric::interval<
    long double,
    boost::numeric::interval_lib::policies<OutwardRounding, boost::numeric::interval_lib::checking_base<long double>>>;

/// ln x, for a number of the file taken as exact, 0 < x <= 1.
Interval log_of(double x);

/// ln(1 - x), 0 <= x < 1; keeps its relative width where x is small.
Interval log_one_minus(double x);

/// 1 - e^x, x <= 0; keeps its relative width where x is near 0, so that 1/(1 - patience) is narrow for the most
/// patient.
Interval one_minus_exp(const Interval& x);

/// The chance that something happens within `span` years when its chance a year is `yearly`: 1 - (1 - yearly)^span.
/// 0 <= yearly <= 1, span > 0.
Interval chance_within(double yearly, double span);

/// A factor a period, and what is made of it by repeated multiplication.
struct Discounting {
  Interval factor;                ///< b, in [0, 1)
  Interval loss;                  ///< 1 - b, computed without cancellation
  std::vector<Interval> power;    ///< b^n, n up to the horizon
  std::vector<Interval> annuity;  ///< [n]_b = 1 + b + ... + b^(n-1) (MODEL 4.2), n up to the horizon
  Interval forever;               ///< [inf]_b = 1/(1 - b)
};

/// Tables for n = 0..horizon.
Discounting discounting(const Interval& factor, const Interval& loss, std::size_t horizon);

/// base^n for n = 0..horizon; base^0 is 1 also for base 0.
std::vector<Interval> powers(const Interval& base, std::size_t horizon);

}  // namespace entente::sequencing::proof
