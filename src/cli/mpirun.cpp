#include "cli/mpirun.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>
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

std::optional<StartedTogether> started_by_mpirun() {
  const auto number = count_in("OMPI_COMM_WORLD_RANK");
  const auto count = count_in("OMPI_COMM_WORLD_SIZE");
  if (!number || !count || *number >= *count) return std::nullopt;
  return StartedTogether{.number = *number, .count = *count};
}

int output_of_mpirun(int descriptor) {
  const std::string parent = "/proc/" + std::to_string(getppid());
  std::string name;
  std::getline(std::ifstream(parent + "/comm"), name);
  if (name != "mpirun" && name != "mpiexec" && name != "orterun") return -1;
  return open((parent + "/fd/" + std::to_string(descriptor)).c_str(), O_WRONLY | O_NOCTTY | O_CLOEXEC);
}

}  // namespace entente::cli
