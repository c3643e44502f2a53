#include "cli/mpirun.h"

#include <cstdlib>
#include <optional>
#include <string_view>

#include "accord/numbers.h"

namespace entente::cli {

namespace {

// Counts of processes are far below what a double holds exactly.
std::optional<std::size_t> count_in(const char* variable) {
  const char* text = std::getenv(variable);
  const auto number = text == nullptr ? std::nullopt : accord::number_in(std::string_view(text));
  if (!number || *number < 0.0 || *number > 1e9) return std::nullopt;
  return static_cast<std::size_t>(*number);
}

}  // namespace

StartedTogether started_by_mpirun() {
  const auto number = count_in("OMPI_COMM_WORLD_RANK");
  const auto count = count_in("OMPI_COMM_WORLD_SIZE");
  if (!number || !count || *number >= *count) return {};
  return {.number = *number, .count = *count};
}

}  // namespace entente::cli
