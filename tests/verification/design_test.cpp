// The design of verification for the two neighbours: every claim is held against the evaluation.
#include "verification/design.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "accord/read.h"
#include "sequencing/mends.h"

namespace entente::verification {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Accord neighbours() {
  return accord::load(ENTENTE_SOURCE_DIR "/cases/two-neighbours");
}

accord::Plan plan_called(const Accord& accord, const std::string& name) {
  return accord::load_plans(accord, ENTENTE_SOURCE_DIR "/cases/two-neighbours/plans/" + name + ".yaml").front();
}

// `explain` finds the same number by another way: the smallest change of `seen` of the warheads that mends the plan.
TEST(Design, LeastDetectionIsTheMendOfTheBrokenCondition) {
  const Accord accord = neighbours();
  const Design result = design(accord, plan_called(accord, "disarm-first"), 0.0);
  EXPECT_FALSE(result.holds_now);
  const auto lacking = std::ranges::find_if(result.required.levels, [](const auto& one) { return !one.enough; });
  ASSERT_NE(lacking, result.required.levels.end());
  ASSERT_TRUE(lacking->least);
  const std::vector<sequencing::Lack> lacks = sequencing::lacks(accord, result.now.walk.points);
  const auto mend = std::ranges::find(lacks.front().mends, sequencing::Knob::seen, &sequencing::Mend::knob);
  ASSERT_NE(mend, lacks.front().mends.end());
  EXPECT_NEAR(*lacking->least, mend->to, 0.001);  // mends are rounded to three digits of the change
  EXPECT_LE(*lacking->least, mend->to);
}

TEST(Design, MeansThatStartAfterAStepAreOfNoUseForIt) {
  const Accord accord = neighbours();
  Accord late = accord;
  late.verification->means[2].starts = 10.0;  // the portal; the warheads are due after 27 months
  const accord::Plan plan = plan_called(accord, "disarm-first");
  EXPECT_THAT(design(accord, plan, 0.0).portfolio->found.front().means, ElementsAre(2, 3));
  EXPECT_THAT(design(late, plan, 0.0).portfolio->found.front().means, ElementsAre(0, 3, 4));
}

TEST(Design, LosingAMeansCostsTheDifferenceToTheNextBestWithoutIt) {
  const Accord accord = neighbours();
  const Design result = design(accord, plan_called(accord, "disarm-first"), 0.0);
  const PortfolioDesign& portfolio = *result.portfolio;
  for (const MeansValue& value : portfolio.values) {
    if (!value.in_portfolio || !value.instead) continue;
    EXPECT_GE(value.instead->cost, portfolio.found.front().cost);
    EXPECT_EQ(std::ranges::count(value.instead->means, value.means), 0);
  }
}

TEST(Design, AHostThatRefusesTakesItsMeansAndThoseThatNeedThem) {
  const Accord accord = neighbours();
  const Design result = design(accord, plan_called(accord, "disarm-first"), 0.0);
  ASSERT_EQ(result.portfolio->refusals.size(), 1U);
  EXPECT_EQ(result.portfolio->refusals.front().cheapest, std::nullopt);  // satellites alone see too little
}

TEST(Design, WhereNoDetectionSufficesTheConditionAndThePartyAreNamed) {
  Accord accord = neighbours();
  accord.review.succeeds = accord::Range::exactly(0.1);  // who is seen is not answered
  const Design result = design(accord, plan_called(accord, "disarm-first"), 0.0);
  EXPECT_FALSE(result.suffices());
  EXPECT_THAT(result.portfolio->found, IsEmpty());
  EXPECT_THAT(result.portfolio->curve, IsEmpty());
  const auto hopeless = std::ranges::find_if(result.required.levels, [](const auto& one) { return !one.least; });
  ASSERT_NE(hopeless, result.required.levels.end());
  EXPECT_EQ(hopeless->tightest.party, 0U);
  EXPECT_LT(hopeless->tightest.slack, 0.0);
}

}  // namespace
}  // namespace entente::verification
