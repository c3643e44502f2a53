// The rows of the table of simulation: absorbing chains solved exactly, with the engine held against them, and
// intervals for shares.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace entente::reference {

/// What a row's name begins with, and what computes its outputs.
std::vector<std::pair<std::string, nlohmann::json (*)(const nlohmann::json& inputs)>> simulation_families();

}  // namespace entente::reference
