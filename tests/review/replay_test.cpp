// Replays against a look at every single day, and the real agreements whose ends are known.
#include "review/replay.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "accord/read.h"
#include "report/matter_words.h"

namespace entente::review {
namespace {

using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string cases = ENTENTE_SOURCE_DIR "/cases/";

struct Case {
  accord::Accord accord;
  Record record;
};

Case load(const std::string& name) {
  Case one{.accord = accord::load(cases + name), .record = {}};
  const std::string file = cases + name + "/events.csv";
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  one.record = read_record(bytes, file, one.accord);
  return one;
}

std::vector<std::string> cases_with_records() {
  std::vector<std::string> all;
  for (const auto& entry : std::filesystem::directory_iterator(cases)) {
    if (std::filesystem::exists(entry.path() / "events.csv")) all.push_back(entry.path().filename().string());
  }
  std::ranges::sort(all);
  return all;
}

Replay replayed(const Case& one) {
  return replay(one.accord, one.record, std::nullopt, usual_procedure(one.accord));
}

std::chrono::sys_seconds last_second(sys_days day) {
  return day + std::chrono::days(1) - seconds(1);
}

sys_days day(int year, unsigned month, unsigned number) {
  return year_month_day(std::chrono::year(year), std::chrono::month(month), std::chrono::day(number));
}

using StatusByName = std::map<std::string, Status>;

StatusByName statuses_of(const Standing& standing) {
  StatusByName statuses;
  for (std::size_t n = 0; n < standing.obligations.size(); ++n)
    statuses[name_of(standing.obligations[n])] = standing.lives[n].status;
  return statuses;
}

class History : public testing::TestWithParam<std::string> {};

// The changes, each on its day, say of every day what a look at that day alone says.
TEST_P(History, EveryDayIsAsItsOwnStandingSays) {
  const Case one = load(GetParam());
  const Replay replay = replayed(one);
  StatusByName now;
  auto month = replay.months.begin();
  std::size_t next = 0;
  // Weeks in the long ones: a standing a day would take minutes.
  const std::chrono::days step =
      replay.last - replay.first > std::chrono::days(1500) ? std::chrono::days(7) : std::chrono::days(1);
  for (sys_days at = replay.first; at <= replay.last; at += step) {
    for (; month != replay.months.end(); ++month, next = 0) {
      for (; next < month->changes.size() && month->changes[next].at <= last_second(at); ++next)
        now[month->changes[next].obligation] = month->changes[next].after;
      if (next < month->changes.size() || month->last_day >= at) break;
    }
    ASSERT_EQ(now, statuses_of(standing_on(one.accord, one.record, last_second(at))))
        << "on day " << (at - replay.first).count();
  }
}

TEST_P(History, EveryMonthIsCountedAtItsEnd) {
  const Case one = load(GetParam());
  const Replay replay = replayed(one);
  EXPECT_EQ(replay.months.back().last_day, replay.last);
  for (const ReplayedMonth& month : replay.months) {
    const Standing standing = standing_on(one.accord, one.record, last_second(month.last_day));
    EXPECT_EQ(month.tally.by_status, standing.tally.by_status);
    EXPECT_EQ(month.tally.counts, standing.tally.counts);
  }
}

TEST_P(History, ChangesAscendAndEachChangesSomething) {
  const Replay replay = replayed(load(GetParam()));
  StatusByName now;
  std::chrono::sys_seconds last{};
  for (const ReplayedMonth& month : replay.months) {
    for (const StatusChange& change : month.changes) {
      EXPECT_LE(last, change.at);
      EXPECT_LE(change.at, last_second(month.last_day));
      last = change.at;
      const auto known = now.find(change.obligation);
      EXPECT_EQ(change.before.has_value(), known != now.end());
      if (change.before) {
        EXPECT_EQ(*change.before, known->second);
        EXPECT_NE(*change.before, change.after);
      }
      now[change.obligation] = change.after;
    }
  }
}

TEST_P(History, WhatIsReplayedUpToADayIsTheBeginningOfTheWhole) {
  const Case one = load(GetParam());
  const Replay whole = replayed(one);
  const ReplayedMonth& middle = whole.months[whole.months.size() / 2];
  const Replay part = replay(one.accord, one.record, middle.last_day, whole.procedure);
  ASSERT_EQ(part.months.size(), whole.months.size() / 2 + 1);
  for (std::size_t n = 0; n < part.months.size(); ++n) {
    EXPECT_EQ(part.months[n].tally.by_status, whole.months[n].tally.by_status);
    EXPECT_EQ(part.months[n].changes.size(), whole.months[n].changes.size());
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, History, testing::ValuesIn(cases_with_records()), [](const auto& row) {
  std::string name = row.param;
  std::ranges::replace(name, '-', '_');
  return name;
});

const Matter& complaint_of(const Replay& replay, sys_days on) {
  const auto matter_found = std::ranges::find_if(replay.end.matters, [&](const Matter& matter) {
    return matter.opened >= std::chrono::sys_seconds(on) &&
           matter.opened < std::chrono::sys_seconds(on + std::chrono::days(1));
  });
  EXPECT_NE(matter_found, replay.end.matters.end());
  return *matter_found;
}

// Status and what it waits on, by commitment.
const Life& life_of(const Standing& standing, const std::string& obligation) {
  for (std::size_t n = 0; n < standing.obligations.size(); ++n) {
    if (name_of(standing.obligations[n]) == obligation) return standing.lives[n];
  }
  ADD_FAILURE() << "nobody owes " << obligation;
  return standing.lives.front();
}

TEST(Jcpoa, TheSanctionsComeBackByTheClockAndThreeDoNotAcceptIt) {
  const Replay replay = replayed(load("jcpoa-2015"));
  const Matter& snapback = complaint_of(replay, day(2025, 8, 28));
  EXPECT_EQ(snapback.ending, accord::Ending::snapback);
  EXPECT_TRUE(snapback.by_silence);
  EXPECT_EQ(report::ending_in_words(snapback), "restored 2025-09-28 00:00 UTC, contested by Russia, China, Iran");
}

TEST(Jcpoa, TheSnapbackTakesBackWhatFallsByItselfAndNothingElse) {
  const Case one = load("jcpoa-2015");
  const Standing before = standing_on(one.accord, one.record, last_second(day(2025, 9, 27)));
  const Standing after = standing_on(one.accord, one.record, last_second(day(2025, 9, 28)));
  EXPECT_EQ(life_of(before, "un sanctions lifted").status, Status::fulfilled);
  EXPECT_EQ(life_of(after, "un sanctions lifted").status, Status::reversed);
  EXPECT_FALSE(life_of(after, "un sanctions lifted").stands);
  for (std::size_t n = 0; n < after.obligations.size(); ++n) {
    if (name_of(after.obligations[n]) == "un sanctions lifted") continue;
    EXPECT_EQ(after.lives[n].status, before.lives[n].status) << name_of(after.obligations[n]);
  }
}

TEST(Jcpoa, TheComplaintOfJanuary2020IsStillInItsFirstStageByExtension) {
  const Replay replay = replayed(load("jcpoa-2015"));
  const Matter& complaint = complaint_of(replay, day(2020, 1, 14));
  EXPECT_TRUE(complaint.open);
  ASSERT_THAT(complaint.passages, SizeIs(1));
  EXPECT_EQ(complaint.passages.front().stage, 0U);
  EXPECT_THAT(complaint.passages.front().prolonged, SizeIs(testing::Ge(1U)));
  EXPECT_EQ(complaint.passages.front().ended_by, EndedBy::still_open);
}

TEST(SixParty, OnThe15thOfApril2007ThreeDatesAreMissedAndTwoOfThemWaitOnMoneyOutsideTheText) {
  const Case one = load("six-party-2005");
  const Standing standing = standing_on(one.accord, one.record, last_second(day(2007, 4, 15)));
  for (const char* name : {"yongbyon shut down and sealed", "inspectors back"}) {
    const Life& life = life_of(standing, name);
    EXPECT_EQ(life.status, Status::overdue) << name;
    EXPECT_EQ(life.days_overdue, 1) << name;
    ASSERT_THAT(life.waiting, SizeIs(1)) << name;
    EXPECT_FALSE(life.waiting.front().wait.in_text) << name;
    EXPECT_EQ(life.waiting.front().who, "United States") << name;
  }
  EXPECT_EQ(life_of(standing, "first oil 50 kt").status, Status::overdue);
}

TEST(SixParty, WhatTheLadderWouldHaveSaidEndsWhereTheDateWasMetAfterAll) {
  const Replay replay = replayed(load("six-party-2005"));
  EXPECT_EQ(replay.procedure, "general-ladder");
  const auto of = [&](const std::string& obligation) {
    return *std::ranges::find(replay.unused, obligation, &Unused::obligation);
  };
  const Unused inspectors = of("inspectors back");
  EXPECT_EQ(inspectors.missed, std::chrono::sys_seconds(day(2007, 4, 15)));
  EXPECT_EQ(inspectors.mended, std::chrono::sys_seconds(day(2007, 7, 14)));
  EXPECT_EQ(inspectors.mended_as, Status::fulfilled);
  EXPECT_EQ(report::course_in_words(inspectors.course, inspectors.mended),
            "notice 2007-04-15; consultation 2007-04-30; panel 2007-05-30");
  const Unused oil = of("first oil 50 kt");
  EXPECT_FALSE(oil.mended.has_value());
  EXPECT_EQ(report::course_in_words(oil.course, oil.mended),
            "notice 2007-04-15; consultation 2007-04-30; panel 2007-05-30; suspension 2007-07-29; snapback 2007-10-27; "
            "termination 2007-11-26; restored 2008-01-25");
}

TEST(Replay, ARecordWithoutEventsIsNotReplayed) {
  const Case one = load("two-neighbours");
  EXPECT_THROW(replay(one.accord, Record{}, std::nullopt, "general-ladder"), Error);
  EXPECT_THROW(replay(one.accord, one.record, day(1900, 1, 1), "general-ladder"), Error);
}

}  // namespace
}  // namespace entente::review
