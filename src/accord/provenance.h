// Where a number or a statement of a file comes from.
#pragma once

#include <string>
#include <vector>

namespace entente::accord {

/// Keys of the case's bibliography, and a remark.
struct Provenance {
  std::vector<std::string> sources;
  std::string note;
  bool operator==(const Provenance&) const = default;
};

}  // namespace entente::accord
