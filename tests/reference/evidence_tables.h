// The rows of the table of evidence: hidden states, copies and relays, correlated reports, what a signal is worth.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace entente::reference {

/// What a row's name begins with, and what computes its outputs.
std::vector<std::pair<std::string, nlohmann::json (*)(const nlohmann::json& inputs)>> evidence_families();

}  // namespace entente::reference
