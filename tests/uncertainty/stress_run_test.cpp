// Blocks of worlds: whoever evaluates them, in whatever order they come back, the counts are the same.
#include "uncertainty/stress_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <atomic>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "accord/read.h"
#include "uncertainty/stress_state.h"
#include "uncertainty/what_decides.h"

namespace entente::uncertainty {
namespace {

constexpr std::string_view exchange_of_two = R"yaml(
accord: Exchange
period: 1 year
parties:
  North: {patience: [0.5, 0.8, 0.95]}
  South: {patience: [0.6, 0.9, 0.99]}
commitments:
  halt: {by: North, levels: [{name: done, undo: 2 years, value: {North: [-1.7, -1, -0.3], South: 2}}]}
  relief: {by: South, levels: [{name: full, value: {North: [1, 1.5, 2], South: -0.5}}]}
plans:
  - {name: both, steps: [{halt: done, relief: full}]}
)yaml";

StressTest exchange_test(std::uint64_t worlds) {
  const accord::Accord accord = accord::parse(exchange_of_two, "a.yaml");
  return {accord, accord.plans, {.worlds = worlds}};
}

TEST(StressBlocks, CountInTheOrderOfTheWorldsWhateverTheOrderInWhichTheyComeBack) {
  const StressTest test = exchange_test(2000);
  StressTally expected = empty_tally(test);
  run_stress(test, expected, {});

  StressTally tally = empty_tally(test);
  std::vector<std::uint64_t> counted;
  StressBlocks blocks(test, tally,
                      [&](const WorldBlock& block, const StressTally&) { counted.push_back(block.first); });
  blocks.allow(100);
  std::vector<WorldRange> ranges;
  while (const std::optional<WorldRange> range = blocks.take()) ranges.push_back(*range);
  ASSERT_GT(ranges.size(), 3U);
  StressWorker worker(test);
  for (auto range = ranges.rbegin(); range != ranges.rend(); ++range) {
    EXPECT_FALSE(blocks.finished());
    EXPECT_TRUE(counted.empty()) << "the first world comes last";
    blocks.put(evaluate_block(worker, test, range->first, range->count, {}));
  }
  EXPECT_TRUE(blocks.finished());
  EXPECT_TRUE(std::ranges::is_sorted(counted));
  EXPECT_EQ(stored(test, tally, 0), stored(test, expected, 0));
}

TEST(StressBlocks, NoMoreAreOnTheirWayThanAllowed) {
  const StressTest test = exchange_test(100'000);
  StressTally tally = empty_tally(test);
  StressBlocks blocks(test, tally, {});
  EXPECT_FALSE(blocks.take().has_value());
  blocks.allow(2);
  const std::optional<WorldRange> first = blocks.take();
  const std::optional<WorldRange> second = blocks.take();
  ASSERT_TRUE(first && second);
  EXPECT_FALSE(blocks.take().has_value());
  StressWorker worker(test);
  blocks.put(evaluate_block(worker, test, second->first, second->count, {}));
  EXPECT_FALSE(blocks.take().has_value()) << "it waits for the one before it, and is kept until then";
  blocks.put(evaluate_block(worker, test, first->first, first->count, {}));
  EXPECT_TRUE(blocks.take().has_value());
}

TEST(StressBlocks, WhoWaitsForABlockIsToldWhenOneCanNotBeEvaluated) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, 4);
  const StressTest test = exchange_test(100'000);
  StressTally tally = empty_tally(test);
  StressBlocks blocks(test, tally, {});
  // One block may be on its way: while one thread fails at it another waits for the next.
  blocks.allow(1);
  const WorldLine fails = [](std::uint64_t world, const StressWorker&, std::span<const Outcome>, std::string&) {
    if (world > 1000) throw std::runtime_error("no more");
  };
  EXPECT_THROW(evaluate_blocks(test, fails, blocks), std::runtime_error);
  EXPECT_GT(tally.worlds, 0U);
  EXPECT_LE(tally.worlds, 1001U);
}

TEST(DecidingProgress, SaysHowFarItIsToItsEndAndCanBeStopped) {
  const StressTest test = exchange_test(500);
  DecidingOptions options;
  std::uint64_t last = 0;
  std::uint64_t expected = 0;
  bool grows = true;
  options.on_progress = [&](std::uint64_t done, std::uint64_t all) {
    grows = grows && done >= last && done <= all;
    last = done;
    expected = all;
  };
  const WhatDecides found = what_decides(test, 0, options);
  EXPECT_TRUE(grows);
  EXPECT_EQ(expected, found.evaluations);
  EXPECT_GT(last, expected - 200);

  struct Enough {};
  std::atomic<int> calls = 0;
  options.on_progress = [&](std::uint64_t, std::uint64_t) {
    if (++calls == 3) throw Enough();
  };
  EXPECT_THROW(what_decides(test, 0, options), Enough);
  EXPECT_LT(calls, 10);
}

}  // namespace
}  // namespace entente::uncertainty
