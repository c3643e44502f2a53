#include "reference/tables.h"

#include <utility>
#include <vector>

namespace entente::reference {

namespace {

using nlohmann::json;
using Compute = json (*)(const json& inputs);

// A family is what a name begins with. A part of the program that has known answers adds its families here.
const std::vector<std::pair<std::string, Compute>>& families() {
  static const std::vector<std::pair<std::string, Compute>> all;
  return all;
}

}  // namespace

std::optional<json> compute_row(const std::string& name, const json& inputs) {
  for (const auto& [family, compute] : families()) {
    if (name.rfind(family, 0) == 0) return compute(inputs);
  }
  return std::nullopt;
}

}  // namespace entente::reference
