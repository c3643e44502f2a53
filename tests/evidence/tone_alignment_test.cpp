#include "evidence/tone_alignment.h"

#include <gmock/gmock.h>

#include "accord/error.h"
#include "evidence/evidence_texts.h"

namespace entente::evidence {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Optional;
using testing::SizeIs;

constexpr const char* kHeader = "date,actor,target,kind,score\n";

TEST(Events, FaultyRowsAreNamedAndTheRestGoesIn) {
  const ReadEvents read = read_events(std::string(kHeader) +
                                          "2025-01-02,Seoul,Pyongyang,statement,-2\n"
                                          "2025-13-02,Seoul,Pyongyang,statement,-2\n"
                                          "2025-01-02,,Pyongyang,statement,many\n"
                                          "2025-01-02,Seoul,Seoul,statement,1\n"
                                          "2025-01-02,Seoul,Pyongyang,1\n"
                                          "2025-01-03,Tokyo,Pyongyang,\"talk, public\",1.5\n",
                                      "events.csv");
  ASSERT_THAT(read.events, SizeIs(2));
  EXPECT_EQ(read.events[1].kind, "talk, public");
  std::vector<std::size_t> lines;
  for (const accord::Problem& problem : read.problems) lines.push_back(problem.place.line);
  EXPECT_THAT(lines, ElementsAre(3, 4, 4, 5, 6));
  EXPECT_THAT(read.problems[0].message, HasSubstr("`2025-13-02` is no day of the calendar"));
  EXPECT_THAT(read.problems[4].message, HasSubstr("4 fields and the first line 5"));
}

TEST(Events, ATableWithoutAColumnIsRefused) {
  EXPECT_THROW(read_events("date,actor,target,kind\n", "events.csv"), accord::Problems);
  EXPECT_THROW(read_events("", "events.csv"), accord::Problems);
}

Event event(const std::string& date, const std::string& actor, double score) {
  return {.date = day(date), .actor = actor, .target = "Pyongyang", .kind = "", .score = score};
}

TEST(ToneSeries, AreMeansOfEachPeriodWithoutGaps) {
  const ToneSeries series = tone_series(
      {event("2025-03-31", "Seoul", 4.0), event("2025-01-01", "Seoul", -2.0), event("2025-01-31", "Seoul", 1.0)},
      Span::month);
  EXPECT_THAT(series.begins, ElementsAre(day("2025-01-01"), day("2025-02-01"), day("2025-03-01")));
  EXPECT_THAT(series.dyads.at(0).mean, ElementsAre(Optional(-0.5), std::nullopt, Optional(4.0)));
  EXPECT_THAT(series.dyads.at(0).events, ElementsAre(2, 0, 1));
}

TEST(ToneSeries, BeginWhereCalendarsBegin) {
  const std::vector<Event> one{event("2025-05-14", "Seoul", 0.0)};
  EXPECT_EQ(tone_series(one, Span::week).begins.at(0), day("2025-05-12"));
  EXPECT_EQ(tone_series(one, Span::quarter).begins.at(0), day("2025-04-01"));
  EXPECT_EQ(tone_series(one, Span::year).begins.at(0), day("2025-01-01"));
  EXPECT_EQ(tone_series(one, Span::day).begins.at(0), day("2025-05-14"));
  EXPECT_THROW(tone_series({event("1025-05-14", "Seoul", 0.0), event("2025-05-14", "Seoul", 0.0)}, Span::day), Error);
}

// Seoul and Washington go together for three months and against each other for three more.
TEST(ToneAlignment, ShowsWhoDrawsApart) {
  const ToneSeries series = tone_series(
      {event("2025-01-01", "Seoul", 1.0), event("2025-02-01", "Seoul", 2.0), event("2025-03-01", "Seoul", 3.0),
       event("2025-04-01", "Seoul", 1.0), event("2025-05-01", "Seoul", 2.0), event("2025-06-01", "Seoul", 3.0),
       event("2025-01-01", "Tokyo", 0.0), event("2025-02-01", "Tokyo", 0.0), event("2025-03-01", "Tokyo", 0.0),
       event("2025-04-01", "Tokyo", 0.0), event("2025-05-01", "Tokyo", 0.0), event("2025-06-01", "Tokyo", 0.0),
       event("2025-01-01", "Washington", 1.5), event("2025-02-01", "Washington", 2.5),
       event("2025-03-01", "Washington", 3.5), event("2025-04-01", "Washington", 3.0),
       event("2025-05-01", "Washington", 2.0), event("2025-06-01", "Washington", 1.0)},
      Span::month);
  const auto all = alignments(series, 3);
  ASSERT_THAT(all, SizeIs(3));
  EXPECT_EQ(all[0].one, "Seoul");
  EXPECT_EQ(all[0].other, "Washington");
  EXPECT_THAT(all[0].before.distance, Optional(0.5));
  EXPECT_NEAR(*all[0].last.distance, 4.0 / 3.0, 1e-15);
  EXPECT_NEAR(*all[0].drift, 4.0 / 3.0 - 0.5, 1e-15);
  EXPECT_NEAR(*all[0].before.correlation, 1.0, 1e-12);
  EXPECT_NEAR(*all[0].last.correlation, -1.0, 1e-12);
  EXPECT_EQ(all[0].rolling.at(1).periods, 2U);
  EXPECT_FALSE(all[0].rolling.at(1).correlation);
  // Tokyo never varies, so nothing correlates with it.
  EXPECT_FALSE(all[1].last.correlation);
}

}  // namespace
}  // namespace entente::evidence
