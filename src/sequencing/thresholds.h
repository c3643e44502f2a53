// The conditions of MODEL 4.2 folded into one number a party: what its continuation must at least be worth.
//
// Every condition is increasing and affine in C_i(s), so those at a state become a floor under C_i(x) and X_i that
// depends on the state alone, and those at a gate a floor under C_i(s). The search compares numbers and evaluates no
// condition twice. tests/sequencing holds the floors against conditions.h.
#pragma once

#include <span>
#include <vector>

#include "game/game.h"

namespace entente::sequencing {

/// One piece of `leave midway`: C - W >= share (R - W) + constant.
struct LeavePiece {
  double share = 0.0;     ///< chance-weighted part that meets the response, 0..1
  double constant = 0.0;  ///< value points
};

/// What keeping one commitment, at one level of it, asks of its giver's continuation.
struct KeepFloor {
  double above_found_out = 0.0;   ///< stop and finish: C >= R + this; -inf: nothing asked, +inf: can not be met
  std::vector<LeavePiece> leave;  ///< upper envelope over all levels up to this one and all times
};

/// The floors of one game at one margin.
struct Thresholds {
  std::vector<double> margin;   ///< value points, one a party
  std::vector<KeepFloor> keep;  ///< by slot
};

Thresholds make_thresholds(const game::Game& game, std::span<const double> margin);

/// The least C_i and X_i that keeping the commitment allows its giver, where R_i = `found_out` and W_i = `breakdown`;
/// -inf where it can not be taken back alone.
double floor_of(const KeepFloor& keep, double found_out, double breakdown);

/// What the search needs to know of a state, for one party.
struct StateTerms {
  double base = 0.0;       ///< U_i + beta theta W_i, points a period
  double breakdown = 0.0;  ///< W_i
  double floor = 0.0;      ///< keeps: C_i(x) and X_i must reach it; -inf: nothing asked
};

StateTerms state_terms(const game::Game& game, const Thresholds& thresholds, accord::PartyIndex party,
                       const accord::State& x);

/// The least C_i(s) at which party i delivers `due` (its own commitments, raised by one level each) at a gate into s,
/// `to_gate` = gamma_i^T. -inf when `due` is empty. `s` is changed on the way and put back: the search calls this too
/// often for copies.
double gate_floor(const game::Game& game, const Thresholds& thresholds, accord::PartyIndex party, accord::State& s,
                  std::span<const accord::CommitmentIndex> due, double to_gate);

}  // namespace entente::sequencing
