// Ctrl-C: a long command stops where that leaves nothing half done.
#pragma once

#include <string>
#include <utility>

namespace entente::cli {

/// Thrown to stop a command because the user asked for it; caught in `main`.
class Stopped {
 public:
  Stopped() = default;
  explicit Stopped(std::string what_is_left) : what_is_left_(std::move(what_is_left)) {}

  /// What the command leaves and how to go on with it; empty where there is nothing to say.
  const std::string& what_is_left() const { return what_is_left_; }

 private:
  std::string what_is_left_;
};

/// While it lives, the first Ctrl-C (SIGINT) or SIGTERM, as mpirun and batch systems send it, is remembered for
/// `throw_if_stopped`; the second ends the program at once, for a part of the work that does not look up. Before and
/// after, they do as the system has it.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;
};

/// Whether that has come since an InterruptGuard began.
bool stop_asked();

/// Throws Stopped where it has.
void throw_if_stopped();

}  // namespace entente::cli
