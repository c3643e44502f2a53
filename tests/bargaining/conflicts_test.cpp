// Why there is no package, and who could walk away from one.
#include "bargaining/conflicts.h"

#include <gmock/gmock.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "bargaining/coalitions.h"
#include "bargaining/discrete_problem.h"
#include "bargaining/every_package.h"
#include "bargaining/package.h"
#include "bargaining/problem.h"
#include "game/states.h"
#include "support/random_accord.h"

namespace entente::bargaining {
namespace {

using testing::accord_of;
using testing::DiscreteProblem;
using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pointwise;

// One seat, wanted by Ash and Birch alike; Cedar does not care.
DiscreteProblem one_seat() {
  return {.issues = {{{0, 0, 0}, {4, -3, 0}, {-2, 5, 0}}}, .without = {1, 1, 0}};
}

TEST(WhyNot, NamesThoseWhoCanNotAgreeWithEachOther) {
  const auto reasons = why_not(game::compile(accord_of(one_seat())));
  ASSERT_TRUE(reasons);
  EXPECT_THAT(reasons->minimal_conflicts, ElementsAre(ElementsAre(0, 1)));
}

TEST(WhyNot, CountsWhatEachPartyAloneRefuses) {
  const auto reasons = why_not(game::compile(accord_of(one_seat())));
  ASSERT_TRUE(reasons && reasons->blocks);
  EXPECT_THAT(*reasons->blocks, ElementsAre(1, 1, 0));
}

// Today both lack 1 point: of a swing of 6 for Ash and of 8 for Birch. Any other state leaves somebody short by half.
TEST(WhyNot, TheLeastPaymentIsLeastAsAShareOfWhatTheAccordCouldMove) {
  const auto reasons = why_not(game::compile(accord_of(one_seat())));
  ASSERT_TRUE(reasons);
  EXPECT_EQ(reasons->least_payment.levels, (accord::State{0}));
  EXPECT_THAT(reasons->least_payment.to, Pointwise(DoubleNear(1e-9), std::vector<double>{1, 1, 0}));
  EXPECT_THAT(reasons->least_payment.from, Pointwise(DoubleNear(1e-9), std::vector<double>{0, 0, 0}));
  EXPECT_NEAR(reasons->least_payment.largest_share, 1.0 / 6.0, 1e-9);
}

// Birch would take a road through its land for 2 more, two thirds of what is at stake for it; Ash, who would lose three
// quarters without it, has 5 to spare.
TEST(WhyNot, SaysWhoIsShortWhoHasToSpareAndWhatIsMinded) {
  const DiscreteProblem road{.issues = {{{0, 0}, {20, -2}}, {{0, 0}, {0, 1}}}, .without = {15, 1}};
  const auto reasons = why_not(game::compile(accord_of(road)));
  ASSERT_TRUE(reasons);
  EXPECT_EQ(reasons->least_payment.levels, (accord::State{1, 1}));
  EXPECT_THAT(reasons->least_payment.to, Pointwise(DoubleNear(1e-9), std::vector<double>{0, 2}));
  EXPECT_THAT(reasons->least_payment.from, Pointwise(DoubleNear(1e-9), std::vector<double>{5, 0}));
  EXPECT_FALSE(reasons->minds[0]);
  ASSERT_TRUE(reasons->minds[1]);
  EXPECT_EQ(reasons->minds[1]->commitment, 0U);
  EXPECT_EQ(reasons->minds[1]->level, 1U);
  EXPECT_NEAR(reasons->minds[1]->points, -2.0, 1e-9);
}

TEST(WhyNot, SaysNothingWhereThereIsAPackage) {
  DiscreteProblem problem = one_seat();
  problem.without = {0, 0, 0};
  EXPECT_FALSE(why_not(game::compile(accord_of(problem))));
}

// Everybody wants one of five turns of its own, and any four of the five can have theirs.
TEST(WhyNot, NamesALargerConflictWhereNoFourDisagree) {
  DiscreteProblem turns{.issues = {{}}, .without = {1, 1, 1, 1, 1}};
  for (std::size_t left_out = 0; left_out < 5; ++left_out) {
    std::vector<double> option(5, 1.0);
    option[left_out] = 0.0;
    turns.issues[0].push_back(option);
  }
  const auto reasons = why_not(game::compile(accord_of(turns)));
  ASSERT_TRUE(reasons);
  EXPECT_THAT(reasons->minimal_conflicts, ElementsAre(ElementsAre(0, 1, 2, 3, 4)));
  EXPECT_THAT(*reasons->blocks, ElementsAre(1, 1, 1, 1, 1));
}

// Cedar's project costs Ash and Birch 3 each. Either does better alone by doing nothing, both together by keeping to
// what they do for each other.
TEST(WalkAway, IsWhatACoalitionCanDoWithItsOwnCommitmentsAlone) {
  const DiscreteProblem clubs{.issues = {{{0, 0, 0}, {-1, 3, 1}}, {{0, 0, 0}, {3, -1, 1}}, {{0, 0, 0}, {-3, -3, 9}}},
                              .without = {-5, -5, 0}};
  const WalkAways away = walk_away(game::compile(accord_of(clubs)), {1, 1, 1});
  EXPECT_TRUE(away.complete);
  ASSERT_EQ(away.coalitions.size(), 3U);
  EXPECT_THAT(away.coalitions[0].coalition, ElementsAre(0));
  EXPECT_THAT(away.coalitions[1].coalition, ElementsAre(1));
  EXPECT_THAT(away.coalitions[2].coalition, ElementsAre(0, 1));
  EXPECT_EQ(away.coalitions[0].levels, (accord::State{0, 0, 0}));
  EXPECT_EQ(away.coalitions[2].levels, (accord::State{1, 1, 0}));
  EXPECT_THAT(away.coalitions[2].gain, ElementsAre(DoubleNear(3, 1e-9), DoubleNear(3, 1e-9)));
}

TEST(WalkAway, NobodyLeavesWhatIsBestForAll) {
  const DiscreteProblem both{.issues = {{{0, 0}, {1, 2}}, {{0, 0}, {2, 1}}}, .without = {0, 0}};
  EXPECT_THAT(walk_away(game::compile(accord_of(both)), {1, 1}).coalitions, IsEmpty());
}

void expect_reasons_as_enumerated(const game::Game& game, bool& no_deal) {
  const auto plain = testing::every_package(game);
  const auto reasons = why_not(game);
  ASSERT_EQ(reasons.has_value(), plain.accepted.empty());
  no_deal = reasons.has_value();
  if (!reasons) return;
  std::vector<std::vector<accord::PartyIndex>> conflicts;
  for (const auto& conflict : testing::plain_conflicts(game)) {
    if (conflict.size() <= 4) conflicts.push_back(conflict);
  }
  if (!conflicts.empty()) {
    EXPECT_EQ(reasons->minimal_conflicts, conflicts);
  } else {
    EXPECT_THAT(reasons->minimal_conflicts, ::testing::SizeIs(1));
  }
  EXPECT_TRUE(reasons->conflicts_proved);
  ASSERT_TRUE(reasons->blocks);
  EXPECT_EQ(*reasons->blocks, plain.blocks);
  EXPECT_THAT(reasons->least_payment.to,
              Pointwise(DoubleNear(1e-7), testing::plain_least_payment(game, problem_of(game).unit)));
}

void expect_walk_aways_as_enumerated(const game::Game& game) {
  const auto package = nash(game);
  if (!package) return;
  const WalkAways away = walk_away(game, package->levels);
  const auto plain = testing::plain_walk_aways(game, package->levels);
  EXPECT_TRUE(away.complete);
  ASSERT_EQ(away.coalitions.size(), plain.size());
  for (std::size_t n = 0; n < plain.size(); ++n) {
    EXPECT_EQ(away.coalitions[n].coalition, plain[n].coalition);
    EXPECT_TRUE(game::meets_needs(game, away.coalitions[n].levels));
    double log_product = 0.0;
    for (const double gain : away.coalitions[n].gain) log_product += std::log(gain);
    EXPECT_NEAR(log_product, plain[n].log_product, 1e-8);
  }
}

TEST(WhyNot, IsThatOfALookAtEveryState) {
  std::size_t no_deals = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    SCOPED_TRACE(seed);
    bool no_deal = false;
    const double hardness = 1.0 + static_cast<double>(seed % 4);
    expect_reasons_as_enumerated(game::compile(accord_of(testing::random_problem(seed, 2 + seed % 5, hardness))),
                                 no_deal);
    if (HasFailure()) return;
    no_deals += no_deal ? 1 : 0;
  }
  EXPECT_GT(no_deals, 100U);
}

TEST(WhyNot, IsThatOfALookAtEveryStateWithComplementsAndNeeds) {
  std::size_t no_deals = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    SCOPED_TRACE(seed);
    accord::Accord accord = testing::random_accord(seed, {.needs = true});
    for (accord::Party& party : accord.parties) party.breakdown = accord::Range::exactly(party.breakdown.best + 4.0);
    bool no_deal = false;
    expect_reasons_as_enumerated(game::compile(accord), no_deal);
    if (HasFailure()) return;
    no_deals += no_deal ? 1 : 0;
  }
  EXPECT_GT(no_deals, 100U);
}

TEST(WalkAway, IsThatOfALookAtEveryState) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    expect_walk_aways_as_enumerated(game::compile(accord_of(testing::random_problem(seed, 2 + seed % 4, -2.0))));
    expect_walk_aways_as_enumerated(game::compile(testing::random_accord(seed, {.needs = true})));
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace entente::bargaining
