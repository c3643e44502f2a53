// Quantities, organs, scale, accountability, what is contested; and what holds of every record.
#include "review/standing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <sstream>

#include "review/history.h"

namespace entente::review {
namespace {

using testing::Contains;
using testing::DoubleEq;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::string oil = " | commitment=oil | level=delivered";

TEST(Quantities, AreDueInWholeInstalments) {
  const std::vector<std::string> events{
      "2027-01-01 | Commission | commitments | by=South | amount=500 | unit=t | every=1 month | until=2027-06-30" + oil,
      "2027-02-10 | South | report | id=a | amount=700 | unit=t" + oil,
      "2027-02-12 | Agency | finding | result=partly fulfilled | report=a | amount=650 | unit=t" + oil,
      "2027-02-20 | Agency | finding | result=partly fulfilled | report=a | amount=600 | unit=t" + oil};
  EXPECT_DOUBLE_EQ(standing(events, "2027-01-31").arrears.front().due, 0.0);
  const Standing now = standing(events, "2027-03-01");
  const Arrears& one = now.arrears.front();
  EXPECT_EQ(one.instalments_due, 2U);
  EXPECT_DOUBLE_EQ(one.due, 1000.0);
  EXPECT_DOUBLE_EQ(one.reported, 700.0);
  EXPECT_DOUBLE_EQ(one.verified, 600.0);  // the later finding on the same report
  EXPECT_DOUBLE_EQ(one.missing_reported, 300.0);
  EXPECT_DOUBLE_EQ(one.missing_verified, 400.0);
  EXPECT_EQ(one.whole, 3000.0);
  EXPECT_DOUBLE_EQ(standing(events, "2028-01-01").arrears.front().due, 3000.0);
}

TEST(Quantities, OfOtherUnitsAreNotAddedAndSaidSo) {
  const Standing now =
      standing({"2027-01-01 | Commission | commitments | by=South | due=2027-02-01 | amount=500 | unit=t" + oil,
                "2027-01-10 | South | report | amount=900 | unit=barrels" + oil},
               "2027-02-02");
  EXPECT_DOUBLE_EQ(now.arrears.front().missing_reported, 500.0);
  EXPECT_THAT(now.arrears.front().notes, ElementsAre(HasSubstr("900 barrels of South is not in t")));
}

TEST(Quantities, WhenPartOfThemCameAreNotReportedAsAWhole) {
  const std::vector<std::string> events{
      "2027-01-01 | Commission | commitments | by=South | due=2027-02-01 | amount=500 | unit=t" + oil,
      "2027-01-10 | South | report | amount=300 | unit=t" + oil,
      "2027-02-03 | South | report | amount=200 | unit=t" + oil};
  EXPECT_EQ(life(standing(events, "2027-02-02"), "oil delivered").status, Status::overdue);
  EXPECT_EQ(life(standing(events, "2027-02-03"), "oil delivered").status, Status::reported);
}

TEST(Organs, SayWhenTheyMetLastAndForHowLongTheyDidNot) {
  const std::vector<std::string> events{
      "2027-01-01 | Commission | meeting | organ=Commission | present=North;South | quorum=yes | "
      "mandate_until=2027-06-30",
      "2027-05-01 | Commission | meeting | organ=Commission | present=North | quorum=no"};
  const OrganHealth before = standing(events, "2027-06-30").organs.front();
  EXPECT_EQ(before.days_since, 60);
  EXPECT_EQ(before.longest_gap, 120);
  EXPECT_FALSE(before.quorum);
  EXPECT_EQ(before.without_quorum, 1U);
  EXPECT_FALSE(before.mandate_over);
  EXPECT_TRUE(standing(events, "2027-07-01").organs.front().mandate_over);
  EXPECT_EQ(standing(events, "2027-12-31").organs.front().longest_gap, 244);
}

TEST(Scale, CountsWhatStandsAsVerified) {
  const std::string halted = " | commitment=reactor | level=halted";
  const std::string owed = "2027-01-01 | Commission | commitments | by=North | due=2027-04-01" + halted;
  const auto scale = [&](const std::vector<std::string>& more) {
    std::vector<std::string> events{owed};
    events.insert(events.end(), more.begin(), more.end());
    return scale_of(life(standing(events, "2027-06-01"), "reactor halted"));
  };
  const std::string finding = "2027-03-01 | Agency | finding" + halted + " | result=";
  EXPECT_EQ(scale({}), 0);
  EXPECT_EQ(scale({"2027-03-01 | North | report" + halted}), 1);
  EXPECT_EQ(scale({finding + "partly fulfilled"}), 1);
  EXPECT_EQ(scale({finding + "partly fulfilled | share=49%"}), 1);
  EXPECT_EQ(scale({finding + "partly fulfilled | share=50%"}), 2);
  EXPECT_EQ(scale({finding + "fulfilled"}), 3);
  EXPECT_EQ(scale({finding + "fulfilled", "2027-03-02 | North | response | measure=reverse | against=South" + halted}),
            0);
  EXPECT_EQ(scale({finding + "fulfilled", "2027-03-02 | Agency | finding | result=not fulfilled | share=50%" + halted}),
            2);
}

// Kroc Institute, sixth report (November 2021), ../shared/facts/procedures.md 1.7.
TEST(Scale, PublishedSharesAreTakenAsTheyAreWithANote) {
  const PublishedScore score = published_score({15, 37, 19, 30});
  EXPECT_THAT(score.score, DoubleEq(55.0));
  EXPECT_THAT(score.note, HasSubstr("they add to 101"));
  EXPECT_THAT(published_score({10, 39, 19, 32}).score, DoubleEq(173.0 / 3.0));
  EXPECT_THAT(published_score({10, 39, 19, 32}).note, IsEmpty());
}

TEST(Scale, CountsGiveTheirOwnFigure) {
  EXPECT_THAT(score({15, 37, 19, 30}).value(), DoubleEq(100.0 * 165.0 / 303.0));
  EXPECT_EQ(score({0, 0, 0, 0}), std::nullopt);
}

TEST(Contested, BothSidesStandWithWhoAndWhy) {
  const Standing now = standing(
      {"2027-03-01 | Council | decision | id=d | decided=measures are back | in_force_for=South;East | void_for=North",
       "2027-03-02 | North | reply | to=d | text=void | accepts=no",
       "2027-03-03 | East | reply | to=d | text=yes | accepts=no",
       "2027-03-04 | East | reply | to=d | text=after all | accepts=yes"},
      "2027-03-05");
  ASSERT_THAT(now.contested, SizeIs(1));
  EXPECT_THAT(now.contested.front().void_for, ElementsAre("North"));
  ASSERT_THAT(now.contested.front().rejected_by, SizeIs(1));
  EXPECT_EQ(now.contested.front().rejected_by.front().text, "void");
  ASSERT_THAT(now.contested.front().accepted_by, SizeIs(1));
  EXPECT_EQ(now.contested.front().accepted_by.front().who, "East");
}

TEST(Answers, GoFromOwedToRemediedEachWithItsEntries) {
  const std::string halted = " | commitment=reactor | level=halted";
  const std::vector<std::string> events{"2027-01-01 | Commission | commitments | by=North | due=2027-04-01" + halted,
                                        "2027-01-01 | South | commitments | by=South | due=2027-04-01" + oil,
                                        "2027-04-10 | East | complaint | id=c | against=North | text=late" + halted,
                                        "2027-04-11 | North | reply | to=c | text=soon",
                                        "2027-04-20 | North | report" + halted,
                                        "2027-04-25 | Agency | finding | result=fulfilled" + halted};
  const Standing now = standing(events, "2027-05-01");
  ASSERT_THAT(now.answers, SizeIs(2));
  const Answers& north = now.answers[0];
  EXPECT_EQ(north.party, "North");
  EXPECT_THAT(north.owed.front().entries, ElementsAre(1));
  EXPECT_THAT(north.agreed.front().entries, ElementsAre(1));
  EXPECT_THAT(north.reported.front().entries, ElementsAre(5));
  EXPECT_THAT(north.opened.front().entries, ElementsAre(6));
  EXPECT_THAT(north.verified.front().entries, ElementsAre(6));
  EXPECT_THAT(north.reviewed.front().entries, ElementsAre(3));
  EXPECT_THAT(north.answered.front().entries, ElementsAre(4, 5));
  EXPECT_THAT(north.remedied.front().entries, ElementsAre(6));
  const Answers& south = now.answers[1];
  EXPECT_THAT(south.not_kept, SizeIs(1));
  EXPECT_THAT(south.reported, IsEmpty());
  EXPECT_THAT(south.reviewed, IsEmpty());
}

// All that a standing says of obligations, without the numbers of entries.
std::string said(const Standing& standing) {
  std::ostringstream text;
  for (ObligationIndex n = 0; n < standing.obligations.size(); ++n) {
    const Life& life = standing.lives[n];
    text << name_of(standing.obligations[n]) << ' ' << name_of(life.status) << ' ' << life.days_overdue << ' '
         << life.days_late << ' ' << day_text(life.due.shifted) << ' ' << life.verified_share << ' ' << life.stands
         << ' ' << scale_of(life) << ' ' << life.waiting.size() << ' ' << life.chain.size() << '\n';
  }
  for (const Arrears& one : standing.arrears) text << one.due << ' ' << one.reported << ' ' << one.verified << '\n';
  for (const OrganHealth& one : standing.organs)
    text << one.organ << ' ' << one.meetings << ' ' << one.longest_gap << '\n';
  for (const Answers& one : standing.answers) text << one.party << one.reported.size() << one.remedied.size() << '\n';
  text << standing.contested.size() << standing.matters.size();
  for (const auto level : standing.levels) text << ' ' << level;
  return text.str();
}

std::string random_day() {
  const int day = *rc::gen::inRange(1, 25);
  return "2027-0" + std::to_string(*rc::gen::inRange(2, 6)) + (day < 10 ? "-0" : "-") + std::to_string(day);
}

std::string random_event() {
  using Named = std::pair<std::string, std::string>;
  const auto [name, giver] =
      *rc::gen::element<Named>(Named{"reactor | level=halted", "North"}, Named{"relief | level=half", "South"},
                               Named{"oil | level=delivered", "South"});
  const std::string about = " | commitment=" + name;
  const std::string what = *rc::gen::element<std::string>(
      giver + " | report", giver + " | report | share=40%", "Agency | finding | result=fulfilled",
      "Agency | finding | result=partly fulfilled | share=0.6", "Agency | finding | result=not fulfilled",
      "Agency | finding | result=unclear", giver + " | response | measure=reverse | against=East",
      giver + " | response | measure=suspend | against=East", giver + " | response | measure=resume | against=East",
      "Commission | decision | decided=breach", "Commission | decision | decided=excused",
      "Commission | decision | decided=lapsed", "Commission | extension | until=2027-06-01",
      "East | complaint | against=" + giver + " | text=late", giver + " | excuse | because=rain | waits_on=a dry day",
      "Commission | commitments | by=" + giver + " | due=2027-05-05");
  return random_day() + " | " + what + about;
}

std::vector<std::string> random_history() {
  std::vector<std::string> events{
      "2027-01-01 | Commission | commitments | by=North | due=2027-04-01 | waits_on=relief: half | commitment=reactor "
      "| "
      "level=halted",
      "2027-01-01 | Commission | commitments | by=South | due=2027-03-01 | commitment=relief | level=half",
      "2027-01-01 | Commission | commitments | by=South | due=2027-04-01 | amount=5 | unit=t | every=1 month" + oil};
  const int more = *rc::gen::inRange(0, 14);
  for (int n = 0; n < more; ++n) events.push_back(random_event());
  return events;
}

RC_GTEST_PROP(EveryRecord, SaysOfADayOnlyWhatStoodInItByThen, ()) {
  const std::vector<std::string> events = random_history();
  const std::string day = random_day();
  std::vector<std::string> known;
  std::ranges::copy_if(events, std::back_inserter(known), [&](const std::string& e) { return e.substr(0, 10) <= day; });
  RC_ASSERT(said(standing(events, day)) == said(standing(known, day)));
}

RC_GTEST_PROP(EveryRecord, GivesTheSameWhateverTheOrderOfItsRows, ()) {
  std::vector<std::string> events = random_history();
  // What happens on one day to one commitment may mean more in one order than in another: one event a day.
  std::set<std::string> days;
  std::erase_if(events, [&](const std::string& e) {
    return e.substr(0, 10) != "2027-01-01" && !days.insert(e.substr(0, 10)).second;
  });
  const std::string day = random_day();
  const std::string expected = said(standing(events, day));
  const auto rotate = *rc::gen::inRange<std::size_t>(0, events.size());
  std::ranges::rotate(events, events.begin() + static_cast<std::ptrdiff_t>(rotate));
  std::ranges::reverse(events);
  RC_ASSERT(said(standing(events, day)) == expected);
}

RC_GTEST_PROP(EveryRecord, NeverTakesAReportForAFulfilment, ()) {
  std::vector<std::string> events = random_history();
  std::erase_if(events, [](const std::string& e) { return e.find("finding") != std::string::npos; });
  const Standing now = standing(events, random_day());
  RC_ASSERT(now.levels == (accord::State{0, 0, 0}));
  for (const Life& one : now.lives) {
    RC_ASSERT(one.status != Status::fulfilled && one.status != Status::remedied);
    RC_ASSERT(scale_of(one) <= 1);
  }
}

}  // namespace
}  // namespace entente::review
