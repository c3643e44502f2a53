// Phased accords at random, of any size, for timing the search for plans.
//
// Everything follows from a seed. Numbers lie where those of the cases do: periods of three months, steps of three to
// nine months, patience 0.8 to 0.95 a year, levels that bring the others more than they cost their giver but cost it
// something, imperfect sight, a review of half a year that may fail.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "accord/accord.h"

namespace entente::bench {

struct PhasedShape {
  std::size_t parties = 0;
  std::vector<std::size_t> levels;  ///< of each commitment, today included
  /// Needs between commitments, complements, snapback and turnover, as in cases/korea-2019.
  bool entangled = false;
  std::uint64_t seed = 1;
};

/// Commitment k is given by party k mod parties; at most three levels a step and two by one party.
accord::Accord phased_accord(const PhasedShape& shape);

}  // namespace entente::bench
