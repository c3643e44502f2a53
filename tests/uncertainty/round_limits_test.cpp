// Limits of boxes as people say them: few digits, and never less than was found.
#include "uncertainty/round_limits.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <optional>

namespace entente::uncertainty {
namespace {

using accord::RangedNumber;
using accord::Unit;

RangedNumber number(double low, double high, Unit unit = Unit::points) {
  RangedNumber result;
  result.id = "parties/North/patience";
  result.range.low = low;
  result.range.best = 0.5 * (low + high);
  result.range.high = high;
  result.unit = unit;
  return result;
}

double lower(double found, const RangedNumber& of) {
  Limit limit;
  limit.lower = {.inside = found, .outside = found - 1e-7 * (of.range.high - of.range.low)};
  return rounded(limit, of).lower->inside;
}

double upper(double found, const RangedNumber& of) {
  Limit limit;
  limit.upper = {.inside = found, .outside = found + 1e-7 * (of.range.high - of.range.low)};
  return rounded(limit, of).upper->inside;
}

TEST(Limits, HaveTheDigitsThatTheirRangeBears) {
  EXPECT_EQ(upper(0.7812345, number(0.5, 0.9)), 0.79);
  EXPECT_EQ(lower(0.7812345, number(0.5, 0.9)), 0.78);
  EXPECT_EQ(upper(0.7812345, number(0.75, 0.85)), 0.782);
  EXPECT_EQ(upper(-13.27, number(-80.0, 20.0)), -13.0);
  EXPECT_EQ(lower(-13.27, number(-80.0, 20.0)), -14.0);
  EXPECT_EQ(lower(1234.5, number(0.0, 5000.0)), 1200.0);
}

TEST(Limits, OfTimesAreRoundInMonthsAndOfSharesInPercent) {
  EXPECT_DOUBLE_EQ(12.0 * upper(0.6123, number(0.25, 1.0, Unit::years)), 7.4);
  EXPECT_DOUBLE_EQ(12.0 * lower(0.6123, number(0.25, 1.0, Unit::years)), 7.3);
  EXPECT_DOUBLE_EQ(100.0 * upper(0.66556, number(0.4, 0.8, Unit::share_a_year)), 67.0);
}

TEST(Limits, ThatAreRoundAlreadyStayAsTheyAre) {
  EXPECT_EQ(upper(0.78, number(0.5, 0.9)), 0.78);
  EXPECT_EQ(lower(0.78, number(0.5, 0.9)), 0.78);
  EXPECT_DOUBLE_EQ(12.0 * upper(7.3 / 12.0, number(0.25, 1.0, Unit::years)), 7.3);
}

// At the end of the range it would be no limit any more.
TEST(Limits, NeverReachTheEndOfTheRange) {
  EXPECT_LT(upper(0.8991, number(0.5, 0.9)), 0.9);
  EXPECT_GE(upper(0.8991, number(0.5, 0.9)), 0.8991);
  EXPECT_GT(lower(0.5009, number(0.5, 0.9)), 0.5);
  EXPECT_LE(lower(0.5009, number(0.5, 0.9)), 0.5009);
}

RC_GTEST_PROP(Limits, MoveOutwardByLessThanATwentiethOfTheRange, (std::uint32_t at, std::uint32_t size)) {
  const double width = std::exp(20.0 * (static_cast<double>(size) / 4294967296.0 - 0.5));
  const double low = -0.3 * width;
  const RangedNumber of = number(low, low + width);
  const double found = low + width * (0.001 + 0.998 * static_cast<double>(at) / 4294967296.0);
  for (const double said : {lower(found, of), upper(found, of)}) {
    RC_ASSERT(std::abs(said - found) <= width / 20.0 * (1.0 + 1e-12));
    RC_ASSERT(said > of.range.low && said < of.range.high);
  }
  RC_ASSERT(lower(found, of) <= found * (found > 0.0 ? 1.0 + 1e-8 : 1.0 - 1e-8));
  RC_ASSERT(upper(found, of) >= found * (found > 0.0 ? 1.0 - 1e-8 : 1.0 + 1e-8));
}

TEST(Roundest, TakesTheFewestDigitsThatStillTakeTheSame) {
  EXPECT_EQ(roundest(0.7812, 0.7901), 0.79);
  EXPECT_EQ(roundest(0.79, 0.7812), 0.79);
  EXPECT_EQ(roundest(1234.0, 1311.0), 1300.0);
  EXPECT_EQ(roundest(0.25, -std::numeric_limits<double>::infinity()), 0.25);
}

}  // namespace
}  // namespace entente::uncertainty
