// Puts submissions into the ledger: those that come at the same time in one transaction, each wholly or not at all.
//
// Who submits is answered after the events are on the disk. A submission that is refused does not hold up the others of
// its batch.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "ledger/state.h"
#include "server/message.h"
#include "server/roles.h"
#include "server/site.h"

namespace entente::server {

struct Submission {
  std::string body;  ///< a signed event, or a JSON list of them
  Role role = Role::party;
  std::string member;  ///< who must have signed them
  Answer answer;       ///< called by the appender's thread
};

struct AppenderCounts {
  std::atomic<std::uint64_t> batches{0};
  std::atomic<std::uint64_t> events{0};
  std::atomic<std::uint64_t> refused{0};  ///< submissions
  std::atomic<std::uint64_t> waiting{0};  ///< submissions
};

class Appender {
 public:
  /// `appended` is called by the appender's thread after each batch that came in; `say` tells the operator what the
  /// machine did wrong.
  Appender(OpenStore open, std::function<std::int64_t()> time, std::function<void()> appended,
           std::function<void(const std::string&)> say);
  ~Appender();
  Appender(const Appender&) = delete;
  Appender& operator=(const Appender&) = delete;

  /// False when too much is waiting, or after `finish`.
  bool submit(Submission submission);
  /// Puts in what waits, and ends.
  void finish();
  const AppenderCounts& counts() const { return counts_; }

 private:
  void work();
  void append(std::vector<Submission> batch);

  OpenStore open_;
  std::function<std::int64_t()> time_;
  std::function<void()> appended_;
  std::function<void(const std::string&)> say_;
  AppenderCounts counts_;
  std::unique_ptr<ledger::Store> store_;  // of the thread
  bool complained_ = false;               // of the thread, since it could last be written
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Submission> waiting_;
  std::size_t bytes_ = 0;
  bool finished_ = false;
  std::thread thread_;
};

}  // namespace entente::server
