// Plans in many worlds: the counts are right, and the same whoever counts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "accord/error.h"
#include "accord/read.h"
#include "uncertainty/stress_run.h"
#include "uncertainty/stress_state.h"

namespace entente::uncertainty {
namespace {

// South pays at once; North's halt costs it more than the payment is worth to it when `halting` is drawn high.
constexpr std::string_view two_way = R"yaml(
accord: Two ways
period: 1 year
parties:
  North: {patience: [0.5, 0.8, 0.95], breakdown: {uniform: [-1, 0]}}
  South: {patience: 0.9}
commitments:
  reactor: {by: North, levels: [{name: off, value: {North: {uniform: [-4, 0]}, South: 3}}]}
  relief: {by: South, levels: [{name: half, value: {North: 2, South: -1}}, {name: full, value: {North: 3, South: -2}}]}
plans:
  - {name: half, steps: [{reactor: off, relief: half}]}
  - {name: full, steps: [{reactor: off, relief: half}, {relief: full}]}
)yaml";

StressTest test_of(std::uint64_t worlds, Design design = Design::latin) {
  const accord::Accord accord = accord::parse(two_way, "a.yaml");
  return {accord, accord.plans, {.worlds = worlds, .design = design}};
}

std::vector<std::uint64_t> counted(const StressTest& test, std::size_t threads) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  StressTally tally = empty_tally(test);
  run_stress(test, tally, {});
  return stored(test, tally, 0);
}

TEST(Stress, IsTheSameToTheLastBitForAnyNumberOfThreads) {
  for (const Design design : {Design::latin, Design::sobol, Design::random}) {
    const StressTest test = test_of(3000, design);
    const std::vector<std::uint64_t> alone = counted(test, 1);
    EXPECT_EQ(counted(test, 2), alone);
    EXPECT_EQ(counted(test, 7), alone);
  }
}

TEST(Stress, CountsEveryWorldOnceAndTheBreaksAddUp) {
  const StressTest test = test_of(2000);
  StressTally tally = empty_tally(test);
  run_stress(test, tally, {});
  EXPECT_EQ(tally.worlds, 2000U);
  for (const PlanTally& plan : tally.plans) {
    std::uint64_t broken = 0;
    for (const auto& [key, worlds] : plan.first_breaks) broken += worlds;
    EXPECT_EQ(plan.holds + broken, 2000U);
    EXPECT_GT(plan.holds, 0U);
    EXPECT_GT(broken, 0U);
    EXPECT_GE(plan.holds, plan.holds_and_all_gain);
    EXPECT_GE(plan.holds_and_all_gain, plan.holds_and_all_have_enough) << "half of a gain is a gain";
    EXPECT_EQ(plan.min_slack.sketch.count(), 2000U);
  }
}

TEST(Stress, RegretIsAgainstTheBestOfThesePlansInTheSameWorld) {
  const StressTest test = test_of(1000);
  StressTally tally = empty_tally(test);
  run_stress(test, tally, {});
  StressWorker worker(test);
  std::vector<std::vector<statistics::Moments>> expected(2, std::vector<statistics::Moments>(2));  // [plan][party]
  for (std::uint64_t n = 0; n < 1000; ++n) {
    const std::span<const Outcome> outcomes = worker.world(n);
    for (std::size_t party = 0; party < 2; ++party) {
      const double half = outcomes[0].holds ? outcomes[0].gain[party] : 0.0;
      const double full = outcomes[1].holds ? outcomes[1].gain[party] : 0.0;
      expected[0][party].add(std::max(half, full) - half);
      expected[1][party].add(std::max(half, full) - full);
    }
  }
  for (std::size_t plan = 0; plan < 2; ++plan) {
    for (std::size_t party = 0; party < 2; ++party)
      EXPECT_EQ(tally.plans[plan].regret[party].moments.mean, expected[plan][party].mean);
  }
  EXPECT_GT(expected[0][0].mean, 0.0) << "North would rather have all of the relief";
  EXPECT_GT(expected[1][1].mean, 0.0) << "South would rather give half of it";
}

TEST(Stress, GoesOnFromWhereItWasLaidAsideToTheSameEnd) {
  const StressTest test = test_of(3000);
  const std::vector<std::uint64_t> whole = counted(test, 2);
  std::vector<std::uint64_t> aside;
  StressTally tally = empty_tally(test);
  struct Enough {};
  StressRun run;
  run.after_block = [&](const WorldBlock& block, const StressTally& so_far) {
    aside = stored(test, so_far, 17);
    if (block.first > 1000) throw Enough();
  };
  EXPECT_THROW(run_stress(test, tally, run), Enough);
  StoredStress again = restored(test, aside);
  EXPECT_EQ(again.bytes_written, 17U);
  EXPECT_LT(again.tally.worlds, 3000U);
  run_stress(test, again.tally, {});
  EXPECT_EQ(stored(test, again.tally, 0), whole);
}

TEST(Stress, WhatWasLaidAsideIsRefusedWhenDamagedOrOfAnotherRun) {
  const StressTest test = test_of(300);
  const std::vector<std::uint64_t> words = counted(test, 1);
  EXPECT_NO_THROW(restored(test, words));
  for (const std::size_t at : {std::size_t{0}, std::size_t{2}, words.size() / 2, words.size() - 1}) {
    std::vector<std::uint64_t> damaged = words;
    damaged[at] ^= 1U;
    EXPECT_THROW(restored(test, damaged), Error) << at;
  }
  EXPECT_THROW(restored(test, std::vector<std::uint64_t>(words.begin(), words.end() - 1)), Error);
  EXPECT_THROW(restored(test_of(301), words), Error) << "other worlds";
  EXPECT_THROW(restored(test_of(300, Design::random), words), Error);
}

TEST(Stress, NeedsRangesToDrawFrom) {
  accord::Accord accord = accord::parse(two_way, "a.yaml");
  accord::for_each_number(accord, [](const std::string&, accord::Range& range, accord::Unit) {
    range = accord::Range::exactly(range.best);
  });
  EXPECT_THROW(StressTest(accord, accord.plans, {}), Error);
}

TEST(Stress, AWorldIsTheOneThatItsNumberSays) {
  const StressTest test = test_of(500);
  StressWorker forwards(test);
  StressWorker backwards(test);
  std::vector<double> slack;
  for (std::uint64_t n = 0; n < 500; ++n) slack.push_back(forwards.world(n)[1].min_slack);
  for (std::uint64_t n = 500; n-- > 0;) EXPECT_EQ(backwards.world(n)[1].min_slack, slack[n]);
}

}  // namespace
}  // namespace entente::uncertainty
