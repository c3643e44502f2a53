// How many states the parties accept, and which one alone stands in the way.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "bargaining/diagram.h"

namespace entente::bargaining {

struct Acceptance {
  double by_all = 0.0;                      ///< valid states that every party prefers to no deal
  std::vector<double> refused_by_it_alone;  ///< by party: valid states that all others prefer to no deal, not it
};

/// Counts whole branches at once where everybody accepts, or two refuse, whatever is still open. Empty where that takes
/// more than `most_nodes`, or where `diagram`, which is that of `problem`, is not exact.
std::optional<Acceptance> count_acceptance(const Problem& problem, const Diagram& diagram, std::size_t most_nodes);

}  // namespace entente::bargaining
