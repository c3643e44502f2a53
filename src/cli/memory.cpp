#include "cli/memory.h"

#include <cstdint>
#include <fstream>
#include <string>

namespace entente::cli {

std::size_t spare_memory() {
  constexpr double kShare = 0.85;
  constexpr std::size_t kKibibyte = 1024;
  std::ifstream file("/proc/meminfo");
  std::string name;
  std::size_t kibibytes = 0;
  std::string unit;
  while (file >> name >> kibibytes >> unit) {
    if (name == "MemAvailable:") return static_cast<std::size_t>(static_cast<double>(kibibytes * kKibibyte) * kShare);
  }
  return 0;
}

}  // namespace entente::cli
