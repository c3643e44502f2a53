// How well one division of things into groups agrees with another: found sources against true ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace entente::evidence {

struct Agreement {
  std::size_t things = 0;
  std::size_t groups_true = 0;
  std::size_t groups_found = 0;
  double precision = 1.0;  ///< of the pairs found together, the share that belongs together; 1 where none was found
  double recall = 1.0;     ///< of the pairs that belong together, the share found together; 1 where none does
  double f1 = 1.0;         ///< harmonic mean of the two
  /// Adjusted Rand index (Hubert and Arabie 1985): 1 for the same division, about 0 for one made by chance; 1 where
  /// both put everything together or everything apart.
  double adjusted_rand = 1.0;
};

/// `truth[n]` and `found[n]` number the group of thing n; the numbers themselves mean nothing. Both of the same length.
Agreement agreement(std::span<const std::uint32_t> truth, std::span<const std::uint32_t> found);

/// How many equally large groups would give two things drawn at random the same chance to be of one group: the inverse
/// Simpson index (Hill number of order 2, Hill 1973). 0 for no things.
double effective_number(std::span<const std::size_t> group_sizes);

}  // namespace entente::evidence
