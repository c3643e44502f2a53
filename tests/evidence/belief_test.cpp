#include "evidence/belief.h"

#include <gmock/gmock.h>

#include <cmath>

#include "evidence/evidence_texts.h"
#include "evidence/judgement.h"

namespace entente::evidence {
namespace {

constexpr std::size_t kReactor = 0;
constexpr std::size_t kKept = index(Standing::kept);

// Numbers without ranges that are easy to follow.
const std::string kPlain = kSources + R"(means:
  look: {detects: 80%, false_alarms: 10%}
  sharp: {detects: {short: 60%, taken back: 90%}, false_alarms: 6%, tells_apart: 75%}
belief: {begins: 2025-01-01, at_start: {short: 20%, taken back: 10%}, a_year: {falls short: 30%, taken back: 20%, mended: 40%, restored: 10%}}
)";

std::string look(const std::string& id, const std::string& day, const std::string& says,
                 const std::string& more = "means: look") {
  return "  - {id: " + id + ", seen: " + day + ", by: radio, about: {reactor: halted}, says: " + says + ", " + more +
         "}\n";
}

Belief about_reactor(const std::string& file, const std::string& on) {
  const Reading reading = read(file);
  EXPECT_TRUE(reading.problems.empty()) << reading.problems.front().message;
  return beliefs(reading.evidence, day(on))[kReactor];
}

double kept(const Belief& belief) {
  return belief.now[kKept].best;
}

// All hidden paths of the days between `begins` and `on`, one by one; the chances as the file above has them.
ByStanding over_all_paths(const std::vector<std::pair<std::size_t, ByStanding>>& observations, std::size_t days) {
  const auto daily = [](double a_year) { return 1.0 - std::pow(1.0 - a_year, 1.0 / 365.25); };
  const double shortfall = daily(0.3);
  const double taken = daily(0.2);
  const double mended = daily(0.4);
  const double restored = daily(0.1);
  const double moves[3][3] = {{1.0 - shortfall - taken, shortfall, taken},
                              {mended, 1.0 - mended - taken, taken},
                              {restored, 0.0, 1.0 - restored}};
  const double start[3] = {0.7, 0.2, 0.1};
  ByStanding result{};
  std::size_t paths = 1;
  for (std::size_t d = 0; d <= days; ++d) paths *= 3;
  for (std::size_t path = 0; path < paths; ++path) {
    std::size_t rest = path;
    std::size_t before = 0;
    double chance = 1.0;
    for (std::size_t d = 0; d <= days; ++d) {
      const std::size_t now = rest % 3;
      rest /= 3;
      chance *= d == 0 ? start[now] : moves[before][now];
      for (const auto& [at, likelihood] : observations) {
        if (at == d) chance *= likelihood[now];
      }
      before = now;
    }
    result[before] += chance;
  }
  const double all = result[0] + result[1] + result[2];
  for (double& one : result) one /= all;
  return result;
}

TEST(Belief, AgreesWithTheSumOverAllHiddenPathsOfAShortStream) {
  const Belief belief = about_reactor(
      kPlain + "items:\n" + look("a", "2025-01-03", "positive") + look("b", "2025-01-06", "kept") +
          look("c", "2025-01-08", "short", "means: sharp") + look("d", "2025-01-08", "taken back", "means: sharp"),
      "2025-01-10");
  const ByStanding expected = over_all_paths({{2, {0.1, 0.8, 0.8}},
                                              {5, {0.9, 0.2, 0.2}},
                                              {7, {0.03, 0.6 * 0.75, 0.9 * 0.25}},
                                              {7, {0.03, 0.6 * 0.25, 0.9 * 0.75}}},
                                             9);
  for (std::size_t x = 0; x < kStandings; ++x) {
    EXPECT_NEAR(belief.now[x].best, expected[x], 1e-12);
    // Without ranges there is nothing between least and most.
    EXPECT_NEAR(belief.now[x].range.low, expected[x], 1e-10);
    EXPECT_NEAR(belief.now[x].range.high, expected[x], 1e-10);
  }
  EXPECT_EQ(belief.witnesses, 4.0);
  EXPECT_THAT(belief.moments, testing::SizeIs(3));
}

TEST(Belief, DoesNotMoveForWhatACheatWouldSayAsGladly) {
  const std::string without = kPlain + "items:\n" + look("a", "2025-01-03", "positive");
  const double before = kept(about_reactor(without, "2025-02-01"));
  for (const char* cheap :
       {"class: declaration, grade: A1", "class: official statement, grade: A1", "class: gesture, grade: A1",
        "class: inspection, grade: A1, signal: cheap", "class: gesture, grade: A1, signal: {kept: 70%, broken: 70%}"}) {
    const Belief belief = about_reactor(without + look("b", "2025-01-05", "kept", cheap), "2025-02-01");
    EXPECT_EQ(kept(belief), before) << cheap;
    EXPECT_EQ(belief.items.back().silence, Silence::cheap) << cheap;
    EXPECT_EQ(belief.witnesses, 1.0);
  }
}

TEST(Belief, MovesByTheRatioOfACostlySignal) {
  const std::string start = kSources +
                            "belief: {begins: 2025-01-01, at_start: {short: 40%}, a_year: {falls short: 0, taken "
                            "back: 0, mended: 0, restored: 0}}\nitems:\n";
  const Belief belief = about_reactor(
      start + look("a", "2025-01-01", "kept", "class: gesture, grade: A1, signal: {kept: 80%, broken: 20%}") +
          "grades: {A: 100%, 1: 100%}\n",
      "2025-01-01");
  // Odds 60 to 40, times 4.
  EXPECT_NEAR(kept(belief), 6.0 / 7.0, 1e-12);
}

TEST(Belief, DoesNotMoveForWhatNobodyCanJudge) {
  const std::string without = kPlain + "items:\n" + look("a", "2025-01-03", "positive");
  for (const char* grade : {"F6", "F1", "A6"}) {
    const Belief belief = about_reactor(
        without + look("b", "2025-01-05", "short", "class: inspection, grade: " + std::string(grade)), "2025-02-01");
    EXPECT_EQ(kept(belief), kept(about_reactor(without, "2025-02-01")));
    EXPECT_EQ(belief.items.back().silence, Silence::no_weight);
  }
}

TEST(Belief, MovesLessForAPoorerGrade) {
  double before = 0.0;
  for (const char* grade : {"A1", "B2", "C3", "D4", "E5"}) {
    const Belief belief = about_reactor(
        kPlain + "items:\n" + look("b", "2025-01-05", "short", "class: inspection, grade: " + std::string(grade)),
        "2025-01-05");
    EXPECT_GT(kept(belief), before) << grade;
    before = kept(belief);
  }
}

TEST(Belief, CountsCopiesOnce) {
  const std::string one = kPlain + "items:\n" + look("a", "2025-01-03", "positive");
  const std::string copies = look("b", "2025-01-04", "positive", "means: look, original: a") +
                             look("c", "2025-01-05", "positive", "means: look, original: b");
  const Belief belief = about_reactor(one + copies, "2025-02-01");
  EXPECT_EQ(kept(belief), kept(about_reactor(one, "2025-02-01")));
  EXPECT_EQ(belief.witnesses, 1.0);
  EXPECT_EQ(belief.items[2].silence, Silence::copy);
}

TEST(Belief, TakesACopyWhereTheOriginalIsSealed) {
  const std::string sealed =
      "  - {id: a, seen: 2025-01-02, by: radio, about: {reactor: halted}, grade: B2, sealed: true, sha256: " +
      std::string(64, 'a') + "}\n";
  const Belief belief =
      about_reactor(kPlain + "items:\n" + sealed + look("b", "2025-01-04", "positive", "means: look, original: a") +
                        look("c", "2025-01-05", "positive", "means: look, original: a"),
                    "2025-02-01");
  EXPECT_EQ(belief.witnesses, 1.0);
  EXPECT_EQ(belief.items[0].silence, Silence::sealed);
  EXPECT_EQ(belief.items[1].silence, Silence::none);
  EXPECT_EQ(belief.items[2].silence, Silence::copy);
}

// L = share [same] + (1 - share) own, as dependence.h has it for copies.
TEST(Belief, WeighsSourcesWithACommonCauseByTheirShare) {
  const auto with_share = [](const std::string& share) {
    return about_reactor(
        kSources + "means: {look: {detects: 80%, false_alarms: 10%}}\n" +
            "belief: {at_start: {short: 30%}, a_year: {falls short: 0, taken back: 0, mended: 0, restored: 0}}\n" +
            "common_cause: [{sources: [radio], share: " + share + "}]\nitems:\n" + look("a", "2025-01-03", "positive") +
            look("b", "2025-01-04", "positive") + look("c", "2025-01-05", "positive") +
            look("d", "2025-01-06", "positive") + look("e", "2025-01-07", "positive"),
        "2025-01-07");
  };
  // Row h2_copies_0 of the known answers: prior 0.3, five reports of a breach.
  EXPECT_NEAR(1.0 - kept(with_share("90%")), 0.8217978074909685, 1e-12);
  EXPECT_NEAR(1.0 - kept(with_share("100%")), 0.7741935483870968, 1e-12);
  EXPECT_NEAR(1.0 - kept(with_share("0%")), 0.9999287973878813, 1e-12);
  EXPECT_NEAR(with_share("90%").witnesses, 1.4, 1e-12);
  // A range of shares holds all between; more repetition is less of a witness.
  const Belief ranged = with_share("[0%, 90%, 100%]");
  EXPECT_TRUE(ranged.exact);
  EXPECT_NEAR(ranged.now[kKept].range.low, 1.0 - 0.9999287973878813, 1e-10);
  EXPECT_NEAR(ranged.now[kKept].range.high, 1.0 - 0.7741935483870968, 1e-10);
}

TEST(Belief, TakesALateReportOfACommonCauseAsALookOfItsOwn) {
  const auto weighed = [](const std::string& second) {
    return about_reactor(kPlain + "common_cause: [{sources: [radio], share: 50%, within: 2 weeks}]\nitems:\n" +
                             look("a", "2025-01-03", "positive") + look("b", second, "positive"),
                         "2025-03-01")
        .items.back()
        .depends;
  };
  EXPECT_TRUE(weighed("2025-01-17"));
  EXPECT_FALSE(weighed("2025-01-18"));
}

TEST(Belief, GoesBackTowardTheLongRunWithoutNews) {
  const std::string file = kPlain + "items:\n" + look("a", "2025-01-03", "kept");
  EXPECT_GT(kept(about_reactor(file, "2025-01-03")), kept(about_reactor(file, "2025-06-03")));
}

TEST(Belief, WidensWithTheRangesAndHoldsTheBestValue) {
  const std::string file = kSources + R"(means: {look: {detects: [60%, 80%, 90%], false_alarms: [5%, 10%, 20%]}}
belief: {begins: 2025-01-01, at_start: {short: [10%, 20%, 30%]}, a_year: {falls short: [10%, 30%, 50%]}}
items:
)" + look("a", "2025-01-03", "positive") +
                           look("b", "2025-01-20", "kept");
  const Belief belief = about_reactor(file, "2025-02-01");
  EXPECT_TRUE(belief.exact);
  for (const Chance& chance : belief.now) {
    EXPECT_LE(chance.range.low, chance.best);
    EXPECT_GE(chance.range.high, chance.best);
  }
  EXPECT_GT(belief.now[kKept].range.high - belief.now[kKept].range.low, 0.1);
  const Moment& first = belief.moments.front();
  EXPECT_LE(first.in_hindsight[kKept].range.low, first.in_hindsight[kKept].best);
  EXPECT_GE(first.in_hindsight[kKept].range.high, first.in_hindsight[kKept].best);
}

