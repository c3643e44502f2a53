// The rows of the table of uncertainty: variances and their parts, elementary effects, boxes, regret.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace entente::reference {

/// What a row's name begins with, and what computes its outputs.
std::vector<std::pair<std::string, nlohmann::json (*)(const nlohmann::json& inputs)>> uncertainty_families();

}  // namespace entente::reference
