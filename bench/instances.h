// Bargaining problems at random, as accords, of the shapes that negotiation domains have.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "accord/accord.h"

namespace entente::bench {

struct Shape {
  std::vector<std::size_t> levels;  ///< of each commitment, today's included
  std::size_t parties = 2;
  /// What a party has without a deal, as a share of the way from the worst that the accord could bring it to the best;
  /// below 0: it takes whatever comes.
  double disagreement = -1.0;
  /// 0: what a level is worth to one party says nothing of what it is worth to another; 1: what one gains others lose.
  double opposition = 0.0;
  std::uint64_t seed = 1;
};

/// Every level is worth a whole number of points from 0 to 1000 to every party, once, drawn alike, less `opposition`
/// times their mean.
accord::Accord accord_of(const Shape& shape);

}  // namespace entente::bench
