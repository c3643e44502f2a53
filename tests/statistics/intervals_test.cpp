// Shares that were counted, with what is known of them.
#include "statistics/intervals.h"

#include <gtest/gtest.h>

#include <cmath>

namespace entente::statistics {
namespace {

// Known answers: Newcombe, doi 10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E, table I, method 3.
TEST(Wilson, GivesThePublishedIntervals) {
  EXPECT_NEAR(wilson(81, 263).low, 0.2553, 5e-5);
  EXPECT_NEAR(wilson(81, 263).high, 0.3662, 5e-5);
  EXPECT_NEAR(wilson(15, 148).low, 0.0624, 5e-5);
  EXPECT_NEAR(wilson(15, 148).high, 0.1605, 5e-5);
  EXPECT_NEAR(wilson(0, 20).high, 0.1611, 5e-5);
  EXPECT_NEAR(wilson(1, 29).low, 0.0061, 5e-5);
  EXPECT_NEAR(wilson(1, 29).high, 0.1718, 5e-5);
}

TEST(Wilson, ReachesTheEndsOnlyWhereAllOrNoneSucceed) {
  EXPECT_EQ(wilson(0, 20).low, 0.0);
  EXPECT_EQ(wilson(20, 20).high, 1.0);
  EXPECT_GT(wilson(1, 1'000'000).low, 0.0);
  EXPECT_EQ(wilson(0, 0).high, 1.0);
}

TEST(Wilson, IsWiderTheSurerItIsToBe) {
  EXPECT_LT(wilson(30, 100, 0.99).low, wilson(30, 100, 0.95).low);
  EXPECT_GT(wilson(30, 100, 0.99).high, wilson(30, 100, 0.95).high);
}

TEST(ClopperPearson, IsNotEmptyWhereNothingOrEverythingWasCounted) {
  EXPECT_EQ(clopper_pearson(100, 100).high, 1.0);
  EXPECT_NEAR(clopper_pearson(0, 100).high, 1.0 - std::pow(0.025, 0.01), 1e-12);
  EXPECT_EQ(clopper_pearson(0, 0).low, 0.0);
  EXPECT_EQ(clopper_pearson(0, 0).high, 1.0);
}

// Known answer: Newcombe, table I, method 5.
TEST(ClopperPearson, GivesThePublishedInterval) {
  EXPECT_NEAR(clopper_pearson(81, 263).low, 0.2527, 5e-5);
  EXPECT_NEAR(clopper_pearson(81, 263).high, 0.3676, 5e-5);
}

TEST(Band, NarrowsWithTheRootOfTheTrials) {
  EXPECT_NEAR(band_half_width(10'000), 0.5 * band_half_width(2'500), 1e-15);
  EXPECT_NEAR(band_half_width(100), std::sqrt(std::log(40.0) / 200.0), 1e-15);
}

TEST(Share, OfNoneIsNone) {
  EXPECT_EQ(share_of(3, 4), 0.75);
  EXPECT_EQ(share_of(0, 0), 0.0);
}

}  // namespace
}  // namespace entente::statistics
