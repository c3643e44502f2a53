// A telling choice of the plans found, where the frontier is too large to hold: those that are best at something, and
// others that end elsewhere or favour somebody else.
#pragma once

#include <span>
#include <vector>

#include "game/game.h"
#include "report/analysis.h"

namespace entente::report {

/// At most 64 of the plans in `analysis.search.frontier`, each certified at the margin (value points a party; empty:
/// none); those labelled come first. Reads the solutions, the aim and best gains of `analysis`.
std::vector<Representative> representatives(const PlanAnalysis& analysis, const game::Game& game,
                                            std::span<const double> margin);

}  // namespace entente::report
