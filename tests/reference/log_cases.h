// The official cases of Merkle logs (testdata of transparency-dev/merkle): proofs that must be accepted or refused, and
// the roots of a growing tree.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace entente::reference {

struct LogCase {
  std::string name;
  std::vector<std::string> differences;  ///< empty: judged as it should be
};

/// The cases of a file, judged: one proof, a list of them with their names, or a tree. `name` is that of a case that
/// has none of its own. Empty when the file holds nothing of that kind. Throws nlohmann::json::exception when a field
/// is missing or of another kind.
std::optional<std::vector<LogCase>> log_cases(const nlohmann::json& file, const std::string& name);

}  // namespace entente::reference
