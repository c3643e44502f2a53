#include "cli/stress_ranks.h"

#include <chrono>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <exception>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "accord/error.h"
#include "accord/read.h"
#include "accord/write.h"
#include "cli/interrupt.h"
#include "report/json.h"
#include "report/stress_csv.h"
#include "uncertainty/stress_state.h"

namespace entente::cli {

namespace {

using report::Json;
using uncertainty::StressTest;
using uncertainty::WorldBlock;
using uncertainty::WorldRange;

// A process may lag behind by so many times what it takes at a time before the others wait for it.
constexpr std::size_t lag = 4;

// Numbers of a fixed size one after the other, as all machines of one run have them.
class Packed {
 public:
  explicit Packed(std::string bytes = {}) : bytes_(std::move(bytes)) {}

  void add(const void* from, std::size_t size) { bytes_.append(static_cast<const char*>(from), size); }
  void add(std::uint64_t number) { add(&number, sizeof number); }

  void take(void* into, std::size_t size) {
    if (size > bytes_.size() - at_) throw std::out_of_range("a message of another process is too short");
    std::memcpy(into, bytes_.data() + at_, size);
    at_ += size;
  }
  std::uint64_t take() {
    std::uint64_t number = 0;
    take(&number, sizeof number);
    return number;
  }

  std::string& bytes() { return bytes_; }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

std::string packed(const WorldRange& range) {
  Packed message;
  message.add(range.first);
  message.add(range.count);
  return std::move(message.bytes());
}

WorldRange unpacked_range(const std::string& bytes) {
  Packed message(bytes);
  const std::uint64_t first = message.take();
  return {.first = first, .count = message.take()};
}

std::string packed(const WorldBlock& block) {
  Packed message;
  for (const std::uint64_t number : {block.first, block.count, block.rows.size(), block.text.size()})
    message.add(number);
  message.add(block.rows.data(), block.rows.size() * sizeof(double));
  message.add(block.text.data(), block.text.size());
  return std::move(message.bytes());
}

WorldBlock unpacked_block(std::string bytes) {
  Packed message(std::move(bytes));
  WorldBlock block;
  block.first = message.take();
  block.count = message.take();
  block.rows.resize(message.take());
  block.text.resize(message.take());
  message.take(block.rows.data(), block.rows.size() * sizeof(double));
  message.take(block.text.data(), block.text.size());
  return block;
}

// JSON keeps every number to the last bit. The fingerprint tells whether the other side understands the same by it.
std::string problem_of(const StressTest& test, bool rows) {
  const uncertainty::StressOptions& options = test.options();
  Json plans = Json::array();
  for (const accord::Plan& plan : test.plans()) {
    Json steps = Json::array();
    for (const accord::Step& step : plan.steps) {
      Json raises = Json::array();
      for (const accord::Raise& raise : step.raises) raises.push_back(Json::array({raise.commitment, raise.to}));
      steps.push_back(std::move(raises));
    }
    plans.push_back({{"name", plan.name}, {"steps", std::move(steps)}});
  }
  return Json{{"accord", accord::write(test.accord())},
              {"plans", std::move(plans)},
              {"worlds", options.worlds},
              {"design", static_cast<int>(options.design)},
              {"seed", options.seed},
              {"enough", options.enough},
              {"rows", rows},
              {"fingerprint", uncertainty::fingerprint(test)}}
      .dump();
}

struct Problem {
  std::unique_ptr<StressTest> test;
  bool rows = false;
};

Problem understood(const std::string& text) {
  const Json json = Json::parse(text);
  std::vector<accord::Plan> plans;
  for (const Json& written : json.at("plans")) {
    accord::Plan& plan = plans.emplace_back();
    plan.name = written.at("name").get<std::string>();
    for (const Json& raises : written.at("steps")) {
      accord::Step& step = plan.steps.emplace_back();
      for (const Json& raise : raises) {
        step.raises.push_back(
            {.commitment = raise.at(0).get<accord::CommitmentIndex>(), .to = raise.at(1).get<accord::LevelIndex>()});
      }
    }
  }
  uncertainty::StressOptions options;
  options.worlds = json.at("worlds").get<std::uint64_t>();
  options.design = static_cast<uncertainty::Design>(json.at("design").get<int>());
  options.seed = json.at("seed").get<std::uint64_t>();
  options.enough = json.at("enough").get<double>();
  const auto accord = json.at("accord").get<std::string>();
  Problem problem{
      .test = std::make_unique<StressTest>(accord::parse(accord, "the accord sent"), std::move(plans), options),
      .rows = json.at("rows").get<bool>()};
  if (uncertainty::fingerprint(*problem.test) != json.at("fingerprint").get<std::uint64_t>()) {
    throw Error("it understands the case otherwise; install the same version of entente on all machines");
  }
  return problem;
}

uncertainty::WorldLine line_of(const StressTest& test, bool rows) {
  if (!rows) return {};
  return [&test](std::uint64_t world, const uncertainty::StressWorker& worker,
                 std::span<const uncertainty::Outcome> outcomes,
                 std::string& text) { report::add_csv_row(test, world, worker.values(), outcomes, text); };
}

// Threads evaluate while this one talks to the other processes. Whatever ends this one stops them first.
class OwnThreads {
 public:
  OwnThreads(const StressTest& test, const uncertainty::WorldLine& line, uncertainty::BlockExchange& blocks)
      : blocks_(blocks), done_(std::async(std::launch::async, [&test, &line, &blocks] {
          uncertainty::evaluate_blocks(test, line, blocks);
        })) {}
  ~OwnThreads() { blocks_.stop(); }
  OwnThreads(const OwnThreads&) = delete;
  OwnThreads& operator=(const OwnThreads&) = delete;

