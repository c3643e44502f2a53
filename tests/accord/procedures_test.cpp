// Procedures as data: the shipped templates with the numbers of their texts, and how long a procedure takes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accord/procedure.h"
#include "accord/procedure_templates.h"
#include "accord/procedure_time.h"
#include "accord/read.h"
#include "accord/same_accord.h"
#include "accord/voting.h"
#include "accord/write.h"

namespace entente::accord {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view two_parties = R"(accord: Two neighbours
period: 1 month
parties: {North: {patience: 0.9}, South: {patience: 0.9}}
commitments:
  reactor: {by: North, levels: [{name: disabled}]}
  relief: {by: South, levels: [{name: full}]}
)";

Accord with(const std::string& rest) {
  return parse(std::string(two_parties) + rest, "accord.yaml");
}

std::vector<std::string> names_of(const Procedure& procedure, const std::vector<StageIndex>& way) {
  std::vector<std::string> names;
  for (const StageIndex stage : way) names.push_back(procedure.stages[stage].name);
  return names;
}

TEST(Template, EachIsReadAndWrittenBackTheSame) {
  for (const std::string& name : names_of_templates()) {
    const Accord accord = with("procedures: {taken: {template: " + name + "}}\n");
    ASSERT_EQ(accord.procedures.size(), 1U);
    expect_same(parse(write(accord), "written.yaml"), accord);
    EXPECT_FALSE(procedure_of_template(name).title.empty());
    EXPECT_FALSE(procedure_of_template(name).provenance.sources.empty());
  }
}

TEST(Template, ThereAreSix) {
  EXPECT_THAT(names_of_templates(), ElementsAre("cwc-challenge", "general-ladder", "iaea-complementary-access",
                                                "jcpoa-access", "jcpoa-dispute", "six-party-60-days"));
}

TEST(Template, AMisspeltNameIsMetWithASuggestion) {
  try {
    procedure_of_template("jcpoa-acces");
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("did you mean jcpoa-access?"));
  }
}

// 15 + 15 (ministers and advisers at the same time) + 5 + 30 days.
TEST(Template, TheSnapbackTakes65DaysAtLeast) {
  const Procedure procedure = procedure_of_template("jcpoa-dispute");
  const ProcedureTime time = time_of(procedure);
  EXPECT_EQ(time.least, (ClockSum{.days = 65}));
  EXPECT_THAT(names_of(procedure, time.least_way),
              ElementsAre("commission", "ministers and advisers", "commission again", "notification", "council"));
  EXPECT_EQ(time.longest, std::nullopt);
  EXPECT_THAT(time.nobody_can_say, HasSubstr("\"commission\" may be prolonged by consensus"));
}

TEST(Template, TheSnapbackTakes30DaysOnceTheCouncilIsNotified) {
  const Procedure procedure = procedure_of_template("jcpoa-dispute");
  EXPECT_EQ(time_of(procedure, *stage_called(procedure, "council")).longest, (ClockSum{.days = 30}));
}

TEST(Template, AccessIsHadIn24DaysUnlessItsClarificationNeverEnds) {
  const Procedure procedure = procedure_of_template("jcpoa-access");
  EXPECT_EQ(time_of(procedure).least, (ClockSum{.days = 14 + 7}));  // and the Commission asks for nothing
  EXPECT_THAT(time_of(procedure).nobody_can_say, HasSubstr("\"clarification\" is unbounded"));
  EXPECT_EQ(time_of(procedure, *stage_called(procedure, "arrangement")).longest, (ClockSum{.days = 24}));
}

TEST(Template, AChallengeInspectionIsOverAfter12And36And84Hours) {
  const Procedure procedure = procedure_of_template("cwc-challenge");
  EXPECT_EQ(time_of(procedure).least, (ClockSum{.hours = 12 + 36 + 84}));
  const Deciders& council = *procedure.stages[0].tracks[0].deciders;
  EXPECT_EQ(least_yes_votes(council), 31U);
  EXPECT_FALSE(is_adopted(council, {.yes = 30, .no = 0}));
  EXPECT_TRUE(is_adopted(council, {.yes = 31, .no = 8}));
}

TEST(Template, ComplementaryAccessTakes24HoursAndTwoDuringAnInspection) {
  const Procedure procedure = procedure_of_template("iaea-complementary-access");
  EXPECT_EQ(time_of(procedure).longest, (ClockSum{.hours = 24}));
  EXPECT_EQ(time_of(procedure, 1).longest, (ClockSum{.hours = 2}));
}

TEST(Template, SixtyDaysOfTheSixPartyTalksEndInSilenceOfWhichTheTextSaysNothing) {
  const Procedure procedure = procedure_of_template("six-party-60-days");
  EXPECT_EQ(time_of(procedure).longest, (ClockSum{.days = 60}));
  EXPECT_EQ(procedure.stages[0].if_silent, Following{});
}

