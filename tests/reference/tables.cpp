#include "reference/tables.h"

#include <utility>
#include <vector>

#include "reference/bargaining_tables.h"
#include "reference/evidence_tables.h"
#include "reference/simulation_tables.h"
#include "reference/uncertainty_tables.h"
#include "reference/verification_tables.h"

namespace entente::reference {

namespace {

using nlohmann::json;
using Compute = json (*)(const json& inputs);

// A family is what a name begins with. A part of the program that has known answers adds its families here.
const std::vector<std::pair<std::string, Compute>>& families() {
  static const std::vector<std::pair<std::string, Compute>> all = [] {
    std::vector<std::pair<std::string, Compute>> joined = bargaining_families();
    for (const auto& family : verification_families()) joined.push_back(family);
    for (const auto& family : evidence_families()) joined.push_back(family);
    for (const auto& family : uncertainty_families()) joined.push_back(family);
    for (const auto& family : simulation_families()) joined.push_back(family);
    return joined;
  }();
  return all;
}

}  // namespace

std::optional<json> compute_row(const std::string& name, const json& inputs) {
  // The longest beginning that fits: f2_rubinstein_limit is no f2_rubinstein.
  const std::pair<std::string, Compute>* found = nullptr;
  for (const auto& family : families()) {
    if (name.starts_with(family.first) && (found == nullptr || family.first.size() > found->first.size())) {
      found = &family;
    }
  }
  return found == nullptr ? std::nullopt : std::optional(found->second(inputs));
}

}  // namespace entente::reference
