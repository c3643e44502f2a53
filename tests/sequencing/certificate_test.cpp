// The certificate says yes to plans that hold and names the open inequality of those that do not.
#include "sequencing/certificate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "accord/lattice.h"
#include "sequencing/certificate_samples.h"

namespace entente::sequencing {
namespace {

using accord::Accord;
using accord::Plan;
using accord::Range;
using samples::exchange;
using samples::plan_of;
using ::testing::Contains;
using ::testing::Each;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::Not;

/// The enclosure of the one inequality that reads so; fails the test where there is none or more than one.
Bounds slack_of(const std::vector<Inequality>& all, std::size_t point, std::size_t party,
                const std::string& condition) {
  std::vector<Bounds> found;
  for (const Inequality& each : all)
    if (each.point == point && each.party == party && each.condition == condition) found.push_back(each.slack);
  EXPECT_EQ(found.size(), 1U) << condition << " of party " << party << " at point " << point;
  return found.empty() ? Bounds{NAN, NAN} : found.front();
}

MATCHER_P(Encloses, number, "encloses " + ::testing::PrintToString(number)) {
  *result_listener << "[" << arg.lower << ", " << arg.upper << "]";
  return arg.lower <= number + 1e-12 && number - 1e-12 <= arg.upper && arg.upper - arg.lower < 1e-11;
}

std::vector<Inequality> all_of(const Accord& accord, const Plan& plan) {
  return inequalities(accord, plan, std::vector<double>(accord.parties.size(), 0.0));
}

// A year's period, patience 0.5 and no turnover keep the sums short enough for a reader: [inf]_b = 2, [1]_b = 1.
// North gives something that costs it 1 and is worth 3 to South; South gives the same back. Undo takes one period.
TEST(CertificateByHand, StandingStillIsWorthTheSumOfItsFlowsForEver) {
  const Accord accord = exchange();
  const Certificate certificate = certify(accord, plan_of({{{0, 1}, {1, 1}}}));
  // C(0) = 0 now + 0.5 H(s), H(s) = (3 - 1) 2 = 4; W(0) = 0.
  ASSERT_EQ(certificate.gain.size(), 2U);
  EXPECT_THAT(certificate.gain[0], Encloses(2.0));
  EXPECT_THAT(certificate.gain[1], Encloses(2.0));
}

TEST(CertificateByHand, LeavingCostsTheOthersLevelOnceItsUndoIsOver) {
  const std::vector<Inequality> all = all_of(exchange(), plan_of({{{0, 1}, {1, 1}}}));
  // After a breakdown both levels fall after one period: W(s) = 3 - 1 = 2, and H(s) = 4.
  EXPECT_THAT(slack_of(all, 1, 0, "stays"), Encloses(2.0));
}

TEST(CertificateByHand, AShortfallThatIsSeenCostsWhatTheOtherGives) {
  const std::vector<Inequality> all = all_of(exchange(), plan_of({{{0, 1}, {1, 1}}}));
  // Found out where only South has delivered: it holds its level for the review of one period, then that falls after
  // one more, R = 3 + 0.5 * 3. So 0.5 (4 - 4.5).
  EXPECT_THAT(slack_of(all, 0, 0, "delivers"), Encloses(-0.25));
  // Leaving with South's level for one period: 0.5 (4 - 3).
  EXPECT_THAT(slack_of(all, 0, 0, "delivers, leave at the gate"), Encloses(0.5));
}

TEST(CertificateByHand, WithoutAReviewTheResponseComesAtOnce) {
  Accord accord = exchange();
  accord.review.takes = Range::exactly(0);
  const std::vector<Inequality> all = all_of(accord, plan_of({{{0, 1}, {1, 1}}}));
  // R = w = 3: 0.5 (4 - 3).
  EXPECT_THAT(slack_of(all, 0, 0, "delivers"), Encloses(0.5));
  EXPECT_THAT(certify(accord, plan_of({{{0, 1}, {1, 1}}})).open, IsEmpty());
}

TEST(CertificateByHand, AShortfallThatIsSeenHalfTheTimeIsFeltForHalf) {
  Accord accord = exchange();
  accord.review.takes = Range::exactly(0);
  accord.commitments[0].levels[0].seen = Range::exactly(0.5);
  // B = max(0, 1 [inf], w(0)-w(1) = 1, the same at will) = 2; 0.5 (4 - (0.5 * 3 + 0.5 (4 + 2))) = -0.25.
  EXPECT_THAT(slack_of(all_of(accord, plan_of({{{0, 1}, {1, 1}}})), 0, 0, "delivers"), Encloses(-0.25));
  accord.review.succeeds = Range::exactly(0.5);
  // p = 1/4: 0.5 (4 - (0.25 * 3 + 0.75 * 6)) = -0.625.
  EXPECT_THAT(slack_of(all_of(accord, plan_of({{{0, 1}, {1, 1}}})), 0, 0, "delivers"), Encloses(-0.625));
}

TEST(CertificateByHand, TakingBackIsSeenWhileItGoesOn) {
  Accord accord = exchange();
  accord.review.takes = Range::exactly(0);
  const std::vector<Inequality> all = all_of(accord, plan_of({{{0, 1}, {1, 1}}}));
  // w = 1, u = 1: S_1 = 0.5 (C - R - c*(1, 0)). R(s): own w* = max(-1, -2, -1 + 0) = -1, South's w = 3: 2.
  // c*(1, 0) = w*(0) - w*(1) = 1. S_1 = 0.5 (4 - 2 - 1) = 0.5; nothing is left unseen.
  EXPECT_THAT(slack_of(all, 1, 0, "keeps, stop after 1"), Encloses(0.5));
  EXPECT_THAT(slack_of(all, 1, 0, "keeps, leave after 1"), Encloses(0.5));
  EXPECT_THAT(slack_of(all, 1, 0, "keeps, finish"), Encloses(0.5));
  Accord unwatched = accord;
  unwatched.commitments[0].levels[0].watched = Range::exactly(0);
  const std::vector<Inequality> blind = all_of(unwatched, plan_of({{{0, 1}, {1, 1}}}));
  // S_1 = 0 exactly; leave: 0.5 (4 - W - c(1, 0)) with W = 2 and c = w(0) - w(1) = 1; finish: -0.5 B, B = 2.
  EXPECT_THAT(slack_of(blind, 1, 0, "keeps, stop after 1"), Encloses(0.0));
  EXPECT_THAT(slack_of(blind, 1, 0, "keeps, leave after 1"), Encloses(0.5));
  EXPECT_THAT(slack_of(blind, 1, 0, "keeps, finish"), Encloses(-1.0));
}

TEST(CertificateByHand, AnExactZeroIsNoBreak) {
  Accord accord = exchange();
  for (accord::Commitment& commitment : accord.commitments) commitment.levels[0].watched = Range::exactly(0);
  for (const Inequality& each : all_of(accord, plan_of({{{0, 1}, {1, 1}}}))) {
    if (each.condition != "keeps, stop after 1") continue;
    EXPECT_EQ(each.slack.lower, 0.0);
    EXPECT_EQ(each.slack.upper, 0.0);
    EXPECT_TRUE(each.holds());
  }
}

TEST(CertificateByHand, ALevelThatDoesNotFallStaysAfterABreakdown) {
  Accord accord = exchange();
  accord.commitments[1].levels[0].undo.reset();
  // South's level stays for ever: W(s) = 3 [inf] - 1 = 5, H(s) = 4; North would rather leave.
  EXPECT_THAT(slack_of(all_of(accord, plan_of({{{0, 1}, {1, 1}}})), 1, 0, "stays"), Encloses(-1.0));
}

TEST(CertificateByHand, AJumpTakesAllItsTimeAndPaysAllItsOnce) {
  Accord accord = exchange({.levels = 3});
  for (accord::Level& level : accord.commitments[0].levels) level.once[0] = Range::exactly(-1);
  // Three levels of one period each: C(0) = 0.125 (H(s) - 3), H(s) = (0 - 3) 2.
  EXPECT_THAT(certify(accord, plan_of({{{0, 3}}})).gain[0], Encloses(-9.0 / 8));
}

TEST(CertificateByHand, AJumpMayFallShortAtEveryLevelBetween) {
  const std::vector<Inequality> all = all_of(exchange({.levels = 3}), plan_of({{{0, 3}}, {{1, 3}}}));
  std::vector<std::size_t> missing;
  for (const Inequality& each : all)
    if (each.point == 0 && each.party == 0 && each.condition == "delivers") missing.push_back(each.levels.size());
  EXPECT_THAT(missing, ::testing::ElementsAre(1, 2, 3));
}

TEST(CertificateByHand, AJumpIsSeenAsTheLevelAnnounced) {
  Accord accord = exchange({.levels = 2});
  accord.review.takes = Range::exactly(0);
  accord.commitments[0].levels[0].seen = Range::exactly(0);  // of no weight in a jump to level 2
  const std::vector<Inequality> all = all_of(accord, plan_of({{{0, 2}, {1, 2}}}));
  for (const Inequality& each : all) {
    if (each.point != 0 || each.party != 0 || each.condition != "delivers") continue;
    // T = 2, H(s) = (6 - 2) 2 = 8, South's w(2) = 6 + 0.5 * 3 = 7.5; own w* at level 1 is -1.
    const double own = each.levels.size() == 1 ? -1.0 : 0.0;
    EXPECT_THAT(each.slack, Encloses(0.25 * (8 - (7.5 + own))));
  }
}

// The review of one period gives half a point to whoever is found out; a penalty of a point a year takes a whole one
// away.
TEST(Certificate, IsGoneWithThePenaltyThatHeldThePlan) {
  Accord accord = exchange();
  const Plan plan = plan_of({{{0, 1}, {1, 1}}});
  accord.review.penalty.assign(2, Range::exactly(-1));
  EXPECT_THAT(certify(accord, plan).open, IsEmpty());
  accord.review.penalty[1] = Range::exactly(0);
  const Certificate open = certify(accord, plan);
  EXPECT_THAT(open.open, Not(IsEmpty()));
  EXPECT_THAT(open.open, Each(Field(&Inequality::party, 1U)));
  EXPECT_THAT(open.open, Contains(Field(&Inequality::condition, "delivers")));
  EXPECT_THAT(open.open, Contains(Field(&Inequality::condition, "keeps, stop after 1")));
}

TEST(Certificate, TakesTheLowerBoundForTheVerdict) {
  const auto with = [](double lower, double upper, double required) {
    Inequality inequality;
    inequality.slack = {lower, upper};
    inequality.required = required;
    return inequality.holds();
  };
  EXPECT_FALSE(with(-1e-3, 1.0, 0.0));
  EXPECT_FALSE(with(-2e-9, 2e-9, 0.0));
  EXPECT_TRUE(with(-0.5e-9, 0.0, 0.0));
  EXPECT_FALSE(with(0.5, 1.0, 0.75));
  EXPECT_FALSE(with(NAN, NAN, 0.0));
}

TEST(Certificate, CountsNoStepAndNoTakeBackBelowOnePeriod) {
  const Plan plan = plan_of({{{0, 1}, {1, 1}}});
  Accord instant = exchange();
  for (accord::Commitment& commitment : instant.commitments) {
    commitment.levels[0].takes = Range::exactly(0);
    commitment.levels[0].undo = Range::exactly(0);
  }
  const std::vector<Inequality> one_period = all_of(exchange(), plan);
  const std::vector<Inequality> none = all_of(instant, plan);
  ASSERT_EQ(none.size(), one_period.size());
  for (std::size_t n = 0; n < none.size(); ++n) EXPECT_EQ(none[n].slack.lower, one_period[n].slack.lower);
}

TEST(Certificate, RefusesAPlanThatIsNoPath) {
  EXPECT_THROW(certify(exchange(), plan_of({{{0, 2}}})), PlanError);
  EXPECT_THROW(certify(exchange(), plan_of({{{0, 1}}, {{0, 1}}})), PlanError);
}

TEST(Certificate, OfTheEmptyPlanIsAboutTodayAlone) {
  const Certificate certificate = certify(exchange(), plan_of({}));
  EXPECT_TRUE(certificate.holds());
  EXPECT_EQ(certificate.inequalities, 2U);  // each party stays
  EXPECT_THAT(certificate.gain[0], Encloses(0.0));
}

TEST(Certificate, CountsWhatInequalitiesLists) {
  const Plan plan = plan_of({{{0, 1}}, {{1, 1}}});
  EXPECT_EQ(certify(exchange(), plan).inequalities, all_of(exchange(), plan).size());
}

TEST(Certificate, HonoursTheMargin) {
  Accord accord = exchange();
  accord.review.takes = Range::exactly(0);
  const Plan plan = plan_of({{{0, 1}, {1, 1}}});
  // The smallest slacks above are 0.5 for either party.
  EXPECT_TRUE(certify(accord, plan, std::vector{0.5, 0.5}).holds());
  const Certificate open = certify(accord, plan, std::vector{0.5 + 1e-8, 0.5});
  ASSERT_FALSE(open.holds());
  EXPECT_THAT(open.open, Each(Field(&Inequality::party, 0U)));
  // With a negative margin the same plan holds where it gives no more than half a point away.
  Accord slow = exchange();
  EXPECT_FALSE(certify(slow, plan).holds());
  EXPECT_TRUE(certify(slow, plan, std::vector{-0.25, -0.25}).holds());
  EXPECT_FALSE(certify(slow, plan, std::vector{-0.24, -0.25}).holds());
}

TEST(Certificate, AsksOfAStopNoMoreThanZeroWhateverTheMargin) {
  for (const double margin : {0.3, 0.0, -0.3})
    for (const Inequality& each : inequalities(exchange(), plan_of({{{0, 1}, {1, 1}}}), std::vector{margin, margin}))
      EXPECT_EQ(each.required, each.condition.starts_with("keeps, stop") ? std::min(0.0, margin) : margin)
          << each.condition;
}

TEST(Certificate, SaysNoRatherThanYesWhereTheNumbersRunAway) {
  Accord accord = exchange();
  accord.commitments[0].levels[0].value[0] = Range::exactly(1e308);
  accord.commitments[1].levels[0].value[0] = Range::exactly(-1e308);
  EXPECT_FALSE(certify(accord, plan_of({{{0, 1}, {1, 1}}})).holds());
}

}  // namespace
}  // namespace entente::sequencing
