// All worlds of a stress test: dealt out in blocks to whoever evaluates, counted in the order of their numbers.
//
// Who evaluates which block, and when, leaves no trace: the counts are the same to the last bit for any number of
// threads and processes. What is kept does not grow with the number of worlds.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>

#include "uncertainty/stress.h"

namespace entente::uncertainty {

/// Consecutive worlds that one thread evaluates at a time: some milliseconds' work.
struct WorldRange {
  std::uint64_t first = 0;
  std::uint64_t count = 0;
};

/// Where threads get blocks to evaluate, and bring them. May be used by several threads.
class BlockExchange {
 public:
  virtual ~BlockExchange() = default;

  /// The next block, for which it may wait; none where there are no more, or after `stop`.
  virtual std::optional<WorldRange> wait_and_take() = 0;
  virtual void put(WorldBlock block) = 0;

  /// No further block is dealt out, and nobody waits for one.
  virtual void stop() = 0;
};

/// Called for each block in the order of the worlds, after it is counted; by any thread, one at a time. May throw to
/// stop.
using AfterBlock = std::function<void(const WorldBlock&, const StressTally&)>;

/// The blocks that are still to be counted.
class StressBlocks : public BlockExchange {
 public:
  /// Begins with the world that follows those counted in `tally`. Both must outlive it.
  StressBlocks(const StressTest& test, StressTally& tally, AfterBlock after_block);

  /// So many more blocks may be on their way, dealt out and not counted. At first none may.
  void allow(std::size_t blocks);

  /// The next block; none where as many as may be are on their way, or all are dealt out.
  std::optional<WorldRange> take();

  /// The same, but waits while as many as may be are on their way.
  std::optional<WorldRange> wait_and_take() override;

  /// Counts the block now or, where one before it is missing, as soon as that has come. Throws what `after_block`
  /// throws; then no further block is counted or dealt out.
  void put(WorldBlock block) override;

  void stop() override;

  /// Whether all worlds are counted.
  bool finished() const;

 private:
  std::optional<WorldRange> next_range();
  void count_waiting(std::unique_lock<std::mutex>& lock);

  const StressTest& test_;
  StressTally& tally_;
  AfterBlock after_block_;
  std::uint64_t worlds_in_block_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t next_;
  std::uint64_t counted_;
  std::size_t allowed_ = 0;
  std::size_t on_their_way_ = 0;
  bool counting_ = false;
  bool stopped_ = false;
  std::map<std::uint64_t, WorldBlock> waiting_;  // by first world: evaluated before their turn
};

/// How many blocks threads such as this one keep busy with, so many that none of them waits for the next.
std::size_t blocks_under_way();

/// Evaluates what `blocks` gives until it gives no more, on as many threads as oneTBB has. Throws what evaluating and
/// putting throw, after it has stopped `blocks`.
void evaluate_blocks(const StressTest& test, const WorldLine& line, BlockExchange& blocks);

struct StressRun {
  WorldLine line;          ///< may be empty
  AfterBlock after_block;  ///< may be empty
};

/// Evaluates and counts all worlds that follow those counted in `tally`, on as many threads as oneTBB has.
void run_stress(const StressTest& test, StressTally& tally, const StressRun& run);

}  // namespace entente::uncertainty