  /// Throws what they threw.
  void look() {
    if (done_.valid() && done_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) done_.get();
  }

 private:
  uncertainty::BlockExchange& blocks_;
  std::future<void> done_;
};

// Blocks to evaluate, in the order in which they came, and blocks that are evaluated.
class SentBlocks : public uncertainty::BlockExchange {
 public:
  void add(const WorldRange& range) {
    {
      const std::lock_guard lock(mutex_);
      to_do_.push_back(range);
    }
    changed_.notify_one();
  }

  std::optional<WorldRange> wait_and_take() override {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || !to_do_.empty(); });
    if (stopped_) return std::nullopt;
    const WorldRange range = to_do_.front();
    to_do_.pop_front();
    return range;
  }

  void put(WorldBlock block) override {
    const std::lock_guard lock(mutex_);
    done_.push_back(std::move(block));
  }

  std::optional<WorldBlock> done() {
    const std::lock_guard lock(mutex_);
    if (done_.empty()) return std::nullopt;
    WorldBlock block = std::move(done_.front());
    done_.pop_front();
    return block;
  }

  void stop() override {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<WorldRange> to_do_;
  std::deque<WorldBlock> done_;
  bool stopped_ = false;
};

// Evaluates until the first process ends it or something goes wrong.
void evaluate_problem(Ranks& ranks, const std::string& text) {
  const Problem problem = understood(text);
  const uncertainty::WorldLine line = line_of(*problem.test, problem.rows);
  SentBlocks blocks;
  OwnThreads threads(*problem.test, line, blocks);
  Packed ready;
  ready.add(uncertainty::blocks_under_way());
  ranks.send(0, About::ready, std::move(ready.bytes()));
  for (;;) {
    throw_if_stopped();
    threads.look();
    while (const std::optional<WorldBlock> block = blocks.done()) ranks.send(0, About::evaluated, packed(*block));
    const std::optional<Message> message = ranks.receive();
    if (!message) {
      ranks.wait_a_little();
    } else if (message->about == About::end) {
      return;
    } else {
      blocks.add(unpacked_range(message->bytes));
    }
  }
}

void wait_for_end(Ranks& ranks) {
  for (;;) {
    throw_if_stopped();
    const std::optional<Message> message = ranks.receive();
    if (message && message->about == About::end) return;
    if (!message) ranks.wait_a_little();
  }
}

}  // namespace

void run_on_ranks(Ranks& ranks, const StressTest& test, uncertainty::StressTally& tally, bool rows,
                  const uncertainty::AfterBlock& after_block) {
  const uncertainty::WorldLine line = line_of(test, rows);
  if (ranks.count() == 1) return uncertainty::run_stress(test, tally, {.line = line, .after_block = after_block});
  const std::string problem = problem_of(test, rows);
  for (std::size_t other = 1; other < ranks.count(); ++other) ranks.send(other, About::problem, problem);
  uncertainty::StressBlocks blocks(test, tally, after_block);
  blocks.allow(lag * uncertainty::blocks_under_way());
  OwnThreads threads(test, line, blocks);
  std::vector<std::uint64_t> room(ranks.count(), 0);  // how many blocks more a process takes
  while (!blocks.finished()) {
    throw_if_stopped();
    threads.look();
    bool idle = true;
    while (std::optional<Message> message = ranks.receive()) {
      idle = false;
      if (message->about == About::failed) {
        throw MachineError("process " + std::to_string(message->from) + " of " + std::to_string(ranks.count()) +
                           " can not go on: " + message->bytes);
      }
      if (message->about == About::ready) {
        room[message->from] = Packed(std::move(message->bytes)).take();
        blocks.allow(lag * room[message->from]);
      } else {
        ++room[message->from];
        blocks.put(unpacked_block(std::move(message->bytes)));
      }
    }
    for (std::size_t other = 1; other < ranks.count(); ++other) {
      if (room[other] == 0) continue;
      const std::optional<WorldRange> range = blocks.take();
      if (!range) break;
      idle = false;
      --room[other];
      ranks.send(other, About::work, packed(*range));
    }
    if (idle) ranks.wait_a_little();
  }
}

void evaluate_for_first(Ranks& ranks) {
  for (;;) {
    throw_if_stopped();
    const std::optional<Message> message = ranks.receive();
    if (!message) {
      ranks.wait_a_little();
      continue;
    }
    if (message->about == About::end) return;
    try {
      return evaluate_problem(ranks, message->bytes);
    } catch (const std::exception& error) {
      ranks.send(0, About::failed, error.what());
      return wait_for_end(ranks);
    }
  }
}

}  // namespace entente::cli
