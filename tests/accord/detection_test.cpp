// What several means see together: the beta-factor model, and when a chosen means counts.
#include "accord/detection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "accord/read.h"
#include "accord/same_accord.h"
#include "accord/write.h"

namespace entente::accord {
namespace {

constexpr Requirement kLevel{0, 1};

Verification with_sight(const std::vector<double>& seen, double share = -1.0) {
  Verification verification;
  for (const double chance : seen) {
    verification.means.emplace_back();
    verification.means.back().sees = {{kLevel, Range::exactly(chance), Range::exactly(0)}};
  }
  if (share >= 0.0) {
    verification.common_causes.push_back({{}, Range::exactly(share), {}, {}});
    for (MeansIndex m = 0; m < seen.size(); ++m) verification.common_causes[0].means.push_back(m);
  }
  return verification;
}

double seen_together(const Verification& verification, const std::vector<MeansIndex>& means, double without = 0.0) {
  return together(verification, means, kLevel, Sense::seen, Range::exactly(without)).best;
}

TEST(Detection, IndependentMeansMissOnlyWhenAllMiss) {
  EXPECT_DOUBLE_EQ(seen_together(with_sight({0.5, 0.8}), {0, 1}), 0.9);
  EXPECT_DOUBLE_EQ(seen_together(with_sight({0.5, 0.8}), {0, 1}, 0.4), 0.94);
  EXPECT_DOUBLE_EQ(seen_together(with_sight({0.5, 0.8}), {}, 0.4), 0.4);
}

TEST(Detection, AMeansAloneSeesWhatIsWrittenWhateverItsCommonCause) {
  for (const double share : {0.0, 0.3, 1.0}) {
    EXPECT_NEAR(seen_together(with_sight({0.5, 0.8}, share), {0}), 0.5, 1e-12);
    EXPECT_NEAR(seen_together(with_sight({0.5, 0.8}, share), {1}), 0.8, 1e-12);
  }
}

// Two alike with chance to miss q and beta b: b q + (1-b)^2 q^2 / (1 - b q).
TEST(Detection, ShareOfCommonCauseIsTheBetaFactor) {
  const double q = 0.2;
  const double b = 0.1;
  EXPECT_NEAR(1.0 - seen_together(with_sight({0.8, 0.8}, b), {0, 1}), b * q + (1 - b) * (1 - b) * q * q / (1 - b * q),
              1e-12);
}

TEST(Detection, WithEverythingCommonTheBestOfThemIsAllThatCounts) {
  EXPECT_NEAR(seen_together(with_sight({0.5, 0.8, 0.7}, 1.0), {0, 1, 2}), 0.8, 1e-12);
}

TEST(Detection, MeansThatSeeNothingOrEverythingAreNoExceptions) {
  EXPECT_DOUBLE_EQ(seen_together(with_sight({0.0, 0.0}, 1.0), {0, 1}), 0.0);
  EXPECT_DOUBLE_EQ(seen_together(with_sight({1.0, 0.3}, 0.5), {0, 1}), 1.0);
}

// The proof stands in detection.h; this looks at a grid of it.
TEST(Detection, NeverFallsWithAMeansMoreNorRisesWithTheShare) {
  for (const double one : {0.0, 0.2, 0.6, 0.95}) {
    for (const double other : {0.1, 0.6, 0.9}) {
      double before = 2.0;
      for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0}) {
        const Verification verification = with_sight({one, other, 0.5}, share);
        const double both = seen_together(verification, {0, 1});
        EXPECT_GE(both, std::max(one, other) - 1e-12);
        EXPECT_GE(seen_together(verification, {0, 1, 2}), both - 1e-12);
        EXPECT_LE(both, before + 1e-12);
        before = both;
      }
    }
  }
}

TEST(Detection, RangesCombineEndByEnd) {
  Verification verification = with_sight({0.5, 0.5}, 0.5);
  verification.means[0].sees[0].seen = {0.2, 0.5, 0.9};
  verification.common_causes[0].share = {0.0, 0.5, 1.0};
  const std::vector<MeansIndex> both{0, 1};
  const Range range = together(verification, both, kLevel, Sense::seen, {0.0, 0.1, 0.2});
  EXPECT_NEAR(range.low, 0.5, 1e-12);  // everything common, the best of 20% and 50%
  EXPECT_NEAR(range.high, 1 - 0.8 * 0.1 * 0.5, 1e-12);
  EXPECT_LT(range.low, range.best);
  EXPECT_LT(range.best, range.high);
}

