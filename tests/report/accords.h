// The accords that the tests of reports read.
#pragma once

#include <filesystem>
#include <string>

#include "accord/accord.h"

namespace entente::report {

inline accord::Accord own(const std::string& name) {
  return accord::load(std::filesystem::path(ENTENTE_SOURCE_DIR) / "tests" / "report" / "accords" / name);
}

inline accord::Accord neighbours() {
  return own("neighbours.yaml");
}

/// One of the accords with known answers; `name` with its ending.
inline accord::Accord reference(const std::string& name) {
  return accord::load(std::filesystem::path(ENTENTE_SOURCE_DIR) / "tests" / "reference" / "data" / "accords" / name);
}

}  // namespace entente::report
