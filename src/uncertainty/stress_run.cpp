#include "uncertainty/stress_run.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace entente::uncertainty {

namespace {

// Evaluations of a plan that a thread takes at a time: enough to keep it busy for some milliseconds, few enough to
// share a small run and to stop soon.
constexpr std::uint64_t evaluations_in_block = 256;

std::uint64_t block_size(const StressTest& test) {
  const std::uint64_t plans = std::max<std::uint64_t>(1, test.plans().size());
  return std::max<std::uint64_t>(1, evaluations_in_block / plans);
}

}  // namespace

StressBlocks::StressBlocks(const StressTest& test, StressTally& tally, AfterBlock after_block)
    : test_(test),
      tally_(tally),
      after_block_(std::move(after_block)),
      worlds_in_block_(block_size(test)),
      next_(tally.worlds),
      counted_(tally.worlds) {}

void StressBlocks::allow(std::size_t blocks) {
  {
    const std::lock_guard lock(mutex_);
    allowed_ += blocks;
  }
  changed_.notify_all();
}

std::optional<WorldRange> StressBlocks::next_range() {
  const std::uint64_t worlds = test_.options().worlds;
  if (stopped_ || next_ >= worlds || on_their_way_ >= allowed_) return std::nullopt;
  const WorldRange range{.first = next_, .count = std::min(worlds_in_block_, worlds - next_)};
  next_ += range.count;
  ++on_their_way_;
  return range;
}

std::optional<WorldRange> StressBlocks::take() {
  const std::lock_guard lock(mutex_);
  return next_range();
}

std::optional<WorldRange> StressBlocks::wait_and_take() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return stopped_ || next_ >= test_.options().worlds || on_their_way_ < allowed_; });
  return next_range();
}

void StressBlocks::put(WorldBlock block) {
  std::unique_lock lock(mutex_);
  const std::uint64_t first = block.first;
  waiting_.emplace(first, std::move(block));
  if (counting_ || stopped_) return;
  counting_ = true;
  try {
    count_waiting(lock);
  } catch (...) {
    if (!lock.owns_lock()) lock.lock();
    counting_ = false;
    stopped_ = true;
    changed_.notify_all();
    throw;
  }
  counting_ = false;
}

// Counting takes long enough that others must be able to put theirs meanwhile.
void StressBlocks::count_waiting(std::unique_lock<std::mutex>& lock) {
  for (auto next = waiting_.find(counted_); next != waiting_.end() && !stopped_; next = waiting_.find(counted_)) {
    const auto block = waiting_.extract(next);
    lock.unlock();
    count_block(test_, block.mapped(), tally_);
    if (after_block_) after_block_(block.mapped(), tally_);
    lock.lock();
    counted_ += block.mapped().count;
    --on_their_way_;
    changed_.notify_all();
  }
}

void StressBlocks::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
}

bool StressBlocks::finished() const {
  const std::lock_guard lock(mutex_);
  return counted_ >= test_.options().worlds;
}

std::size_t blocks_under_way() {
  constexpr std::size_t for_each_thread = 4;
  const auto in_arena = static_cast<std::size_t>(tbb::this_task_arena::max_concurrency());
  const std::size_t allowed = tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism);
  return for_each_thread * std::max<std::size_t>(1, std::min(in_arena, allowed));
}

void evaluate_blocks(const StressTest& test, const WorldLine& line, BlockExchange& blocks) {
  tbb::enumerable_thread_specific<std::unique_ptr<StressWorker>> workers;
  const auto next = [&](tbb::flow_control& control) {
    const std::optional<WorldRange> range = blocks.wait_and_take();
    if (!range) control.stop();
    return range.value_or(WorldRange());
  };
  const auto evaluate = [&](const WorldRange& range) {
    try {
      std::unique_ptr<StressWorker>& worker = workers.local();
      if (!worker) worker = std::make_unique<StressWorker>(test);
      blocks.put(evaluate_block(*worker, test, range.first, range.count, line));
    } catch (...) {
      // Another thread may wait for a block that will never come back.
      blocks.stop();
      throw;
    }
  };
  tbb::parallel_pipeline(blocks_under_way(),
                         tbb::make_filter<void, WorldRange>(tbb::filter_mode::serial_in_order, next) &
                             tbb::make_filter<WorldRange, void>(tbb::filter_mode::parallel, evaluate));
}

void run_stress(const StressTest& test, StressTally& tally, const StressRun& run) {
  StressBlocks blocks(test, tally, run.after_block);
  blocks.allow(blocks_under_way());
  evaluate_blocks(test, run.line, blocks);
}

}  // namespace entente::uncertainty