// cameras always work; inspectors need access and start after a year.
std::string accord_text(const std::string& chosen, const std::string& access_seen = "100%") {
  return R"(
accord: Looked after
period: 3 months
parties: {North: {patience: 0.9}, South: {patience: 0.9}}
commitments:
  access:
    by: North
    levels: [{name: granted, seen: )" +
         access_seen + R"(}]
  reactor:
    by: North
    levels:
      - {name: halted, seen: 0%, watched: 0%}
      - {name: sealed, seen: 10%, watched: 20%, needs: {access: granted}}
      - {name: dismantled, takes: 1 year, seen: 10%, watched: 0%, needs: {access: granted}}
verification:
  unit: m
  means:
    - {name: cameras, cost: 1, sees: {reactor: {halted: {seen: 50%}, sealed: {seen: 50%, watched: 40%}, dismantled: {seen: 50%}}}}
    - {name: inspectors, cost: 1, sees: {reactor: {halted: {seen: 90%}, sealed: {seen: 80%}, dismantled: {seen: 80%}}},
       needs: {levels: {access: granted}}}
    - {name: labs, cost: 1, sees: {reactor: {halted: {seen: 90%}, dismantled: {seen: 60%}}}, starts: 18 months}
    - {name: analysts, cost: 1, sees: {reactor: {dismantled: {watched: 60%}}}, needs: {means: [labs]}}
)" + chosen;
}

const Level& reactor(const Accord& accord, LevelIndex l) {
  return accord.commitments[1].levels[l - 1];
}

TEST(Detection, WithoutAChoiceTheFilesOwnNumbersAreInForce) {
  const Accord accord = parse(accord_text(""), "a.yaml");
  EXPECT_EQ(reactor(accord, 2).seen, Range::exactly(0.1));
  EXPECT_EQ(reactor(accord, 2).seen_without_means, std::nullopt);
}

TEST(Detection, ChosenMeansAddToWhatIsThereWithoutThem) {
  const Accord accord = parse(accord_text("  chosen: [cameras]\n"), "a.yaml");
  EXPECT_NEAR(reactor(accord, 2).seen.best, 1 - 0.9 * 0.5, 1e-12);
  EXPECT_NEAR(reactor(accord, 2).watched.best, 1 - 0.8 * 0.6, 1e-12);
  EXPECT_EQ(reactor(accord, 2).seen_without_means, Range::exactly(0.1));
  ASSERT_EQ(accord.notices.size(), 1U);
  EXPECT_THAT(accord.notices[0].message, ::testing::HasSubstr("the chosen means of verification (cameras)"));
}

TEST(Detection, ChosenMeansThatNeedALevelCountOnlyWhereItSurelyStands) {
  const Accord accord = parse(accord_text("  chosen: [inspectors]\n"), "a.yaml");
  EXPECT_DOUBLE_EQ(reactor(accord, 1).seen.best, 0.0);              // a plan may deliver it without access
  EXPECT_NEAR(reactor(accord, 2).seen.best, 1 - 0.9 * 0.2, 1e-12);  // access comes with it at the latest, surely seen
  EXPECT_NEAR(reactor(accord, 3).seen.best, 1 - 0.9 * 0.2, 1e-12);
}

TEST(Detection, AccessThatMayBeWithheldUnseenAtTheSameGateDoesNotCount) {
  const Accord accord = parse(accord_text("  chosen: [inspectors]\n", "90%"), "a.yaml");
  EXPECT_DOUBLE_EQ(reactor(accord, 2).seen.best, 0.1);
  EXPECT_NEAR(reactor(accord, 3).seen.best, 1 - 0.9 * 0.2, 1e-12);  // stands under it already
}

TEST(Detection, ChosenMeansThatMayComeTooLateDoNotCountNorWhatNeedsThem) {
  const Accord accord = parse(accord_text("  chosen: [labs, analysts]\n"), "a.yaml");
  EXPECT_DOUBLE_EQ(reactor(accord, 1).seen.best, 0.0);              // could be delivered after three months
  EXPECT_NEAR(reactor(accord, 3).seen.best, 1 - 0.9 * 0.4, 1e-12);  // not before 18 months
  EXPECT_NEAR(reactor(accord, 3).watched.best, 0.6, 1e-12);
}

TEST(Detection, WhatIsWrittenReadsBackTheSame) {
  const Accord accord = load(ENTENTE_SOURCE_DIR "/tests/fuzz/corpus/13_verification.yaml");
  ASSERT_TRUE(accord.verification);
  EXPECT_NE(accord.commitments[1].levels[0].seen, accord.commitments[1].levels[0].seen_without_means);
  expect_same(parse(write(accord), "again.yaml"), accord);
}

}  // namespace
}  // namespace entente::accord
