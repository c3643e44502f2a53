#include "evidence/agreed_means.h"

#include <gmock/gmock.h>

#include <cmath>

#include "evidence/belief.h"
#include "evidence/evidence_texts.h"
#include "evidence/next_look.h"

namespace entente::evidence {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

accord::Accord watched_neighbours() {
  return accord::parse(R"(
accord: Two neighbours
period: 3 months
parties: {North: {patience: 0.85}, South: {patience: 0.9}}
commitments:
  reactor:
    by: North
    levels: [{name: halted, seen: 0%, watched: 0%}, {name: sealed, seen: 0%, watched: 0%}, {name: dismantled}]
  relief: {by: South, levels: [{name: half}]}
verification:
  unit: m
  means:
    - name: cameras
      cost: 2
      sees: {reactor: {halted: {seen: 60%, watched: [19%, 36%, 51%]}, sealed: {seen: 90%}}}
      false_alarms: 2
    - {name: scales, cost: 1, sees: {reactor: {halted: {seen: 60%}}}}
)",
                       "accord.yaml");
}

Reading watched(const std::string& means, const std::string& items) {
  return parse(watched_neighbours(), kSources + "means:\n  " + means + "\nitems:\n" + items, "evidence.yaml",
               day("2026-01-01"), [](const std::string&) { return std::nullopt; });
}

std::string item(const std::string& about, const std::string& says = "kept", const std::string& id = "a") {
  return "  - {id: " + id + ", seen: 2025-03-02, by: inspectors, means: cameras, about: {" + about +
         "}, says: " + says + "}\n";
}

std::string refusal_of_means(const std::string& means) {
  try {
    watched(means, item("reactor: halted"));
  } catch (const accord::Problems& problems) {
    EXPECT_THAT(problems.problems(), SizeIs(1)) << means;
    return problems.problems().front().message;
  }
  return "it was read";
}

// Half a year: 1 - (1 - 0.36)^(1/2) = 0.2, and of two false alarms a year at least one with 1 - 1/e.
TEST(AgreedMeans, SeeInALookWhatTheAccordSaysThatTheySee) {
  const Reading reading = watched("cameras: {covers: 6 months, tells_apart: 80%}", item("reactor: halted"));
  ASSERT_THAT(reading.problems, IsEmpty());
  const Means& cameras = reading.evidence.means.at(0);
  EXPECT_THAT(cameras.looks_at, ElementsAre(0U));
  ASSERT_THAT(cameras.by_level, SizeIs(2));
  const Sharpness& halted = sharpness_at(cameras, {.commitment = 0, .level = 1});
  EXPECT_EQ(halted.detects_shortfall.best, 0.6);
  EXPECT_NEAR(halted.detects_taken_back.low, 0.1, 1e-15);
  EXPECT_NEAR(halted.detects_taken_back.best, 0.2, 1e-15);
  EXPECT_NEAR(halted.detects_taken_back.high, 0.3, 1e-15);
  EXPECT_NEAR(halted.false_alarms.best, 1.0 - std::exp(-1.0), 1e-15);
  EXPECT_EQ(halted.tells_apart.best, 0.8);
  EXPECT_EQ(sharpness_at(cameras, {.commitment = 0, .level = 2}).detects_taken_back.best, 0.0);
}

// At the level sealed the cameras find a shortfall with 90%, at the level halted with 60%.
TEST(AgreedMeans, WeighByTheLevelThatAnItemIsAbout) {
  const auto short_after = [](const std::string& about) {
    const Reading reading = watched("cameras: {covers: 1 month}", item(about));
    return beliefs(reading.evidence, day("2025-03-02")).at(0).now[index(Standing::shortfall)].best;
  };
  EXPECT_LT(short_after("reactor: sealed"), short_after("reactor: halted"));
}

TEST(AgreedMeans, AreWorthALookAtTheLevelThatTheLatestItemIsAbout) {
  const auto value = [](const std::string& about) {
    const Reading reading = watched(
        "cameras: {covers: 1 day}\n"
        "belief: {begins: 2025-03-01, at_start: {short: 30%}}\n"
        "commitments: {reactor: {decision: {respond: {kept: 4}, wait: {short: 6, taken back: 6}}}}",
        "  - {id: a, seen: 2025-03-02, by: radio, about: {" + about + "}, grade: F6, says: kept}\n");
    return next_looks(reading.evidence, beliefs(reading.evidence, day("2025-03-02"))).looks.at(0).value;
  };
  EXPECT_LT(value("reactor: halted"), value("reactor: sealed"));
  EXPECT_EQ(value("reactor: dismantled"), value("reactor: sealed"));  // the highest level that they see
}

TEST(AgreedMeans, CanNotReportOfWhatTheyDoNotSee) {
  const Reading reading = watched("cameras: {covers: 3 months}",
                                  item("reactor: halted") + item("reactor: dismantled", "kept", "b") +
                                      item("relief: half", "kept", "c") + item("reactor: today", "kept", "d"));
  EXPECT_THAT(reading.evidence.items, SizeIs(1));
  ASSERT_THAT(reading.problems, SizeIs(3));
  EXPECT_THAT(reading.problems[0].message, HasSubstr("means cameras does not see reactor dismantled in the accord"));
  EXPECT_THAT(reading.problems[1].message, HasSubstr("means cameras does not look at relief"));
}

TEST(AgreedMeans, TakeNothingThatTheAccordSaysAlready) {
  EXPECT_THAT(refusal_of_means("cameras: {covers: 3 months, detects: 50%}"),
              HasSubstr("has both `detects` and `covers`"));
  EXPECT_THAT(refusal_of_means("cameras: {covers: 3 months, looks_at: [reactor]}"), HasSubstr("has both `looks_at`"));
  EXPECT_THAT(refusal_of_means("cameras: {covers: [1 month, 2 months, 3 months]}"),
              HasSubstr("is not one time above 0"));
}

TEST(AgreedMeans, AreThoseOfTheAccordAlone) {
  const std::string cameras = "cameras: {detects: 50%, false_alarms: 1%}\n  ";
  EXPECT_THAT(refusal_of_means(cameras + "camera: {covers: 3 months}"),
              AllOf(HasSubstr("none of them is called \"camera\""), HasSubstr("did you mean cameras?")));
}

// Where nothing is ever reported in error, one report proves a breach, whatever else is known.
TEST(AgreedMeans, MustBeSaidToErr) {
  EXPECT_THAT(refusal_of_means("cameras: {covers: 3 months}\n  scales: {covers: 3 months}"),
              HasSubstr("means scales has no false alarms in the accord"));
}

}  // namespace
}  // namespace entente::evidence
