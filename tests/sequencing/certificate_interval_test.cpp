// The certificate's intervals contain the exact number, and hardly anything else.
#include "sequencing/certificate_interval.h"

#include <gtest/gtest.h>

#include <cmath>

namespace entente::sequencing {
namespace {

using Real = long double;

TEST(CertificateInterval, RoundsOutwardsWhereTheResultIsInexactAndNotWhereItIsExact) {
  using proof::Interval;
  const Interval third = Interval(1) / Interval(3);
  EXPECT_LT(third.lower(), third.upper());
  EXPECT_LE((third * Interval(3)).lower(), 1.0L);
  EXPECT_GE((third * Interval(3)).upper(), 1.0L);
  const Interval zero = Interval(0.1L) - Interval(0.1L);
  EXPECT_EQ(zero.lower(), 0.0L);
  EXPECT_EQ(zero.upper(), 0.0L);
  const Interval nothing = Interval(0) * third;
  EXPECT_EQ(nothing.lower(), 0.0L);
  EXPECT_EQ(nothing.upper(), 0.0L);
}

TEST(CertificateInterval, SumsManyRoundedNumbersWithoutLosingTheExactSum) {
  using proof::Interval;
  Interval sum(0);
  for (int n = 0; n < 1000; ++n) sum += Interval(1) / Interval(1000);
  EXPECT_LT(sum.lower(), 1.0L);
  EXPECT_GT(sum.upper(), 1.0L);
  EXPECT_LT(sum.upper() - sum.lower(), 1e-15L);
}

// Known to more than 64 bits: log(2), 1 - exp(-1), and 1 - exp(-1e-9) where a naive difference keeps nine digits.
TEST(CertificateInterval, EnclosesLogarithmAndExponential) {
  using proof::Interval;
  const Interval half = proof::log_of(0.5);
  EXPECT_LE(half.lower(), -0.693147180559945309417232121458L);
  EXPECT_GE(half.upper(), -0.693147180559945309417232121458L);
  EXPECT_LT(half.upper() - half.lower(), 1e-17L);
  const Interval one = proof::one_minus_exp(Interval(-1));
  EXPECT_LE(one.lower(), 0.632120558828557678404476229839L);
  EXPECT_GE(one.upper(), 0.632120558828557678404476229839L);
  EXPECT_LT(one.upper() - one.lower(), 1e-17L);
  const Interval tiny = proof::one_minus_exp(Interval(-1e-9L));
  EXPECT_LE(tiny.lower(), std::nextafter(9.99999999500000000166666666625e-10L, 1.0L));
  EXPECT_GE(tiny.upper(), std::nextafter(9.99999999500000000166666666625e-10L, 0.0L));
  EXPECT_LT(tiny.upper() - tiny.lower(), 1e-26L);
}

Real middle(const proof::Interval& interval) {
  return (interval.lower() + interval.upper()) / 2;
}

TEST(CertificateInterval, AgreesWithTheLibraryOverTheWholeRange) {
  using proof::Interval;
  for (const double x : {1e-300, 1e-9, 0.01, 0.1, 0.25, 0.49999, 0.5, 0.75, 0.9, 0.999, 0.999999999}) {
    const Interval log = proof::log_of(x);
    EXPECT_NEAR(static_cast<double>(middle(log) / std::log(Real{x})), 1.0, 1e-15) << x;
    EXPECT_LT(log.upper() - log.lower(), 1e-17L * (1 - std::log(Real{x}))) << x;
    const Interval less = proof::log_one_minus(x);
    EXPECT_NEAR(static_cast<double>(middle(less) / std::log1p(-Real{x})), 1.0, 1e-15) << x;
    for (const double span : {1.0 / 365.25, 1.0 / 12, 0.25, 1.0, 7.5}) {
      const Real plain = -std::expm1(Real{span} * std::log1p(-Real{x}));
      const Interval chance = proof::chance_within(x, span);
      EXPECT_LE(chance.lower(), plain * (1 + 1e-17L)) << x << " in " << span;
      EXPECT_GE(chance.upper(), plain * (1 - 1e-17L)) << x << " in " << span;
      EXPECT_LT(chance.upper() - chance.lower(), plain * 1e-16L) << x << " in " << span;
    }
  }
}

TEST(CertificateInterval, CertaintyAndImpossibilityAreExact) {
  EXPECT_EQ(proof::chance_within(1.0, 0.25).lower(), 1.0L);
  EXPECT_EQ(proof::chance_within(1.0, 0.25).upper(), 1.0L);
  EXPECT_EQ(proof::chance_within(0.0, 0.25).lower(), 0.0L);
  EXPECT_EQ(proof::chance_within(0.0, 0.25).upper(), 0.0L);
}

}  // namespace
}  // namespace entente::sequencing
