// A thread that does one thing after another, with a bounded queue in front of it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace entente::server {

class Worker {
 public:
  /// `most`: tasks that may wait.
  explicit Worker(std::size_t most);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// False when too many wait, or after `finish`. A task must not throw.
  bool post(std::function<void()> task);
  /// Does what is waiting, and ends.
  void finish();

 private:
  void work();

  std::size_t most_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> tasks_;
  bool finished_ = false;
  std::thread thread_;
};

}  // namespace entente::server
