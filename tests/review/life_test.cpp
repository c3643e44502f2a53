// The table of docs/review.md, rule by rule.
#include "review/life.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "review/history.h"

namespace entente::review {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string promised =
    "2027-01-01 | Commission | commitments | by=North | commitment=reactor | level=halted | due=2027-04-01";
const std::string reported = "2027-03-20 | North | report | commitment=reactor | level=halted";
const std::string found = "2027-03-25 | Agency | finding | commitment=reactor | level=halted | result=fulfilled";
const std::string reactor = " | commitment=reactor | level=halted";

struct Rule {
  const char* name;
  std::vector<std::string> events;
  const char* day;
  Status status;
  std::int64_t overdue = 0;
};

class Statuses : public testing::TestWithParam<Rule> {};

TEST_P(Statuses, AreTheFirstRuleThatFits) {
  const Standing now = standing(GetParam().events, GetParam().day);
  const Life& one = life(now, "reactor halted");
  EXPECT_EQ(name_of(one.status), name_of(GetParam().status));
  EXPECT_EQ(one.days_overdue, GetParam().overdue);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Statuses,
    testing::Values(
        Rule{"planned", {promised + " | from=2027-02-01"}, "2027-01-31", Status::planned},
        Rule{"due_from_its_start", {promised + " | from=2027-02-01"}, "2027-02-01", Status::due},
        Rule{"due_until_the_end_of_the_day", {promised}, "2027-04-01", Status::due},
        Rule{"overdue_the_day_after", {promised}, "2027-04-02", Status::overdue, 1},
        Rule{"reported", {promised, reported}, "2027-05-01", Status::reported},
        Rule{"announced_is_not_reported",
             {promised, "2027-03-20 | North | report | on=2027-03-30" + reactor},
             "2027-04-02",
             Status::overdue,
             1},
        Rule{"a_part_is_not_reported_as_a_whole",
             {promised, reported + " | share=40%"},
             "2027-04-02",
             Status::overdue,
             1},
        Rule{"unclear_since_the_report",
             {promised, reported, "2027-03-25 | Agency | finding | result=unclear" + reactor},
             "2027-05-01",
             Status::under_verification},
        Rule{"partly_since_the_report",
             {promised, reported, "2027-03-25 | Agency | finding | result=partly fulfilled | share=0.5" + reactor},
             "2027-05-01",
             Status::under_verification},
        Rule{"a_report_that_is_refuted_is_none",
             {promised, reported, "2027-03-25 | Agency | finding | result=not fulfilled" + reactor},
             "2027-04-05",
             Status::overdue,
             4},
        Rule{"fulfilled", {promised, reported, found}, "2027-05-01", Status::fulfilled},
        Rule{"fulfilled_without_a_report", {promised, found}, "2027-05-01", Status::fulfilled},
        Rule{"fulfilled_by_a_share_is_in_part", {promised, found + " | share=0.9"}, "2027-04-02", Status::overdue, 1},
        Rule{"disputed",
             {promised, reported, found, "2027-04-10 | South | complaint | against=North | text=no" + reactor},
             "2027-05-01",
             Status::disputed},
        Rule{"disputed_until_decided",
             {promised, found, "2027-04-10 | South | complaint | id=c | against=North | text=no" + reactor,
              "2027-04-20 | Commission | decision | matter=c | decided=no breach"},
             "2027-05-01",
             Status::fulfilled},
        Rule{"in_breach",
             {promised, reported, "2027-04-10 | Commission | decision | decided=breach" + reactor},
             "2027-05-01",
             Status::in_breach},
        Rule{"in_breach_from_its_day",
             {promised, reported, "2027-04-10 | Commission | decision | decided=breach | from=2027-05-02" + reactor},
             "2027-05-01",
             Status::reported},
        Rule{"in_breach_by_a_matter",
             {promised, reported, "2027-04-10 | South | complaint | id=c | against=North | text=no" + reactor,
              "2027-04-20 | Commission | decision | matter=c | decided=breach"},
             "2027-05-01",
             Status::in_breach},
        Rule{
            "in_breach_for_some_is_in_breach",
            {promised, reported, "2027-04-10 | Commission | decision | decided=breach | void_for=North;East" + reactor},
            "2027-05-01",
            Status::in_breach},
        Rule{"a_breach_void_for_all_is_none",
             {promised, reported,
              "2027-04-10 | Commission | decision | decided=breach | void_for=North;East;South" + reactor},
             "2027-05-01",
             Status::reported},
        Rule{"remedied",
             {promised, "2027-04-10 | Commission | decision | decided=breach" + reactor,
              "2027-04-20 | Agency | finding | result=fulfilled" + reactor},
             "2027-05-01",
             Status::remedied},
        Rule{"suspended_by_its_giver_is_overdue_all_the_same",
             {promised, "2027-02-10 | North | response | measure=suspend | against=South" + reactor},
             "2027-04-03",
             Status::suspended,
             2},
        Rule{"suspended_by_an_organ_does_not_run",
             {promised, "2027-02-10 | Commission | decision | decided=suspension" + reactor},
             "2027-04-03",
             Status::suspended},
        Rule{"resumed",
             {promised, found, "2027-04-10 | North | response | measure=suspend | against=South" + reactor,
              "2027-04-12 | North | response | measure=resume | against=South" + reactor},
             "2027-05-01",
             Status::fulfilled},
        Rule{"others_can_not_suspend_it",
             {promised, found, "2027-04-10 | South | response | measure=suspend | against=North" + reactor},
             "2027-05-01",
             Status::fulfilled},
        Rule{"reversed_by_its_giver",
             {promised, found, "2027-04-10 | North | response | measure=reverse | against=South" + reactor},
             "2027-05-01",
             Status::reversed},
        Rule{"reversed_by_a_finding",
             {promised, found, "2027-04-10 | Agency | finding | result=not fulfilled" + reactor},
             "2027-05-01",
             Status::reversed},
        Rule{"reversed_and_delivered_again",
             {promised, found, "2027-04-10 | North | response | measure=reverse | against=South" + reactor,
              "2027-04-20 | Agency | finding | result=fulfilled" + reactor},
             "2027-05-01",
             Status::fulfilled},
        Rule{"withdrawing_from_all_takes_back_what_was_delivered",
             {promised, found, "2027-04-10 | North | response | measure=withdraw | against=South"},
             "2027-05-01",
             Status::reversed},
        Rule{"owed_on_its_last_day", {promised + " | lapses=2027-05-01"}, "2027-05-01", Status::overdue, 30},
        Rule{"lapsed", {promised + " | lapses=2027-05-01"}, "2027-05-02", Status::lapsed},
        Rule{"lapsed_for_all",
             {promised, reported, "2027-04-10 | Commission | decision | decided=terminated"},
             "2027-05-01",
             Status::lapsed},
        Rule{"what_was_fulfilled_does_not_lapse",
             {promised, found, "2027-04-10 | Commission | decision | decided=terminated"},
             "2027-05-01",
             Status::fulfilled},
        Rule{"what_was_fulfilled_is_reversed_after_the_end",
             {promised, found, "2027-04-10 | Commission | decision | decided=terminated",
              "2027-04-20 | North | response | measure=reverse | against=South" + reactor},
             "2027-05-01",
             Status::reversed},
        Rule{"excused_by_an_organ",
             {promised, "2027-03-10 | Commission | decision | decided=excused" + reactor},
             "2027-05-01",
             Status::excused},
        Rule{"excused_by_more_time",
             {promised, "2027-03-10 | Commission | extension | until=2027-05-01" + reactor},
             "2027-05-01",
             Status::excused},
        Rule{"more_time_ends",
             {promised, "2027-03-10 | Commission | extension | until=2027-05-01" + reactor},
             "2027-05-02",
             Status::overdue,
             1},
        Rule{"more_time_by_all_who_are_owed",
             {promised, "2027-03-10 | South | extension | agreed_by=East | until=2027-05-01" + reactor},
             "2027-05-01",
             Status::excused},
        Rule{"more_time_by_some_who_are_owed",
             {promised, "2027-03-10 | South | extension | until=2027-05-01" + reactor},
             "2027-05-01",
             Status::overdue,
             30},
        Rule{"a_later_date_of_its_own_does_not_count",
             {promised, "2027-03-10 | North | commitments | by=North | due=2028-04-01" + reactor},
             "2027-05-01",
             Status::overdue,
             30},
        Rule{"a_later_date_agreed_with_others_counts",
             {promised, "2027-03-10 | Commission | commitments | by=North | due=2028-04-01" + reactor},
             "2027-05-01",
             Status::due},
        Rule{"an_excuse_alone_does_not_excuse",
             {promised, "2027-03-10 | North | excuse | because=floods" + reactor},
             "2027-05-01",
             Status::overdue,
             30},
        Rule{"an_excuse_that_all_accept_does",
             {promised, "2027-03-10 | North | excuse | id=e | because=floods" + reactor,
              "2027-03-11 | South | reply | to=e | text=yes | accepts=yes",
              "2027-03-12 | East | reply | to=e | text=yes | accepts=yes"},
             "2027-05-01",
             Status::excused},
        Rule{"an_excuse_that_one_accepts_does_not",
             {promised, "2027-03-10 | North | excuse | id=e | because=floods" + reactor,
              "2027-03-11 | South | reply | to=e | text=yes | accepts=yes"},
             "2027-05-01",
             Status::overdue,
             30},
        Rule{"its_own_finding_is_a_report",
             {promised, "2027-03-20 | North | report | commitment=reactor | level=halted"},
             "2027-05-01",
             Status::reported},
        Rule{"no_date_is_never_overdue",
             {"2027-01-01 | Commission | commitments | by=North" + reactor},
             "2037-01-01",
             Status::due}),
    [](const auto& one) { return std::string(one.param.name); });

const std::string relief =
    "2027-01-01 | Commission | commitments | by=South | commitment=relief | level=half | due=2027-03-01";
const std::string waits = promised + " | waits_on=relief: half";

TEST(Waiting, ALateDeliveryOfAnotherThatTheTextNamesMovesTheDate) {
  const Standing now = standing({relief, waits}, "2027-04-10");
  const Life& one = life(now, "reactor halted");
  EXPECT_EQ(one.status, Status::excused);
  EXPECT_EQ(day_text(one.due.agreed), "2027-04-01");
  EXPECT_EQ(day_text(one.due.shifted), "2027-05-11");  // 40 days late, and still not there
  ASSERT_EQ(one.waiting.size(), 1U);
  EXPECT_TRUE(one.waiting.front().excuses);
  EXPECT_EQ(one.waiting.front().who, "South");
}

TEST(Waiting, OnceItHasComeTheDateStaysMovedByTheDelayAlone) {
  const std::vector<std::string> events{
      relief, waits, "2027-03-11 | Agency | finding | commitment=relief | level=half | result=fulfilled"};
  EXPECT_EQ(life(standing(events, "2027-04-11"), "reactor halted").status, Status::excused);
  const Standing after = standing(events, "2027-04-12");
  EXPECT_EQ(life(after, "reactor halted").status, Status::overdue);
  EXPECT_EQ(life(after, "reactor halted").days_overdue, 1);
  EXPECT_THAT(life(after, "reactor halted").waiting, IsEmpty());
}

TEST(Waiting, OnSomethingOutsideTheTextDoesNotExcuse) {
  const Standing now =
      standing({"2027-01-01 | South | commitments | by=South | commitment=bank money | level=released | due=2027-03-01",
                promised + " | waits_on=bank money: released"},
               "2027-04-02");
  const Life& one = life(now, "reactor halted");
  EXPECT_EQ(one.status, Status::overdue);
  EXPECT_EQ(one.days_overdue, 1);
  EXPECT_FALSE(one.waiting.front().wait.in_text);
  EXPECT_EQ(one.waiting.front().who, "South");
}

TEST(Waiting, ThatOnlyItsGiverClaimsDoesNotExcuse) {
  const Standing now =
      standing({relief, promised, "2027-03-10 | North | excuse | because=no relief | waits_on=relief: half" + reactor},
               "2027-04-02");
  const Life& one = life(now, "reactor halted");
  EXPECT_EQ(one.status, Status::overdue);
  EXPECT_TRUE(one.waiting.front().claimed);
  EXPECT_FALSE(one.waiting.front().excuses);
  EXPECT_THAT(one.chain, IsEmpty());  // a claim is no cause
}

TEST(Waiting, HasItsRootCauseAtTheEndOfTheChain) {
  const Standing now = standing(
      {relief, waits,
       "2027-01-01 | Commission | commitments | by=North | commitment=reactor | level=dismantled | due=2027-06-01 | "
       "waits_on=reactor: halted"},
      "2027-04-10");
  std::vector<std::string> chain;
  for (const ObligationIndex n : life(now, "reactor dismantled").chain) chain.push_back(name_of(now.obligations[n]));
  EXPECT_THAT(chain, ElementsAre("reactor halted", "relief half"));
}

TEST(Waiting, OnEachOtherIsACircleAndEnds) {
  const Standing now = standing({relief + " | waits_on=reactor: halted", waits}, "2027-05-01");
  EXPECT_TRUE(life(now, "reactor halted").in_circle);
  EXPECT_TRUE(life(now, "relief half").in_circle);
}

TEST(Lives, ALaterDateLeavesTheFirstOneInTheHistory) {
  const Standing now =
      standing({promised, "2027-03-10 | Commission | commitments | by=North | due=2027-07-01" + reactor}, "2027-05-01");
  EXPECT_EQ(day_text(life(now, "reactor halted").due.first), "2027-04-01");
  EXPECT_EQ(day_text(life(now, "reactor halted").due.promised), "2027-07-01");
  EXPECT_EQ(now.obligations.front().promises.size(), 2U);
}

TEST(Lives, ALateReportSaysByHowManyDays) {
  const Standing now = standing({promised, "2027-04-05 | North | report" + reactor}, "2027-05-01");
  EXPECT_EQ(life(now, "reactor halted").days_late, 4);
}

TEST(Lives, OnlyWhatStandsAsVerifiedIsALevelToPlanFrom) {
  const std::vector<std::string> events{
      promised,
      found,
      "2027-03-26 | Agency | finding | commitment=reactor | level=dismantled | result=fulfilled",
      relief,
      "2027-03-27 | South | report | commitment=relief | level=half",
      "2027-05-10 | North | response | measure=reverse | against=South | commitment=reactor | level=dismantled"};
  EXPECT_EQ(standing(events, "2027-05-01").levels, (accord::State{2, 0, 0}));
  EXPECT_EQ(standing(events, "2027-05-11").levels, (accord::State{1, 0, 0}));
}

}  // namespace
}  // namespace entente::review
