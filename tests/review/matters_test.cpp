// Real procedures over real events, and what holds of any.
#include "review/matters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <sstream>

#include "accord/voting.h"
#include "review/events.h"

namespace entente::review {
namespace {

using accord::Ending;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const accord::Accord& plan_of_2015() {
  static const accord::Accord accord = accord::parse(R"(accord: The plan of 2015
period: 3 months
parties: {Iran: {patience: 0.9}, Europe: {patience: 0.9}, US: {patience: 0.9}, Russia: {patience: 0.9}, China: {patience: 0.9}}
commitments:
  stock: {by: Iran, levels: [{name: below 300 kg}]}
  sanctions: {by: US, levels: [{name: lifted}]}
procedures:
  dispute:
    template: jcpoa-dispute
    bodies: {Joint Commission: [Iran, Europe, Russia, China], Ministers: [Iran, Europe, Russia, China]}
  access: {template: jcpoa-access, stages: [{name: commission, decides: {by: [Iran, Europe, US, Russia, China], rule: 3 votes}}]}
  ladder: {template: general-ladder}
  bounded:
    stages:
      - name: talk
        clock: 10 days
        decides: {body: Board, by: [Iran, Europe, Russia], rule: majority}
        extension: {by: decision, at_most: 5 days}
        outcomes: {adopted: {ends: settled}, rejected: {ends: breach}}
        silence: {ends: excused}
)",
                                                     "accord.yaml");
  return accord;
}

Matter only(const Events& events, const std::string& at) {
  const std::vector<Matter> all = matters(plan_of_2015(), events.entries, moment(at));
  EXPECT_EQ(all.size(), 1U);
  return all.empty() ? Matter{} : all.front();
}

std::vector<std::string> stages_of(const Matter& matter) {
  std::vector<std::string> names;
  for (const Passage& passage : matter.passages) names.push_back(matter.rules->stages[passage.stage].name);
  return names;
}

TEST(Snapback, NotBefore65DaysAndNobodyCanSayWhenWithoutTheComplainantsNotice) {
  Events events;
  const auto complaint = events.complaint("2020-01-14", "Europe", "Iran", "dispute");
  Matter matter = only(events, "2020-01-14");
  EXPECT_THAT(stages_of(matter), ElementsAre("commission"));
  EXPECT_EQ(matter.passages[0].clock_ends, moment("2020-01-30"));
  EXPECT_EQ(matter.outlook.nobody_can_say, "stage notification has no clock");
  events.vote("2020-02-19", "Europe", complaint, "yes");
  matter = only(events, "2020-02-19");
  EXPECT_THAT(stages_of(matter),
              ElementsAre("commission", "ministers and advisers", "commission again", "notification", "council"));
  matter = only(events, "2020-03-20T23:59:59Z");
  EXPECT_TRUE(matter.open);
  matter = only(events, "2020-03-21");
  EXPECT_EQ(matter.ending, Ending::snapback);
  EXPECT_EQ(matter.ended_at, moment("2020-03-21"));
}

TEST(Snapback, StagesThatFollowAtMidnightCountFromTheDayThatItEnded) {
  Events events;
  events.complaint("2020-01-14T09:30:00Z", "Europe", "Iran", "dispute");
  const Matter matter = only(events, "2021-01-01");
  ASSERT_EQ(matter.passages.size(), 4U);
  EXPECT_EQ(matter.passages[0].ended, moment("2020-01-30"));  // the midnight that ends the 29th
  EXPECT_EQ(matter.passages[1].ended, moment("2020-02-14"));
  EXPECT_EQ(matter.passages[2].ended, moment("2020-02-19"));
  EXPECT_EQ(matter.passages[2].ended_by, EndedBy::silence);
}

// What the Joint Commission did on 24 January 2020: more time by consensus, no end set.
TEST(Snapback, TheComplaintOfJanuary2020IsStillInItsFirstStageInMay2025) {
  Events events;
  const auto complaint = events.complaint("2020-01-14", "Europe", "Iran", "dispute");
  events.extension("2020-01-24", "Joint Commission", complaint, "", {"Iran", "Europe", "Russia", "China"});
  const Matter matter = only(events, "2025-05-01");
  EXPECT_TRUE(matter.open);
  EXPECT_THAT(stages_of(matter), ElementsAre("commission"));
  ASSERT_EQ(matter.passages[0].prolonged.size(), 1U);
  EXPECT_EQ(matter.passages[0].prolonged[0].until, std::nullopt);
  EXPECT_EQ(matter.outlook.nobody_can_say, "stage commission was prolonged without an end");
}

TEST(Snapback, WithAnEndToTheExtensionTheNextStageFollowsThere) {
  Events events;
  const auto complaint = events.complaint("2020-01-14", "Europe", "Iran", "dispute");
  events.extension("2020-01-24", "Joint Commission", complaint, "2020-06-30", {});
  EXPECT_THAT(stages_of(only(events, "2020-06-30T23:59:59Z")), ElementsAre("commission"));
  EXPECT_THAT(stages_of(only(events, "2020-07-01")), ElementsAre("commission", "ministers and advisers"));
}

TEST(Snapback, AnExtensionThatNotAllAgreeToIsRefusedAndTold) {
  Events events;
  const auto complaint = events.complaint("2020-01-14", "Europe", "Iran", "dispute");
  const auto extension = events.extension("2020-01-24", "Joint Commission", complaint, "", {"Iran", "Russia", "China"});
  const Matter matter = only(events, "2020-02-01");
  EXPECT_THAT(stages_of(matter), ElementsAre("commission", "ministers and advisers"));
  ASSERT_EQ(matter.remarks.size(), 1U);
  EXPECT_EQ(matter.remarks[0].entry, extension);
  EXPECT_EQ(matter.remarks[0].text,
            "the extension by Joint Commission is refused: it takes the consent of all, and Europe did not agree");
}

// 28 August 2025 to 28 September 2025.
struct Notification {
  Events events;
  std::uint64_t complaint = events.complaint("2025-08-28", "Europe", "Iran", "dispute/council");

