// The best package by a concave measure, proved best without looking at every one.
//
// Depth first through the decision diagram of the problem. A node is left when no completion of it can reach what was
// found: by each party's best of the commitments still open, and by the bound of the measure (objective.h), whose
// multipliers are improved again on the way down. Complements of either sign and needs are exact: they are in the
// diagram, or, where that would grow too wide, taken at their best in bounds and checked at the end.
// The result does not depend on the machine or its load: the only limit is a number of nodes.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "bargaining/objective.h"
#include "bargaining/problem.h"

namespace entente::bargaining {

/// A measure that packages must reach as well.
struct AtLeast {
  Objective objective;
  double value = 0.0;
};

struct SearchLimits {
  std::size_t most_nodes = 20'000'000;  ///< of the search; reached: the best found is not proved best
  std::size_t most_ties = 10'000;       ///< packages kept that are as good as the best
  std::size_t widest_diagram = 4096;    ///< nodes in a layer; beyond it, links count at their best in bounds
  std::optional<double> enough;         ///< stop at the first package of this value; no ties are kept
};

struct BestPackages {
  double value = 0.0;         ///< of the measure; minus infinity when there is no package
  double at_most = 0.0;       ///< no package is better than this; `value` when proved
  bool proved = true;         ///< within 1e-9
  std::vector<State> states;  ///< those within 1e-9 of the best; one alone where there are more than `most_ties`
  bool all_ties = true;       ///< `states` is complete
  std::size_t nodes = 0;      ///< looked at
};

/// The packages of largest `objective` among the valid states that reach every one of `others`.
BestPackages maximise(const Problem& problem, const Objective& objective, const std::vector<AtLeast>& others = {},
                      const SearchLimits& limits = {});

}  // namespace entente::bargaining
