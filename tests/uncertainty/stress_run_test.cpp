// Blocks of worlds: whoever evaluates them, in whatever order they come back, the counts are the same.
#include "uncertainty/stress_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>
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

TEST(StressBlocks, WhoWaitsForABlockIsToldWhenThereWillBeNone) {
  const StressTest test = exchange_test(100'000);
  StressTally tally = empty_tally(test);
  StressBlocks blocks(test, tally, {});
  auto waiting = std::async(std::launch::async, [&] { return blocks.wait_and_take(); });
  blocks.stop();
  EXPECT_FALSE(waiting.get().has_value());
  blocks.allow(1);
  EXPECT_FALSE(blocks.take().has_value());
}

// One block that another process asked for, and whether the others were told to stop.
class OneBlock : public BlockExchange {
 public:
  std::optional<WorldRange> wait_and_take() override { return std::exchange(left_, std::nullopt); }
  void put(WorldBlock block) override { worlds = block.count; }
  void stop() override { stopped = true; }

  std::uint64_t worlds = 0;
  bool stopped = false;

 private:
  std::optional<WorldRange> left_ = WorldRange{.first = 990, .count = 20};
};

TEST(StressBlocks, OneThatCanNotBeEvaluatedStopsWhoeverWaitsForMore) {
  const StressTest test = exchange_test(100'000);
  OneBlock whole;
  evaluate_blocks(test, {}, whole);
  EXPECT_EQ(whole.worlds, 20U);
  EXPECT_FALSE(whole.stopped);

  OneBlock broken;
  const WorldLine fails = [](std::uint64_t world, const StressWorker&, std::span<const Outcome>, std::string&) {
    if (world > 1000) throw std::runtime_error("no more");
  };
  EXPECT_THROW(evaluate_blocks(test, fails, broken), std::runtime_error);
  EXPECT_EQ(broken.worlds, 0U);
  EXPECT_TRUE(broken.stopped);
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
