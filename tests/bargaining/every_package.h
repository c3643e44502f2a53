// Packages by looking at every state, straight from the definitions of MODEL section 6: what the solvers are held
// against.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "game/game.h"

namespace entente::testing {

struct PlainPackage {
  accord::State levels;
  std::vector<double> gain;
  std::size_t ties = 0;
};

struct PlainPackages {
  std::size_t valid_states = 0;
  std::vector<PlainPackage> accepted;   ///< every package, by levels
  std::vector<double> best_gain;        ///< zeros without a package
  std::vector<double> best_gain_alone;  ///< over all valid states
  std::optional<PlainPackage> nash;
  std::optional<PlainPackage> kalai_smorodinsky;
  std::optional<PlainPackage> egalitarian;
  std::vector<std::vector<double>> frontier;  ///< gains that none other dominates, descending
  std::vector<double> blocks;                 ///< states that all others accept, by the one that refuses
};

PlainPackages every_package(const game::Game& game, const std::vector<double>& weights = {});

/// Sets of parties, ascending, that accept no valid state together, none holding another; by size, then members.
std::vector<std::vector<accord::PartyIndex>> plain_conflicts(const game::Game& game);

/// The state of least largest shortfall as a share of the swing, then the next: shortfalls by party.
std::vector<double> plain_least_payment(const game::Game& game, const std::vector<double>& swing);

struct PlainWalkAway {
  std::vector<accord::PartyIndex> coalition;
  double log_product = 0.0;  ///< largest, of the members' gains over the package
};
std::vector<PlainWalkAway> plain_walk_aways(const game::Game& game, const accord::State& package);

}  // namespace entente::testing
