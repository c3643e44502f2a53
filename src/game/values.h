// What a state is worth: while the accord stands, after a breakdown, held for ever, and found out (MODEL sections 2
// and 4.2).
//
// All in value points of party i at that moment; flows are points a period.
#pragma once

#include "game/game.h"

namespace entente::game {

/// U_i(x): points a period at state x.
double flow(const Game& game, PartyIndex i, const State& x);

/// W_i(x): present value when cooperation ends at x and every level falls as its rule says.
double breakdown(const Game& game, PartyIndex i, const State& x);

/// W_i of every party where plans begin: what each gets without a deal.
std::vector<double> disagreement(const Game& game);

/// H_i(x): present value of the accord standing at x for ever, turnover aside.
double holding(const Game& game, PartyIndex i, const State& x);

/// R_i(x): an upper bound on what being found out at x is worth, own levels taken back at will (MODEL 4.2).
double found_out(const Game& game, PartyIndex i, const State& x);

/// Commitment k's part of R_i when it stands at level l: own levels taken back at will, others' held through the
/// review.
double found_out_part(const Game& game, PartyIndex i, CommitmentIndex k, LevelIndex l);

/// Every level that the complement names stands at x.
bool stands(const ComplementTerms& complement, const State& x);

/// What a point a period from the complement is worth to party i after a breakdown at x; 0 where it does not stand.
double stands_after(const ComplementTerms& complement, PartyIndex i, const State& x);

/// The same for one found out at x: what it gains by stands through the review, what it loses by can be ended by its
/// own hand.
double stands_found_out(const Game& game, const ComplementTerms& complement, PartyIndex i, const State& x);

/// V_i(x): everything up to x that does not stand yet delivered at once, and all of it kept for ever (MODEL section
/// 6).
double delivered_at_once(const Game& game, PartyIndex i, const State& x);

}  // namespace entente::game
