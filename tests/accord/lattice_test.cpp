// The states of an accord, what they need, and the paths of plans through them.
#include "accord/lattice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accord/read.h"

namespace entente::accord {
namespace {

using testing::ElementsAre;

// arms: declared, cantoned (needs access), scrapped; access: sites (needs arms declared), anywhere; aid: food.
Accord chain() {
  return parse(R"(accord: A chain of needs
period: 3 months
parties: {Ash: {patience: 0.9}, Birch: {patience: 0.9}}
commitments:
  arms: {by: Ash, levels: [{name: declared}, {name: cantoned, needs: {access: sites}}, {name: scrapped, needs: {access: sites}}]}
  access: {by: Ash, levels: [{name: sites, needs: {arms: declared}}, {name: anywhere, needs: {arms: declared}}]}
  aid: {by: Birch, levels: [{name: "food, and fuel"}]}
pace: {per_step: 2, per_party: 1}
)",
               "accord.yaml");
}

Plan plan(std::vector<std::vector<Raise>> steps) {
  Plan result;
  result.name = "test";
  for (auto& raises : steps) result.steps.push_back({.raises = std::move(raises), .place = {}});
  return result;
}

std::string fault(const Plan& wrong) {
  try {
    path(chain(), wrong);
  } catch (const PlanError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Lattice, TodayIsValidAndEverybodyStandsAtNothing) {
  EXPECT_EQ(today(chain()), (State{0, 0, 0}));
  EXPECT_TRUE(is_valid(chain(), today(chain())));
}

TEST(Lattice, AStateIsValidWhenEveryLevelFindsWhatItNeeds) {
  EXPECT_TRUE(is_valid(chain(), {1, 1, 0}));
  EXPECT_TRUE(is_valid(chain(), {3, 2, 1}));
  EXPECT_FALSE(is_valid(chain(), {0, 1, 0})) << "sites without a declaration";
  EXPECT_FALSE(is_valid(chain(), {3, 0, 0})) << "scrapped without sites";
}

TEST(Lattice, WhatIsNeededIsAddedWithAllThatItNeedsInTurn) {
  EXPECT_EQ(with_needs(chain(), {0, 2, 0}), (State{1, 2, 0}));
  EXPECT_EQ(with_needs(chain(), {2, 0, 1}), (State{2, 1, 1}));
  EXPECT_EQ(least_state(chain(), {{0, 3}}), (State{3, 1, 0}));
  EXPECT_EQ(least_state(chain(), {}), today(chain()));
}

// 06_needs: the grid asks for access anywhere, which stands before it in the file and asks for the full declaration.
TEST(Lattice, WhatIsNeededIsFoundInWhateverOrderTheFileHasIt) {
  const Accord accord = load(ENTENTE_SOURCE_DIR "/tests/reference/data/accords/06_needs.yaml");
  EXPECT_EQ(least_state(accord, {{2, 3}}), (State{2, 2, 3}));
}

TEST(Lattice, APlanPassesOneStateAfterEveryStep) {
  EXPECT_THAT(path(chain(), plan({})), ElementsAre(State{0, 0, 0}));
  EXPECT_THAT(path(chain(), plan({{{0, 1}, {1, 1}}, {{0, 3}}})),
              ElementsAre(State{0, 0, 0}, State{1, 1, 0}, State{3, 1, 0}));
}

TEST(Lattice, AStepThatIsNoStepIsRefused) {
  EXPECT_EQ(fault(plan({{}})), "step 1 of the plan \"test\": it raises nothing");
  EXPECT_EQ(fault(plan({{{2, 1}}, {{2, 1}}})),
            "step 2 of the plan \"test\": aid at food, and fuel is not raised by going to food, and fuel");
  EXPECT_EQ(fault(plan({{{0, 1}, {0, 2}}})), "step 1 of the plan \"test\": it names arms twice");
  EXPECT_EQ(fault(plan({{{7, 1}}})),
            "step 1 of the plan \"test\": it names a commitment or a level that the accord does not have");
  EXPECT_EQ(fault(plan({{{0, 4}}})),
            "step 1 of the plan \"test\": it names a commitment or a level that the accord does not have");
  EXPECT_EQ(fault(plan({{{1, 1}}})), "step 1 of the plan \"test\": access at sites needs arms at declared");
}

TEST(Lattice, PaceIsKeptByOneLevelAtATimeAndFewEnoughOfThem) {
  EXPECT_TRUE(keeps_pace(chain(), plan({{{0, 1}, {2, 1}}, {{1, 1}}})));
  EXPECT_FALSE(keeps_pace(chain(), plan({{{0, 2}}}))) << "a jump";
  EXPECT_FALSE(keeps_pace(chain(), plan({{{0, 1}, {1, 1}}}))) << "two levels of one party";
  Accord slow = chain();
  slow.pace = {.per_step = 1, .per_party = {}, .provenance = {}};
  EXPECT_FALSE(keeps_pace(slow, plan({{{0, 1}, {2, 1}}}))) << "two levels in one step";
  slow.pace = {};
  EXPECT_TRUE(keeps_pace(slow, plan({{{0, 1}, {1, 1}, {2, 1}}})));
}

TEST(Lattice, DurationsAreCountedInWholePeriodsRoundedUp) {
  EXPECT_EQ(periods(0.5, 0.25, 1), 2U);
  EXPECT_EQ(periods(0.51, 0.25, 1), 3U);
  EXPECT_EQ(periods(18.0 / 12, 1.0 / 12, 1), 18U) << "no period is added for rounding in the arithmetic";
  EXPECT_EQ(periods(0.0, 0.25, 0), 0U);
  EXPECT_EQ(periods(0.0, 0.25, 1), 1U);
}

TEST(Lattice, LevelZeroIsCalledToday) {
  EXPECT_EQ(level_name(chain(), 0, 0), "today");
  const Accord accord = chain();
  EXPECT_EQ(level_name(accord, 0, 3), "scrapped");
}

TEST(State, IsReadAsWrittenOnACommandLine) {
  EXPECT_EQ(parse_state(chain(), "arms=scrapped, access=sites"), (State{3, 1, 0}));
  EXPECT_EQ(parse_state(chain(), " aid = food, and fuel ,arms=today"), (State{0, 0, 1}))
      << "a level's name may hold a comma";
  EXPECT_EQ(parse_state(chain(), ""), (State{0, 0, 0}));
}

TEST(State, FaultsAreSaidWithTheNameThatWasMeant) {
  const auto fault_of = [](const std::string& text) -> std::string {
    try {
      parse_state(chain(), text);
    } catch (const Error& error) {
      return error.what();
    }
    return "accepted";
  };
  EXPECT_EQ(fault_of("amrs=scrapped"), "no commitment is called \"amrs\"; did you mean arms?");
  EXPECT_EQ(fault_of("arms=scraped"), "arms has no level called \"scraped\"; did you mean scrapped?");
  EXPECT_EQ(fault_of("arms"), "`arms` is not a part of a state; write `commitment=level`");
  EXPECT_EQ(fault_of("arms=declared, arms=scrapped"), "`arms` is named twice in the state; keep one");
}

}  // namespace
}  // namespace entente::accord
