#include "cli/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "accord/error.h"
#include "accord/numbers.h"
#include "cli/mpirun.h"

namespace entente::cli {

namespace {

constexpr std::size_t kColumnsOfNoTerminal = 100;
constexpr std::size_t kMostColumns = 160;  // longer lines are hard to read

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

// Where output is read by people.
struct Screen {
  bool is_there = false;
  std::size_t columns = kColumnsOfNoTerminal;
};

Screen screen_of(int descriptor) {
  Screen screen{.is_there = isatty(descriptor) == 1};
  winsize size{};
  if (screen.is_there && ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col != 0) screen.columns = size.ws_col;
  return screen;
}

// mpirun gives a process a terminal or a pipe of its own, and writes to the user's what comes through.
Screen screen_behind(int descriptor) {
  if (!started_by_mpirun()) return screen_of(descriptor);
  const int output = output_of_mpirun(descriptor);
  if (output < 0) return {};
  const Screen screen = screen_of(output);
  close(output);
  return screen;
}

bool dumb() {
  return variable("TERM") == "dumb";
}

}  // namespace

void print(const std::string& text) {
  const bool whole = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (!whole || std::fflush(stdout) != 0) {
    throw MachineError(std::string("can not write the result to standard output: ") + std::strerror(errno));
  }
}

void say(const std::string& message) {
  const std::string line = message + '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
}

report::Terminal terminal() {
  const Screen screen = screen_behind(STDOUT_FILENO);
  report::Terminal result;
  result.columns = screen.columns;
  if (const auto asked = accord::number_in(variable("COLUMNS")); asked && *asked >= 1.0 && *asked <= 10'000.0) {
    result.columns = static_cast<std::size_t>(*asked);
  }
  if (result.columns > kMostColumns) result.columns = kMostColumns;
  result.colour = screen.is_there && !dumb() && variable("NO_COLOR").empty();
  return result;
}

std::size_t columns_for_progress() {
  const Screen screen = screen_behind(STDERR_FILENO);
  return screen.is_there && !dumb() ? screen.columns : 0;
}

}  // namespace entente::cli