TEST(Belief, SaysThatNoHistoryExplainsContradictions) {
  const std::string sure = kSources +
                           "means: {look: {detects: 100%, false_alarms: 0%}}\n"
                           "belief: {at_start: {short: 30%}, a_year: {falls short: 0, taken back: 0, mended: 0, "
                           "restored: 0}}\nitems:\n";
  EXPECT_FALSE(about_reactor(sure + look("a", "2025-01-03", "positive") + look("b", "2025-01-04", "kept"), "2025-02-01")
                   .possible);
}

TEST(Belief, LeavesOutWhatIsDatedBeforeItBegins) {
  const std::string file = kPlain + "items:\n" + look("b", "2025-01-20", "kept");
  const Belief belief = about_reactor(file + look("old", "2024-12-31", "positive"), "2025-02-01");
  EXPECT_EQ(belief.before, 1U);
  EXPECT_EQ(belief.witnesses, 1.0);
  EXPECT_EQ(kept(belief), kept(about_reactor(file, "2025-02-01")));
}

TEST(Belief, OfEachCommitmentIsItsOwn) {
  const Reading reading = read(kPlain + "items:\n" + look("a", "2025-01-03", "positive"));
  const auto all = beliefs(reading.evidence, day("2025-01-03"));
  EXPECT_THAT(all[1].items, testing::IsEmpty());
  EXPECT_GT(all[1].now[kKept].best, all[0].now[kKept].best);
}

TEST(Grades, AreInconsistentWhereTheirHalvesAreFarApart) {
  std::string found;
  for (char letter = 'A'; letter <= 'F'; ++letter) {
    for (char digit = '1'; digit <= '6'; ++digit) {
      if (inconsistent({letter, digit})) found += std::string{letter, digit, ' '};
    }
  }
  EXPECT_EQ(found, "A4 A5 B5 D1 E1 E2 ");
}

}  // namespace
}  // namespace entente::evidence