  void sitting(const std::string& day) {
    const std::vector<std::pair<const char*, const char*>> council{
        {"Algeria", "yes"},      {"China", "yes"},       {"Pakistan", "yes"},       {"Russia", "yes"},
        {"Denmark", "no"},       {"France", "no"},       {"Greece", "no"},          {"Panama", "no"},
        {"Slovenia", "no"},      {"Sierra Leone", "no"}, {"Somalia", "no"},         {"United Kingdom", "no"},
        {"United States", "no"}, {"Guyana", "abstain"},  {"South Korea", "abstain"}};
    for (const auto& [member, choice] : council) events.vote(day, member, complaint, choice);
    events.decision(day, "Security Council", complaint, "rejected");
  }
};

TEST(Snapback, NotifiedOn28August2025TheResolutionsAreBackOn28SeptemberAtMidnight) {
  Notification of_2025;
  of_2025.sitting("2025-09-19");
  of_2025.sitting("2025-09-26");
  const Matter before = only(of_2025.events, "2025-09-27T23:59:59Z");
  EXPECT_TRUE(before.open);
  EXPECT_EQ(before.outlook.ending, Ending::snapback);
  EXPECT_EQ(before.outlook.ends, moment("2025-09-28T00:00:00Z"));
  const Matter matter = only(of_2025.events, "2025-09-28T00:00:00Z");
  EXPECT_EQ(matter.ending, Ending::snapback);
  EXPECT_TRUE(matter.by_silence);
  EXPECT_EQ(matter.ended_at, moment("2025-09-28T00:00:00Z"));
  EXPECT_THAT(matter.ending_text, HasSubstr("1929"));
  EXPECT_THAT(matter.passages[0].entries, testing::SizeIs(32));
}

TEST(Snapback, IsTheSameWhereOnlyTheCouncilsWordIsKnownAndNotItsVotes) {
  Notification of_2025;
  of_2025.events.decision("2025-09-19", "Security Council", of_2025.complaint, "rejected");
  EXPECT_TRUE(only(of_2025.events, "2025-09-27").open);
  EXPECT_EQ(only(of_2025.events, "2025-09-28").ending, Ending::snapback);
}

TEST(Snapback, NineVotesKeepTheLiftingAndAVetoDoesNot) {
  Notification kept;
  for (int n = 0; n < 9; ++n) kept.events.vote("2025-09-19", "member " + std::to_string(n), kept.complaint, "yes");
  // Those with a veto have not voted: nothing is certain before the Council says so.
  EXPECT_TRUE(only(kept.events, "2025-09-19").open);
  Notification vetoed = kept;
  vetoed.events.vote("2025-09-19", "France", vetoed.complaint, "no");
  kept.events.decision("2025-09-20", "Security Council", kept.complaint, "adopted");
  vetoed.events.decision("2025-09-20", "Security Council", vetoed.complaint, "adopted");
  EXPECT_EQ(only(kept.events, "2025-09-20").ending, Ending::continuation);
  const Matter matter = only(vetoed.events, "2025-09-28");
  EXPECT_EQ(matter.ending, Ending::snapback);
  EXPECT_THAT(matter.remarks.at(0).text,
              HasSubstr("is not what the votes come to (9 yes, 1 no, 0 abstaining, with a veto"));
}

TEST(Snapback, IsContestedByWhoeverDoesNotAcceptIt) {
  Notification of_2025;
  of_2025.events.reply("2025-08-29", "US", of_2025.complaint, true);
  of_2025.events.reply("2025-09-01", "China", of_2025.complaint, false);
  const auto failed = of_2025.events.decision("2025-09-26", "Security Council", of_2025.complaint, "rejected");
  of_2025.events.reply("2025-09-27", "Russia", failed, false);
  of_2025.events.reply("2025-10-18", "Iran", of_2025.complaint, false);
  const auto against = [](const Matter& matter) {
    std::vector<std::string> names;
    for (const Acceptance& one : matter.acceptance) {
      if (!one.accepts) names.push_back(one.party);
    }
    return names;
  };
  EXPECT_THAT(against(only(of_2025.events, "2025-08-31")), IsEmpty());
  EXPECT_THAT(against(only(of_2025.events, "2025-09-28")), ElementsAre("China", "Russia"));
  const Matter matter = only(of_2025.events, "2025-10-18");
  EXPECT_THAT(against(matter), ElementsAre("China", "Russia", "Iran"));
  EXPECT_TRUE(is_contested(matter));
  EXPECT_EQ(matter.ending, Ending::snapback);
}

TEST(Snapback, ALateDecisionChangesNothingAndIsTold) {
  Notification of_2025;
  const auto late = of_2025.events.decision("2025-09-28", "Security Council", of_2025.complaint, "adopted");
  const Matter matter = only(of_2025.events, "2025-10-01");
  EXPECT_EQ(matter.ending, Ending::snapback);
  ASSERT_EQ(matter.remarks.size(), 1U);
  EXPECT_EQ(matter.remarks[0].entry, late);
  EXPECT_THAT(matter.remarks[0].text, HasSubstr("after the end of the matter and changes nothing"));
}

TEST(Snapback, AnotherOrgansDecisionIsNotCountedAndTold) {
  Notification of_2025;
  of_2025.events.decision("2025-09-10", "IAEA Board", of_2025.complaint, "adopted");
  const Matter matter = only(of_2025.events, "2025-09-11");
  EXPECT_TRUE(matter.open);
  EXPECT_EQ(matter.remarks.at(0).text,
            "\"adopted\" of IAEA Board changes nothing: in stage council Security Council decides");
}

TEST(Snapback, AnOpinionEndsNothing) {
  Events events;
  const auto complaint = events.complaint("2020-01-14", "Europe", "Iran", "dispute");
  events.decision("2020-02-03", "Advisory Board", complaint, "adopted");
  const Matter matter = only(events, "2020-02-04");
  EXPECT_THAT(stages_of(matter), ElementsAre("commission", "ministers and advisers"));
  EXPECT_THAT(matter.remarks.at(0).text, HasSubstr("is an opinion"));
  events.decision("2020-02-05", "Ministers", complaint, "adopted");
  EXPECT_EQ(only(events, "2020-02-05").ending, Ending::settled);
}

// Challenge inspections: 12 hours to stop one, by 31 of 41, those concerned without a vote.
Events challenge(int against_it) {
  Events events;
  const auto complaint = events.complaint("2026-03-01T06:00:00Z", "US", "Russia", "cwc-challenge");
  for (int n = 0; n < against_it; ++n) {
    events.vote("2026-03-01T10:00:00Z", "member " + std::to_string(n), complaint, "yes");
  }
  return events;
}

TEST(ChallengeInspection, IsStoppedBy31Of41AndNotBy30) {
  EXPECT_TRUE(only(challenge(30), "2026-03-01T17:59:59Z").open);
  EXPECT_THAT(stages_of(only(challenge(30), "2026-03-01T18:00:00Z")), ElementsAre("council", "to the perimeter"));
  const Matter stopped = only(challenge(31), "2026-03-01T10:00:00Z");
  EXPECT_EQ(stopped.ending, Ending::stopped);
  EXPECT_EQ(stopped.ended_at, moment("2026-03-01T10:00:00Z"));
  EXPECT_FALSE(stopped.by_silence);
}

TEST(ChallengeInspection, GoesOnWhereNobodyVotesWithinTwelveHours) {
  const Matter matter = only(challenge(0), "2026-03-06T18:00:00Z");
  EXPECT_THAT(stages_of(matter), ElementsAre("council", "to the perimeter", "inspection"));
  EXPECT_EQ(matter.passages[1].begins, moment("2026-03-01T18:00:00Z"));
  EXPECT_EQ(matter.passages[2].begins, moment("2026-03-03T06:00:00Z"));
  EXPECT_EQ(matter.ended_at, moment("2026-03-06T18:00:00Z"));
  EXPECT_EQ(matter.ending, Ending::carried_out);
}

TEST(ChallengeInspection, ThoseConcernedHaveNoVoteAndThatIsTold) {
  Events events = challenge(30);
  events.vote("2026-03-01T11:00:00Z", "Russia", 1, "yes");
  const Matter matter = only(events, "2026-03-01T12:00:00Z");
  EXPECT_TRUE(matter.open);
  EXPECT_EQ(matter.remarks.at(0).text, "the vote of Russia is not counted: Russia has no vote in Executive Council");
}

TEST(Access, IsRefusedInBreachAfter24Days) {
  Events events;
  const auto complaint = events.complaint("2026-01-01", "Europe", "Iran", "access/arrangement");
  EXPECT_EQ(only(events, "2026-01-16").passages.size(), 2U);
  for (const char* member : {"Europe", "US", "Russia"}) events.vote("2026-01-22", member, complaint, "yes");
  // Adopted on the 21st day: 3 days more, so that access is due by the end of the 24th.
  const Matter due = only(events, "2026-01-24");
  EXPECT_EQ(due.outlook.ends, moment("2026-01-26"));
  EXPECT_EQ(only(events, "2026-01-26").ending, Ending::breach);
}

TEST(Access, AVoteByAStrangerIsToldAndNotCounted) {
  Events events;
  const auto complaint = events.complaint("2026-01-01", "Europe", "Iran", "access/arrangement");
  for (const char* member : {"Europe", "US", "Norway"}) events.vote("2026-01-20", member, complaint, "yes");
  const Matter matter = only(events, "2026-01-20");
  EXPECT_TRUE(matter.open);
  EXPECT_EQ(matter.remarks.at(0).text, "the vote of Norway is not counted: Norway is no member of Joint Commission");
}

TEST(Ladder, SuspendsMeanwhileWhereThePanelIsSilent) {
  Events events;
  events.complaint("2026-01-01", "Europe", "Iran", "ladder");
  EXPECT_EQ(only(events, "2026-04-15").meanwhile, std::nullopt);
  EXPECT_EQ(only(events, "2026-04-16").meanwhile, Ending::suspension);  // 14 + 30 + 60 days
  const Matter matter = only(events, "2030-01-01");
  EXPECT_EQ(matter.ending, Ending::snapback);
  EXPECT_EQ(matter.meanwhile, std::nullopt);
}

TEST(Bounded, AnExtensionStaysWithinWhatAllOfThemMayAddUpTo) {
  Events events;
  const auto complaint = events.complaint("2026-01-01", "Europe", "Iran", "bounded");
  events.extension("2026-01-05", "Board", complaint, "2026-01-13", {"Europe", "Russia"});
  events.extension("2026-01-06", "Board", complaint, "2026-01-17", {"Europe", "Russia"});
  events.extension("2026-01-07", "Board", complaint, "2026-01-15", {"Europe"});
  const Matter matter = only(events, "2026-01-14T12:00:00Z");
  EXPECT_EQ(matter.passages[0].prolonged.size(), 1U);
  EXPECT_EQ(matter.ended_at, moment("2026-01-14"));
  EXPECT_EQ(matter.ending, Ending::excused);
  ASSERT_EQ(matter.remarks.size(), 2U);
  EXPECT_THAT(matter.remarks[0].text, HasSubstr("by 5 days at most"));
  EXPECT_THAT(matter.remarks[1].text, HasSubstr("the rule is more than half of the votes"));
}

TEST(Bounded, VotesThatAreNotAllInDecideWhenTheClockRunsOut) {
  Events events;
  const auto complaint = events.complaint("2026-01-01", "Europe", "Iran", "bounded");
  events.vote("2026-01-02", "Europe", complaint, "yes");
  EXPECT_TRUE(only(events, "2026-01-11").open);
  const Matter matter = only(events, "2026-01-12");
  EXPECT_EQ(matter.ending, Ending::settled);
  EXPECT_FALSE(matter.by_silence);
}

TEST(Matter, WithoutAProcedureIsOpenUntilADecisionNamesIt) {
  Events events;
  const auto complaint = events.complaint("2020-08-20", "US", "Iran", "");
  EXPECT_TRUE(only(events, "2025-01-01").open);
  EXPECT_EQ(only(events, "2025-01-01").outlook.nobody_can_say, "no procedure runs");
  events.decision("2020-08-25", "Security Council", complaint, "not taken up");
  const Matter matter = only(events, "2025-01-01");
  EXPECT_FALSE(matter.open);
  EXPECT_EQ(matter.ending, std::nullopt);
  EXPECT_EQ(matter.ending_text, "not taken up");
}

TEST(Matter, NamesWhatIsWrongWithItsProcedure) {
  const auto remark_of = [](const std::string& procedure) {
    Events events;
    events.complaint("2020-01-14", "Europe", "Iran", procedure);
    return only(events, "2020-02-01").remarks.at(0).text;
  };
  EXPECT_EQ(remark_of("court"), "no procedure is called court; the complaint has no clock");
  EXPECT_EQ(remark_of("dispute/court"), "procedure dispute has no stage called court; the complaint has no clock");
  EXPECT_EQ(remark_of("dispute/notification"),
            "Europe may not begin procedure dispute at stage notification; the complaint has no clock");
}

std::string in_words(const std::vector<Matter>& all) {
  std::ostringstream text;
  for (const Matter& matter : all) {
    text << matter.entry << ' ' << matter.open << ' ' << (matter.ending ? name_of(*matter.ending) : "-") << ' '
         << (matter.ended_at ? matter.ended_at->time_since_epoch().count() : 0) << '\n';
    for (const Passage& passage : matter.passages) {
      text << "  " << passage.stage << ' ' << passage.begins.time_since_epoch().count() << ' '
           << (passage.clock_ends ? passage.clock_ends->time_since_epoch().count() : 0) << ' ' << passage.decided << ' '
           << passage.entries.size() << '\n';
    }
    for (const Remark& remark : matter.remarks) text << "  " << remark.entry << ' ' << remark.text << '\n';
    for (const Acceptance& one : matter.acceptance) text << "  " << one.party << one.accepts << one.entry << '\n';
  }
  return text.str();
}

// Whatever happens to two complaints within forty days, several things in the same second.
Events anything() {
  const std::vector<std::string> parties{"Iran", "Europe", "Russia", "China", "US"};
  const auto who = [&] { return *rc::gen::elementOf(parties); };
  Events events;
  events.complaint("2026-01-01", who(), who(), *rc::gen::element<std::string>("dispute", "bounded", "cwc-challenge"));
  events.complaint("2026-01-02", who(), who(), *rc::gen::element<std::string>("dispute/council", "ladder", "bounded"));
  const int length = *rc::gen::inRange(0, 25);
  for (int n = 0; n < length; ++n) {
    const int day = *rc::gen::inRange(2, 29);
    const std::string time = "2026-01-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
    const std::uint64_t matter = *rc::gen::inRange<std::uint64_t>(1, 3);
    switch (*rc::gen::inRange(0, 4)) {
      case 0:
        events.vote(time, who(), matter, *rc::gen::element<std::string>("yes", "no", "abstain"));
        break;
      case 1:
        events.decision(time, *rc::gen::element<std::string>("Board", "Joint Commission", "Security Council"), matter,
                        *rc::gen::element<std::string>("adopted", "rejected", "else"));
        break;
      case 2:
        events.extension(time, *rc::gen::element<std::string>("Board", "Joint Commission"), matter, "2026-01-14",
                         parties);
        break;
      default:
        events.reply(time, who(), matter, *rc::gen::arbitrary<bool>());
    }
  }
  return events;
}

RC_GTEST_PROP(Matters, OnADayUseNothingThatHappensLater, ()) {
  const Events events = anything();
  const auto at = moment("2026-01-01") + std::chrono::hours(*rc::gen::inRange(0, 40 * 24));
  std::vector<Entry> past;
  std::ranges::copy_if(events.entries, std::back_inserter(past),
                       [&](const Entry& entry) { return entry.time <= at.time_since_epoch().count(); });
  RC_ASSERT(in_words(matters(plan_of_2015(), events.entries, at)) == in_words(matters(plan_of_2015(), past, at)));
}

RC_GTEST_PROP(Matters, AreTheSameInWhateverOrderTheEntriesAreGiven, ()) {
  const Events events = anything();
  std::vector<Entry> shuffled = events.entries;
  for (std::size_t n = shuffled.size(); n > 1; --n) {
    std::swap(shuffled[n - 1], shuffled[*rc::gen::inRange<std::size_t>(0, n)]);
  }
  const auto at = moment("2026-03-01");
  RC_ASSERT(in_words(matters(plan_of_2015(), events.entries, at)) == in_words(matters(plan_of_2015(), shuffled, at)));
}

RC_GTEST_PROP(Matters, ThatHaveEndedStayAsTheyEnded, ()) {
  const Events events = anything();
  const auto first = matters(plan_of_2015(), events.entries, moment("2026-01-15"));
  const auto later = matters(plan_of_2015(), events.entries, moment("2026-02-20"));
  for (std::size_t n = 0; n < first.size(); ++n) {
    if (first[n].open) continue;
    RC_ASSERT(first[n].ended_at == later[n].ended_at);
    RC_ASSERT(first[n].ending == later[n].ending);
  }
}

RC_GTEST_PROP(Matters, EndAsTheirOutlookSaysWhereNothingMoreHappens, ()) {
  const Events events = anything();
  const auto now = matters(plan_of_2015(), events.entries, moment("2026-01-30"));
  const auto later = matters(plan_of_2015(), events.entries, moment("2029-01-30"));
  for (std::size_t n = 0; n < now.size(); ++n) {
    if (!now[n].open) continue;
    RC_ASSERT(now[n].outlook.ends == later[n].ended_at);
    RC_ASSERT(now[n].outlook.ending == later[n].ending);
    RC_ASSERT(now[n].outlook.nobody_can_say.empty() != later[n].open);
  }
}

}  // namespace
}  // namespace entente::review
