// How taking back is seen, against the sum over the periods in which it is.
#include "verification/breakout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "accord/read.h"

namespace entente::verification {
namespace {

accord::Accord watched(const std::string& level) {
  return accord::parse(R"(
accord: Watched
period: 3 months
parties: {North: {patience: 0.9}, South: {patience: 0.9}}
commitments:
  reactor:
    by: North
    levels: [{name: sealed, )" +
                           level + R"(}]
review: {takes: 6 months}
)",
                       "a.yaml");
}

TEST(Breakout, IsTheSumOverThePeriodsInWhichItIsSeen) {
  const Breakout one = breakouts(watched("watched: 80%, undo: 1 year")).front();
  const double w = 1.0 - std::pow(0.2, 0.25);
  double seen = 0.0;
  double left = 0.0;
  for (int h = 1; h <= 4; ++h) {
    const double first = w * std::pow(1.0 - w, h - 1);
    seen += first;
    left += first * (4 - h);
  }
  EXPECT_EQ(one.undo, 4U);
  EXPECT_NEAR(one.seen_in_time, seen, 1e-12);
  EXPECT_NEAR(one.seen_in_time, 0.8, 1e-12);  // a year of it
  EXPECT_NEAR(one.expected_left, left / seen, 1e-12);
  EXPECT_NEAR(one.response_in_time, w + w * (1 - w), 1e-12);  // seen in the first or the second period
}

TEST(Breakout, TimeLeftWithNinetyPercentIsTheMostThatIsLeftThatOften) {
  // Surely seen in its first period: three are left of four.
  EXPECT_EQ(breakouts(watched("watched: 100%, undo: 1 year")).front().surely_left, 3U);
  // 90% within 18 months of 24: two periods are left.
  EXPECT_EQ(breakouts(watched("watched: 78.5%, undo: 2 years")).front().surely_left, 2U);
  EXPECT_EQ(breakouts(watched("watched: 50%, undo: 1 year")).front().surely_left, std::nullopt);
}

TEST(Breakout, ShorterThanTheReviewIsNeverAnsweredInTime) {
  EXPECT_EQ(breakouts(watched("watched: 100%, undo: 3 months")).front().response_in_time, 0.0);
}

TEST(Breakout, RangesGiveALeastAndAMost) {
  const Breakout one = breakouts(watched("watched: [50%, 80%, 90%], undo: [6 months, 1 year, 2 years]")).front();
  EXPECT_NEAR(one.at_least, 1.0 - std::sqrt(0.5), 1e-12);
  EXPECT_NEAR(one.at_most, 0.99, 1e-12);
}

TEST(Breakout, WhatCanNotBeTakenBackIsSaidToLastAndTheRestNeverIsZero) {
  EXPECT_TRUE(breakouts(watched("undo: never")).front().lasting);
  const Breakout unseen = breakouts(watched("watched: 0%, undo: 1 year")).front();
  EXPECT_FALSE(unseen.lasting);
  EXPECT_EQ(unseen.seen_in_time, 0.0);
  EXPECT_EQ(unseen.undo, 4U);
  EXPECT_FALSE(breakouts(watched("undone_by: {all: [North, South]}")).front().by_giver);
}

}  // namespace
}  // namespace entente::verification
