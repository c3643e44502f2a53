// Decides how a case is searched: exactly where that is affordable, else within a tolerance, else the best that can be
// held.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "game/game.h"
#include "report/analysis.h"
#include "sequencing/search.h"

namespace entente::report {

struct PlannedSearch {
  sequencing::SearchResult result;    ///< at the margin asked for
  sequencing::SearchOptions options;  ///< those it was made with
  std::vector<double> best_gain;      ///< at margin 0
  double eps_share = 0.0;
  std::vector<std::string> notes;  ///< how it was done, in words
};

/// Searches as `options` ask. Without a tolerance asked for, tries exact, then 1%, then 5%, each given up after a fixed
/// number of comparisons (so that the choice does not depend on the machine), and at last brackets the best plan.
/// Throws Error when the search would need more memory than `options` allow.
PlannedSearch planned_search(const game::Game& game, std::size_t valid_states, const PlanOptions& options);

}  // namespace entente::report
