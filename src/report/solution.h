// The ways to choose one plan from a frontier (MODEL section 5), by name.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "report/analysis.h"

namespace entente::report {

enum class Solution { nash, kalai_smorodinsky, securest };

inline constexpr std::array kSolutions{Solution::nash, Solution::kalai_smorodinsky, Solution::securest};

/// "nash", "kalai-smorodinsky", "securest": as written on the command line.
std::string_view key(Solution solution);

/// "Nash", "Kalai-Smorodinsky", "Securest".
std::string_view name(Solution solution);

/// What it maximises, in words.
std::string_view definition(Solution solution);

/// The plan that the analysis has for it; empty where there is none.
const std::optional<PlanFigures>& chosen(const PlanAnalysis& analysis, Solution solution);

}  // namespace entente::report
