// Ctrl-C: a long command stops where that leaves nothing half done.
#pragma once

namespace entente::cli {

/// Thrown to stop a command because the user asked for it; caught in `main`.
class Stopped {};

/// While it lives, the first Ctrl-C (SIGINT) is remembered for `throw_if_stopped`; the second ends the program at once,
/// for a part of the work that does not look up. Before and after, Ctrl-C does as the system has it.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;
};

/// Throws Stopped when Ctrl-C was pressed since an InterruptGuard began.
void throw_if_stopped();

}  // namespace entente::cli
