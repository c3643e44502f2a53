// The bargaining problem of an accord as tables: what each level is worth to each party, delivered at once and kept for
// ever (MODEL section 6).
//
// V is additive over commitments, a complement counts on top where all its levels stand. Gains are over no deal and
// counted in *units*: a party's unit is its swing, the most that the accord could move it (best less worst level of
// every commitment, and every complement's amount). So nothing that is computed from here on depends on a party's
// scale.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "game/game.h"

namespace entente::bargaining {

using accord::CommitmentIndex;
using accord::LevelIndex;
using accord::PartyIndex;
using accord::Requirement;
using accord::State;

/// How close two figures are taken for the same.
struct Tolerance {
  /// Of a value v, times max(1, |v|), in points (MODEL section 5); of a share or of the logarithm of a product, as it
  /// is.
  static constexpr double same = 1e-9;
  /// What sums of the same numbers in another order may differ by, in units.
  static constexpr double rounding = 1e-12;
};

struct JointWorth {
  std::vector<Requirement> when;
  std::vector<double> worth;  ///< by party, units
};

struct Problem {
  std::size_t parties = 0;
  std::vector<LevelIndex> lowest;               ///< by commitment: the levels that are on offer
  std::vector<LevelIndex> highest;              ///< by commitment
  std::vector<std::size_t> first_slot;          ///< by commitment
  std::vector<double> worth;                    ///< [slot * parties + party]: against level 0, units
  std::vector<std::vector<Requirement>> needs;  ///< by slot
  std::vector<JointWorth> complements;
  std::vector<double> today;    ///< gain of the state 0, by party, units
  std::vector<double> unit;     ///< points in a unit, by party
  std::vector<double> accepts;  ///< least gain that a party accepts, units: 0 less the tolerance

  std::size_t commitments() const { return lowest.size(); }
  std::span<const double> of(CommitmentIndex k, LevelIndex l) const {
    return std::span(worth).subspan((first_slot[k] + l) * parties, parties);
  }
};

/// All commitments and parties, gains over W(0).
Problem problem_of(const game::Game& game);

/// The same for some parties (ascending) with the commitments they give, everybody else's at level 0; gains are over
/// `instead`, V by party of the whole game, points.
Problem problem_of(const game::Game& game, std::span<const PartyIndex> parties, std::span<const double> instead);

/// Gains at `x`, by party, units.
std::vector<double> gains(const Problem& problem, const State& x);

/// True when `x` keeps to the levels on offer and meets the needs of every level in it.
bool is_valid(const Problem& problem, const State& x);

}  // namespace entente::bargaining