// Response begins with the suspension: 14 + (30 + 30) + 60 days; all of it takes 14 + 30 + 60 + 90 + 30 + 60 at least.
TEST(Template, TheLadderRespondsBeforeItEnds) {
  const Procedure procedure = procedure_of_template("general-ladder");
  EXPECT_EQ(time_of(procedure).longest, (ClockSum{.days = 134}));
  EXPECT_EQ(time_of(procedure).least, (ClockSum{.days = 284}));
}

TEST(Template, AFileMayWriteBodiesAndKeysOfStagesAnew) {
  const Accord accord = with(R"(procedures:
  dispute:
    template: jcpoa-dispute
    bodies: {Joint Commission: [North, South], Ministers: [North, South]}
    stages: [{name: council, clock: 2 weeks, decides: {rule: 10 votes}}]
)");
  const Procedure& dispute = accord.procedures.at(0);
  EXPECT_THAT(dispute.stages.at(0).tracks.at(0).deciders->members, ElementsAre("North", "South"));
  const Track& council = dispute.stages.at(4).tracks.at(0);
  EXPECT_EQ(council.clock, (Clock{.days = 14}));
  EXPECT_EQ(council.deciders->votes, 10U);
  EXPECT_EQ(council.deciders->size, 15U);
  EXPECT_THAT(council.deciders->veto, testing::SizeIs(5));
  EXPECT_EQ(dispute.stages.at(4).if_silent.ending, Ending::snapback);
}

TEST(Procedure, OfTheShortFormNobodyDecidesAndSilenceLeadsOn) {
  const Accord accord =
      with("procedures: {short: {stages: [{name: meeting, clock: 15 days}, {name: panel, clock: 1 month}]}}\n");
  const Procedure& procedure = accord.procedures.at(0);
  EXPECT_THAT(procedure.may_start, ElementsAre("any"));
  EXPECT_EQ(deciding_track(procedure.stages[0]), nullptr);
  EXPECT_EQ(procedure.stages[0].if_silent.stage, StageIndex{1});
  EXPECT_EQ(procedure.stages[1].if_silent, (Following{.stage = {}, .ending = Ending::unsaid, .text = {}}));
}

TEST(Procedure, OfParallelTracksTheLongestCountsOnce) {
  const Accord accord = with(R"(procedures:
  both:
    stages:
      - name: both
        tracks: [{name: short, clock: 10 days}, {name: long, clock: 3 weeks}]
        silence: {ends: breach}
)");
  EXPECT_EQ(time_of(accord.procedures[0]).least, (ClockSum{.days = 21}));
  EXPECT_EQ(time_of(accord.procedures[0]).longest, (ClockSum{.days = 21}));
}

TEST(Procedure, TheLongestWayMayLeadOverADecisionAndCountsWhatMayBeProlonged) {
  const Accord accord = with(R"(procedures:
  ways:
    stages:
      - name: meeting
        clock: 10 days
        decides: {by: [North, South], rule: consensus}
        extension: {by: consensus, at_most: 2 weeks}
        outcomes: {adopted: panel}
        silence: {ends: breach}
      - {name: panel, clock: 1 month, silence: {ends: snapback}}
)");
  const ProcedureTime time = time_of(accord.procedures[0]);
  EXPECT_EQ(time.least, (ClockSum{.days = 10}));
  EXPECT_EQ(time.longest, (ClockSum{.days = 24, .months = 1}));
}

TEST(Procedure, AllFormsOfARuleAreRead) {
  const auto deciders = [](const std::string& rule) {
    const Accord accord = with("procedures: {p: {stages: [{name: s, clock: 1 day, decides: {by: 41, rule: " + rule +
                               "}, outcomes: {adopted: {ends: settled}}}]}}\n");
    return *accord.procedures.at(0).stages.at(0).tracks.at(0).deciders;
  };
  EXPECT_EQ(least_yes_votes(deciders("unanimity")), 41U);
  EXPECT_EQ(least_yes_votes(deciders("consensus")), 1U);
  EXPECT_EQ(least_yes_votes(deciders("majority of members")), 21U);
  EXPECT_EQ(least_yes_votes(deciders("3/4 of members")), 31U);
  EXPECT_EQ(least_yes_votes(deciders("75% of members")), 31U);
  EXPECT_EQ(least_yes_votes(deciders("9 votes")), 9U);
  EXPECT_FALSE(is_adopted(deciders("majority"), {.yes = 3, .no = 3}));
  EXPECT_TRUE(is_adopted(deciders("majority"), {.yes = 4, .no = 3}));
  EXPECT_TRUE(is_adopted(deciders("1/2 of votes"), {.yes = 3, .no = 3}));
  EXPECT_TRUE(is_adopted(deciders("consensus"), {.yes = 1, .no = 0, .abstain = 40}));
  EXPECT_FALSE(is_adopted(deciders("consensus"), {.yes = 40, .no = 1}));
}

}  // namespace
}  // namespace entente::accord
