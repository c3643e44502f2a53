// Published assessments: taken as they are, and refused with every fault at once.
#include "review/assessments.h"

#include <gmock/gmock.h>

#include "accord/error.h"

namespace entente::review {
namespace {

using ::testing::AllOf;
using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Assessments, SharesThatDoNotAddUpAreTakenAsTheyAreAndSaid) {
  const auto read = read_assessments(
      "date,by,complete,intermediate,minimum,none,unit,source,checked\n"
      "2021-11-30,Kroc Institute,30,19,37,15,percent,kroc,month\n",
      "assessments.csv");
  ASSERT_EQ(read.size(), 1U);
  EXPECT_EQ(read[0].by, "Kroc Institute");
  EXPECT_THAT(read[0].counts, ElementsAre(15, 37, 19, 30));
  EXPECT_THAT(read[0].sources, ElementsAre("kroc"));
  const PublishedScore score = score_of(read[0]);
  EXPECT_NEAR(score.score, 55.0, 1e-9);
  EXPECT_THAT(score.note, HasSubstr("101"));
}

// 578 stipulations: 30/19/37/15 per cent of them, rounded to whole ones, give their own figure.
TEST(Assessments, CountsGiveTheirOwnFigure) {
  const auto read = read_assessments(
      "unit,none,minimum,intermediate,complete,by,date\ncount,86,212,108,172,Registry,2021-11-30\n", "counts.csv");
  const PublishedScore score = score_of(read.at(0));
  EXPECT_EQ(score.sum, 578);
  EXPECT_THAT(score.score, DoubleNear(100.0 * (3 * 172 + 2 * 108 + 212) / (3 * 578), 1e-9));
  EXPECT_EQ(score.note, "");
}

std::string refusal_of(const std::string& csv) {
  try {
    read_assessments(csv, "a.csv");
  } catch (const accord::Problems& problems) {
    return problems.what();
  }
  return "accepted";
}

TEST(Assessments, EveryFaultIsToldWithItsPlace) {
  EXPECT_THAT(refusal_of(""), HasSubstr("the file is empty"));
  EXPECT_THAT(refusal_of("date,by,complet,intermediate,minimum,none,unit\n"),
              AllOf(HasSubstr("a.csv:1:9: error: there is no column `complet`"), HasSubstr("complete is missing")));
  EXPECT_THAT(refusal_of("date,by,complete,intermediate,minimum,none,unit\n30 Nov,,x,-1,1,1,parts\n"),
              AllOf(HasSubstr("a.csv:2:1: error: `30 Nov` is no day"), HasSubstr("a.csv:2:8: error: nobody is named"),
                    HasSubstr("`x` (complete)"), HasSubstr("`-1` (intermediate)"), HasSubstr("`parts`")));
  EXPECT_THAT(refusal_of("date,by,complete,intermediate,minimum,none,unit\n2021-11-30,K,1\n"),
              HasSubstr("the row has 3 fields"));
}

}  // namespace
}  // namespace entente::review
