// Which code computes a row of a table of known answers: by the family of its name.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace entente::reference {

/// The outputs for `inputs`, computed; empty when no code computes rows of this name.
std::optional<nlohmann::json> compute_row(const std::string& name, const nlohmann::json& inputs);

}  // namespace entente::reference
