#include "evidence/next_look.h"

#include <gmock/gmock.h>

#include "evidence/evidence_texts.h"

namespace entente::evidence {
namespace {

NextLooks looks(const std::string& losses, const std::string& short_at_start = "30%") {
  const Reading reading = read(kSources + R"(means:
  sharp: {detects: 90%, false_alarms: 5%, tells_apart: 80%, cost: 0.2}
  blunt: {detects: 50%, false_alarms: 40%, cost: 0.01}
  blind: {detects: 20%, false_alarms: 20%}
  elsewhere: {detects: 90%, false_alarms: 5%, looks_at: [relief]}
belief: {begins: 2025-01-01, at_start: {short: )" +
                               short_at_start + R"(}, a_year: {falls short: 0, taken back: 0, mended: 0, restored: 0}}
commitments: {reactor: {decision: )" +
                               losses + R"(}}
items:
  - {id: a, seen: 2025-01-01, by: radio, about: {reactor: halted}, grade: F6, says: kept}
)");
  return next_looks(reading.evidence, beliefs(reading.evidence, day("2025-01-01")));
}

TEST(NextLook, RanksByValueLessCostAndAgreesWithEnumeratingOutcomes) {
  const NextLooks next = looks("{respond: {kept: 4}, wait: {short: 6, taken back: 6}}");
  ASSERT_EQ(next.looks.size(), 3U);
  EXPECT_EQ(next.looks[0].means, 0U);
  // Short with 0.3: waiting loses 1.8, responding 2.8. A breach is found with 0.27 + 0.035 = 0.305, then 0.305 of the
  // loss is 4 x 0.035; else one waits and loses 6 x 0.03.
  EXPECT_NEAR(next.looks[0].value, 1.8 - (4 * 0.035 + 6 * 0.03), 1e-12);
  EXPECT_NEAR(next.looks[0].net, next.looks[0].value - 0.2, 1e-15);
  EXPECT_FALSE(next.looks.back().could_change);
  EXPECT_EQ(next.standpoints.at(0).best, Act::wait);
  EXPECT_NEAR(next.standpoints.at(0).loss, 1.8, 1e-12);
  EXPECT_NEAR(next.standpoints.at(0).certainty, 1.8, 1e-12);
}

TEST(NextLook, IsWorthNothingWhereNoOutcomeChangesTheAct) {
  const NextLooks next = looks("{respond: {kept: 4}, wait: {short: 0.01}}");
  for (const Look& look : next.looks) {
    EXPECT_EQ(look.value, 0.0);
    EXPECT_FALSE(look.could_change);
  }
}

TEST(NextLook, SaysWhetherTheRangesLeaveTheActOpen) {
  const std::string losses = "{respond: {kept: 4}, wait: {short: 6}}";
  // One responds from 0.4 on.
  EXPECT_TRUE(looks(losses, "[20%, 30%, 39%]").standpoints.at(0).settled);
  EXPECT_FALSE(looks(losses, "[20%, 30%, 41%]").standpoints.at(0).settled);
  EXPECT_TRUE(looks(losses, "[41%, 50%, 60%]").standpoints.at(0).settled);
}

}  // namespace
}  // namespace entente::evidence
