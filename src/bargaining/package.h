// Would they sign if keeping were no problem: the best packages (MODEL section 6).
//
// Everything of a state is delivered at once and kept for ever. A package is a valid state that every party prefers to
// no deal, V_i(x) >= W_i(0). Nothing here enumerates the states, and nothing changes with a party's scale.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "game/game.h"

namespace entente::bargaining {

struct Package {
  accord::State levels;
  std::vector<double> gain;  ///< V_i(x) - W_i(0), value points
  std::size_t ties = 1;      ///< packages as good within 1e-9, this one included; at least so many if not `all_ties`
  bool all_ties = true;      ///< `ties` is the whole number
  bool proved = true;        ///< no package is better; false: best found when the search reached its limit
};

struct Packages {
  std::optional<std::size_t> valid_states;          ///< empty where links are too many to count; at most SIZE_MAX
  std::optional<std::size_t> within_participation;  ///< valid states that every party prefers to no deal; empty where
                                                    ///< they are too many to count
  std::vector<double> disagreement;                 ///< W_i(0)
  std::vector<double> best_gain;                    ///< within participation; zeros when there is no package
  bool best_gain_proved = true;                     ///< false: at least so much; or, without a package, none was found
  std::vector<double> best_gain_alone;  ///< over all valid states, others' gains not asked for; at most this, where
                                        ///< `valid_states` is empty
  std::optional<Package> nash;          ///< largest product of gains over all parties that can gain at all
  std::optional<Package> kalai_smorodinsky;  ///< largest least share of each party's best gain, then the next (leximin)
};

struct PackageOptions {
  std::vector<double> weights;  ///< exponents of the Nash product, by party, > 0; empty: all 1
  /// Limit of each search in it, in nodes; see branch_and_bound.h.
  std::size_t most_nodes = 20'000'000;
  /// Limit of the count of `within_participation`, in nodes.
  std::size_t most_counted = 2'000'000;
};

/// Solves without enumeration. Products are compared by their logarithm, shares as they are, both within 1e-9; ties go
/// to the state with the lower levels, earlier commitments first.
Packages solve(const game::Game& game, const PackageOptions& options = {});

/// The Nash package alone, without anybody's best gain.
std::optional<Package> nash(const game::Game& game, const PackageOptions& options = {});

/// The package of largest least gain, then the next (leximin). Only for a caller who says that points of different
/// parties are comparable: otherwise gains of two parties may not be compared (MODEL section 1).
std::optional<Package> egalitarian(const game::Game& game, const PackageOptions& options = {});

}  // namespace entente::bargaining
