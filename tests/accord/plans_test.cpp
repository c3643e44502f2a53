// People's own plans, in every form in which they may be written, and what is refused in them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "accord/lattice.h"
#include "accord/read.h"

namespace entente::accord {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string exchange_text = R"(accord: Exchange
period: 3 months
parties: {Ash: {patience: 0.9}, Birch: {patience: 0.9}}
commitments:
  arms: {by: Ash, levels: [{name: a third}, {name: all, needs: {relief: half}}]}
  relief: {by: Birch, levels: [{name: half}, {name: "all, at once"}]}
)";

Accord exchange(const std::string& more = {}) {
  return parse(exchange_text + more, "accord.yaml");
}

std::vector<Plan> plans(const std::string& text) {
  return parse_plans(exchange(), text, "plans/relief-first.yaml");
}

std::string problems(const std::string& text) {
  try {
    plans(text);
  } catch (const Problems& refused) {
    return refused.what();
  }
  return "accepted";
}

MATCHER_P(RaisesTo, raises, "") {
  return arg.raises == raises;
}
std::vector<Raise> raises(std::initializer_list<Raise> list) {
  return list;
}

TEST(Plans, ABareListOfStepsTakesItsNameFromTheFile) {
  const auto read = plans("plan:\n  - {relief: half}\n  - {arms: all}\n");
  ASSERT_EQ(read.size(), 1U);
  EXPECT_EQ(read[0].name, "relief-first");
  EXPECT_THAT(read[0].steps, ElementsAre(RaisesTo(raises({{1, 1}})), RaisesTo(raises({{0, 2}}))));
  EXPECT_EQ(read[0].steps[1].place, (Place{3, 5}));
}

TEST(Plans, APlanMayCarryItsNameNoteAndSources) {
  const auto read = plans("plan: {name: Hanoi, note: an offer, source: [book1], steps: [{arms: a third}]}\n");
  ASSERT_EQ(read.size(), 1U);
  EXPECT_EQ(read[0].name, "Hanoi");
  EXPECT_EQ(read[0].note, "an offer");
  EXPECT_THAT(read[0].sources, ElementsAre("book1"));
  EXPECT_THAT(read[0].steps, ElementsAre(RaisesTo(raises({{0, 1}}))));
}

TEST(Plans, TheNameMayStandUnderPlanWithStepsBesideIt) {
  const auto read = plans("plan: Hanoi\nsteps: [{relief: half, arms: all}]\nnote: an offer\n");
  ASSERT_EQ(read.size(), 1U);
  EXPECT_EQ(read[0].name, "Hanoi");
  EXPECT_EQ(read[0].note, "an offer");
  EXPECT_THAT(read[0].steps, ElementsAre(RaisesTo(raises({{0, 2}, {1, 1}}))));
}

TEST(Plans, AStepIsAscendingByCommitmentHoweverItIsWritten) {
  const auto as_mapping = plans("plan: [{relief: half, arms: a third}]\n");
  const auto as_list = plans("plan: [[{relief: half}, {arms: a third}]]\n");
  EXPECT_THAT(as_mapping[0].steps, ElementsAre(RaisesTo(raises({{0, 1}, {1, 1}}))));
  EXPECT_EQ(as_mapping[0].steps, as_list[0].steps);
}

TEST(Plans, SeveralMayStandInOneFile) {
  const auto named =
      plans("plans:\n  - {name: one, steps: [{relief: half}]}\n  - {name: two, steps: [{arms: a third}]}\n");
  ASSERT_EQ(named.size(), 2U);
  EXPECT_EQ(named[1].name, "two");
  const auto unnamed = plans("- steps: [{relief: half}]\n- steps: [{arms: a third}]\n");
  ASSERT_EQ(unnamed.size(), 2U);
  EXPECT_EQ(unnamed[1].name, "relief-first 2");
}

TEST(Plans, JsonIsReadAsItIsYaml) {
  const auto read = plans(R"([{"name": "one", "steps": [{"relief": "all, at once"}, {"arms": "all"}]}])");
  ASSERT_EQ(read.size(), 1U);
  EXPECT_THAT(read[0].steps, ElementsAre(RaisesTo(raises({{1, 2}})), RaisesTo(raises({{0, 2}}))));
}

TEST(Plans, StandInTheAccordItselfToo) {
  const Accord one = exchange("plan: [{relief: half}]\n");
  ASSERT_EQ(one.plans.size(), 1U);
  EXPECT_THAT(one.plans[0].steps, ElementsAre(RaisesTo(raises({{1, 1}}))));
  const Accord several =
      exchange("plans: [{name: one, steps: [{relief: half}]}, {name: two, steps: [{arms: a third}]}]\n");
  EXPECT_EQ(several.plans.size(), 2U);
  EXPECT_THAT(exchange().plans, IsEmpty());
}

TEST(Plans, EveryFaultIsSaidWithItsPlace) {
  EXPECT_EQ(
      problems("plan:\n  - {arms: a thrid, relif: half}\n  - {arms: all}\n  - {relief: half}\n"),
      "plans/relief-first.yaml:2:12: error: arms has no level called \"a thrid\"; did you mean a third?\n"
      "plans/relief-first.yaml:2:21: error: no commitment is called \"relif\"; did you mean relief?\n"
      "plans/relief-first.yaml:3:6: error: arms at \"all\" needs `relief: half`, which does not stand after step 2 of "
      "plan \"relief-first\"; raise it before or in the same step");
}

TEST(Plans, AFileWithoutAPlanIsRefused) {
  EXPECT_EQ(problems("note: nothing\n"),
            "plans/relief-first.yaml:1:1: error: the file has no plan; write `plan: [{reactor: disabled}]`");
  EXPECT_EQ(problems(""), "plans/relief-first.yaml:1:1: error: the file is empty; write `plan: [{reactor: disabled}]`");
  EXPECT_EQ(problems("plan: Hanoi\n"),
            "plans/relief-first.yaml:1:1: error: the plan file has no `steps`; write `steps: [{reactor: disabled}]`");
  EXPECT_EQ(problems("plan: [{relief: half}]\nsteps: [{relief: half}]\n"),
            "plans/relief-first.yaml:1:7: error: a plan file has its steps under `plan` or under `steps`; keep one");
}

TEST(Plans, ThePlansOfTheReferenceAreReadWithoutTheirResults) {
  // 13_interleaved.plans.json holds results beside each plan; a plan file has none, and an unknown key is refused.
  const std::string folder = ENTENTE_SOURCE_DIR "/tests/reference/data/accords/";
  const Accord accord = load(folder + "13_interleaved.yaml");
  EXPECT_THROW(load_plans(accord, folder + "13_interleaved.plans.json"), Problems);
  const auto read = parse_plans(accord, R"([{"name": "disarm first", "steps": [
      {"arms": "a third"}, {"arms": "two thirds"}, {"arms": "all"},
      {"relief": "a third"}, {"relief": "two thirds"}, {"relief": "all"}]}])",
                                "13_interleaved.plans.json");
  ASSERT_EQ(read.size(), 1U);
  EXPECT_EQ(read[0].name, "disarm first");
  EXPECT_EQ(path(accord, read[0]).back(), (State{3, 3}));
}

}  // namespace
}  // namespace entente::accord
