// Numbers and times as people read them.
#include "report/wording.h"

#include <gtest/gtest.h>

#include <limits>

namespace entente::report {
namespace {

TEST(Wording, PointsHaveThreeDigitsThatCount) {
  EXPECT_EQ(points(1.23456), "1.23");
  EXPECT_EQ(points(-0.0123456), "-0.0123");
  EXPECT_EQ(points(123456.0), "123000");
  EXPECT_EQ(points(0.9999), "1");
  EXPECT_EQ(points(9.996), "10");
  EXPECT_EQ(points(2.5), "2.5");
}

TEST(Wording, WhatRoundingLeavesOfAnExactZeroIsZero) {
  EXPECT_EQ(points(-3e-16), "0");
  EXPECT_EQ(points(0.0), "0");
}

TEST(Wording, AMissingValueIsADashAndNeverZero) {
  EXPECT_EQ(points(std::optional<double>()), "-");
  EXPECT_EQ(points(std::numeric_limits<double>::infinity()), "-");
}

TEST(Wording, WhatIsNotCertainIsNeverCalledCertain) {
  EXPECT_EQ(probability(1.0), "100%");
  EXPECT_EQ(probability(0.99999), ">99.9%");
  EXPECT_EQ(probability(0.5), "50.0%");
  EXPECT_EQ(probability(1e-7), "<0.1%");
  EXPECT_EQ(probability(0.0), "0%");
}

TEST(Wording, PeriodsBecomeYearsAndMonths) {
  EXPECT_EQ(duration(6, 0.25), "1 year 6 months");
  EXPECT_EQ(duration(4, 0.25), "1 year");
  EXPECT_EQ(duration(1, 1.0 / 12.0), "1 month");
  EXPECT_EQ(duration(3, 7.0 / 365.25), "21 days");
  EXPECT_EQ(short_duration(9, 0.25), "2 y 3 mo");
  EXPECT_EQ(duration(0, 0.25), "0 months");
}

TEST(Wording, LargeCountsAreReadInThousands) {
  EXPECT_EQ(count(999.0), "999");
  EXPECT_EQ(count(97955205120.0), "97,955,205,120");
}

TEST(Wording, AStakeSaysWhoWouldGainAndHowSurelySo) {
  accord::Accord accord;
  accord.period = 0.25;
  accord.commitments.resize(1);
  accord.commitments[0].name = "relief";
  accord.commitments[0].levels.resize(1);
  accord.commitments[0].levels[0].name = "lifted";
  sequencing::Condition condition{.deviation = sequencing::Deviation::withhold, .levels = {{0, 1}}, .slack = 1.2};
  EXPECT_EQ(stake_in_words(accord, condition), "would lose at least 1.2 points by withholding relief lifted");
  condition = {.deviation = sequencing::Deviation::leave_midway, .after = 2, .levels = {{0, 1}}, .slack = -1.0};
  EXPECT_EQ(stake_in_words(accord, condition, 4.0),
            "would gain up to 1 point (25% of its best gain) by taking relief lifted back and leaving after 6 months");
  condition = {.deviation = sequencing::Deviation::leave, .levels = {}, .slack = 0.0};
  EXPECT_EQ(stake_in_words(accord, condition), "would neither gain nor lose by leaving");
}

}  // namespace
}  // namespace entente::report
