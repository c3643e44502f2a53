#include "cli/interrupt.h"

#include <signal.h>  // NOLINT(modernize-deprecated-headers): POSIX sigaction is not in <csignal>
#include <unistd.h>

#include <csignal>

#include "cli/commands.h"

namespace entente::cli {

namespace {

// A signal handler can reach nothing but what is global.
volatile std::sig_atomic_t asked_to_stop = 0;

extern "C" void on_interrupt(int) {
  if (asked_to_stop != 0) _exit(kStopped);
  asked_to_stop = 1;
}

void handle(void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

}  // namespace

InterruptGuard::InterruptGuard() {
  asked_to_stop = 0;
  handle(on_interrupt);
}

InterruptGuard::~InterruptGuard() {
  handle(SIG_DFL);
}

bool stop_asked() {
  return asked_to_stop != 0;
}

void throw_if_stopped() {
  if (stop_asked()) throw Stopped();
}

}  // namespace entente::cli
