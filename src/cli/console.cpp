#include "cli/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string_view>

#include "accord/error.h"
#include "accord/numbers.h"

namespace entente::cli {

namespace {

constexpr std::size_t kColumnsOfNoTerminal = 100;
constexpr std::size_t kMostColumns = 160;  // longer lines are hard to read

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

std::optional<std::size_t> columns_of(int descriptor) {
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return std::nullopt;
  return size.ws_col;
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
  report::Terminal result;
  result.columns = kColumnsOfNoTerminal;
  const bool at_terminal = isatty(STDOUT_FILENO) == 1;
  if (at_terminal) result.columns = columns_of(STDOUT_FILENO).value_or(kColumnsOfNoTerminal);
  if (const auto asked = accord::number_in(variable("COLUMNS")); asked && *asked >= 1.0 && *asked <= 10'000.0) {
    result.columns = static_cast<std::size_t>(*asked);
  }
  if (result.columns > kMostColumns) result.columns = kMostColumns;
  result.colour = at_terminal && !dumb() && variable("NO_COLOR").empty();
  return result;
}

std::size_t columns_for_progress() {
  if (isatty(STDERR_FILENO) != 1 || dumb()) return 0;
  return columns_of(STDERR_FILENO).value_or(kColumnsOfNoTerminal);
}

}  // namespace entente::cli
