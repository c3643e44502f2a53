// Known answers for whole accords: the exact search, and people's plans with every condition.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace entente::reference {

/// NAME.expected.json: searches the accord exactly and compares (shared fields: see tests/reference/data/accords).
void check_search(const std::filesystem::path& accord, const nlohmann::json& expected, double tolerance,
                  std::vector<std::string>& differences);

/// One entry of NAME.plans.json: evaluates its steps and compares `result`.
void check_plan(const std::filesystem::path& accord, const nlohmann::json& plan, double tolerance,
                std::vector<std::string>& differences);

}  // namespace entente::reference
