// The frontier of packages: all value vectors that no other package dominates (MODEL section 6).
//
// Commitments are added one by one along the decision diagram; at every node only those partial sums stay that no other
// partial sum there dominates and that everybody could still accept. This is exact, because whatever follows a node
// adds the same to all of its sums. So the cost follows the frontier, not the number of states.
#pragma once

#include <cstddef>
#include <vector>

#include "game/game.h"

namespace entente::bargaining {

struct FrontierPoint {
  accord::State levels;      ///< a package with these gains
  std::vector<double> gain;  ///< V_i(x) - W_i(0), value points
};

struct Frontier {
  /// Distinct gains (within 1e-9 max(1, |W_i(0)|)), by falling gain of the first party, then of the second, and so on.
  std::vector<FrontierPoint> points;
  bool complete = true;  ///< false: it is larger than allowed, and `points` is empty
};

struct FrontierLimits {
  std::size_t most_sums = 4'000'000;    ///< looked at for one node
  std::size_t most_points = 100'000;    ///< kept at one node
  std::size_t widest_diagram = 20'000;  ///< nodes in a layer
};

Frontier frontier(const game::Game& game, const FrontierLimits& limits = {});

}  // namespace entente::bargaining
