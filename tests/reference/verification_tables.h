// The rows of the table of verification: inspection games, sampling, security games, visits, balances, Page's test.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace entente::reference {

/// What a row's name begins with, and what computes its outputs.
std::vector<std::pair<std::string, nlohmann::json (*)(const nlohmann::json& inputs)>> verification_families();

}  // namespace entente::reference
