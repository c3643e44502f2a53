// The solutions of a bargaining problem, each by branch and bound (MODEL sections 5 and 6).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "bargaining/problem.h"

namespace entente::bargaining {

struct Chosen {
  State levels;
  std::size_t ties = 1;
  bool all_ties = true;
  bool proved = true;
};

struct Acceptable {
  std::optional<State> levels;  ///< empty: none was found
  bool proved = true;           ///< where none was found: there is none
};

/// A state that the parties `asked` accept, whether the others do or not.
Acceptable acceptable(const Problem& problem, const std::vector<bool>& asked, std::size_t most_nodes);

struct BestGains {
  std::vector<double> gain;  ///< by party, units; empty when no package was found
  bool proved = true;
};

/// Each party's best gain within everybody's participation.
BestGains best_gains(const Problem& problem, std::size_t most_nodes);

/// Which parties can gain at all within everybody's participation; empty when no package was found.
std::vector<bool> who_can_gain(const Problem& problem, std::size_t most_nodes);

struct GainForAll {
  std::optional<Chosen> best;  ///< empty: none was found
  bool proved = true;          ///< where none was found: there is none
};

/// The largest product of gains^weight (all 1 where empty) among the packages that give every party a gain.
GainForAll gain_for_all(const Problem& problem, std::span<const double> weights, std::size_t most_nodes);

/// The same over the parties that can gain, the others only accepting. Where no package gives all of those a gain the
/// product is 0 for all, and all tie.
std::optional<Chosen> largest_product(const Problem& problem, const std::vector<bool>& can_gain,
                                      std::span<const double> weights, std::size_t most_nodes);

/// Largest least weight x gain over the parties of positive weight, then the next smallest, and so on. Refused packages
/// do not count, unless `whether_accepted_or_not`.
std::optional<Chosen> leximin(const Problem& problem, std::span<const double> weights, std::size_t most_nodes,
                              bool whether_accepted_or_not = false);

}  // namespace entente::bargaining
