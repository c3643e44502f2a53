// The numbers of one accord: dense tables made from it at the best values of its ranges (MODEL sections 2 and 4.2).
//
// Time runs in periods; a flow falls due at the start of a period, the first one undiscounted. All values are points on
// the party's own scale. Tables are indexed by a *slot*: one for every commitment and level, level 0 included.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "accord/accord.h"

namespace entente::game {

using accord::CommitmentIndex;
using accord::LevelIndex;
using accord::PartyIndex;
using accord::Requirement;
using accord::State;

/// A number of periods that never ends.
inline constexpr std::size_t kForever = std::numeric_limits<std::size_t>::max();

/// [n]_b = (1 - b^n)/(1 - b): what one point a period is worth over n periods, the first undiscounted.
double annuity(double discount, std::size_t periods);

/// b^n, 0 after kForever.
double discounted(double discount, std::size_t periods);

/// What taking one level back costs and brings its giver, period by period (MODEL 4.2, keeps). Entry j-1 stands for j
/// periods under way, j = 1..undo. With them, S_j = found[j] (C - R) - cost[j], and `leave` adds unseen[j] (C - W -
/// head_start[j]).
struct TakeBack {
  std::vector<double> found;       ///< sum_{h<=j} gamma^h q_h
  std::vector<double> cost;        ///< sum_{h<=j} gamma^h q_h c*(u-h) + beta theta gamma^(h-1) v_(h-1) c(u-h)
  std::vector<double> unseen;      ///< gamma^j v_j
  std::vector<double> head_start;  ///< c(u-j)
};

struct LevelTerms {
  std::size_t takes = 0;    ///< periods to reach it from the level below, >= 1; 0 for today
  std::size_t undo = 0;     ///< periods to take it back; kForever: never
  double seen = 1.0;        ///< chance that a shortfall is seen at the gate
  double watched = 1.0;     ///< chance a period that taking it back is seen
  bool falls = false;       ///< after a breakdown it falls by itself (MODEL section 2, W)
  bool alone = false;       ///< its giver can take it back alone
  double hidden_worth = 0;  ///< B_k(l): the most that a hidden shortfall can be worth to its giver
  double at_will = 0;       ///< w*_k(l): its giver's worth when taken back at will
  TakeBack take_back;       ///< empty where the giver can not take it back alone
  std::vector<Requirement> needs;
};

/// A level that a complement needs, with how long it stands there from every level of its commitment. The worth of a
/// span is kept instead of the span, [t]_b of each party's own b: the shortest span of several members is the smallest
/// worth.
struct ComplementMember {
  CommitmentIndex commitment = 0;
  LevelIndex level = 0;
  std::vector<std::vector<double>>
      after;  ///< [party][level]: [t]_b, t until it falls below by itself after a breakdown; 0 where it does not stand
  std::vector<std::vector<double>> found_out;  ///< [party][level]: [d + t]_b; 0 where it does not stand
  std::vector<double> brought_below;           ///< [level]: [t]_b of its giver, t to take it below alone
};

struct ComplementTerms {
  std::vector<ComplementMember> when;
  std::vector<double> flow;  ///< points a period, by party
};

struct CommitmentTerms {
  PartyIndex by = 0;
  std::size_t first_slot = 0;
  std::vector<LevelTerms> levels;        ///< [0] is today
  std::vector<std::size_t> complements;  ///< those that name it
};

struct PartyTerms {
  double beta = 0;             ///< discount of a period
  double gamma = 0;            ///< beta (1 - theta)
  double forever = 0;          ///< [inf]_b
  double review_discount = 0;  ///< b^d
  double review_annuity = 0;   ///< [d]_b
  double breakdown = 0;        ///< points a period after a breakdown
  double penalty = 0;          ///< points a period after a response, <= 0
  std::vector<double> flow;    ///< f_ik(l) by slot, points a period
  std::vector<double> once;    ///< o_ik(l) by slot, points
  std::vector<double> after;   ///< w_ik(l) by slot: the commitment's own part of W, points
};

struct Game {
  double period = 0;       ///< years
  double theta = 0;        ///< chance a period that some leadership walks away
  std::size_t review = 0;  ///< d: periods from being seen to the response
  double succeeds = 1;     ///< chance that a seen breach gets a response
  std::size_t slots = 0;
  std::size_t per_step = kForever;   ///< levels one step may raise
  std::size_t per_party = kForever;  ///< and by one party
  std::vector<PartyTerms> parties;
  std::vector<CommitmentTerms> commitments;
  std::vector<ComplementTerms> complements;
  State today;  ///< where plans begin

  std::size_t slot(CommitmentIndex k, LevelIndex l) const { return commitments[k].first_slot + l; }
  const LevelTerms& level(CommitmentIndex k, LevelIndex l) const { return commitments[k].levels[l]; }
  LevelIndex top(CommitmentIndex k) const { return commitments[k].levels.size() - 1; }
};

/// What a party may secretly give up (MODEL section 7): its own costs, negative values of its own commitments, times
/// `factor`.
struct SecretCosts {
  PartyIndex party = 0;
  double factor = 1.0;
};

/// The tables of `accord` at the best value of every range. The accord must be one that the reader accepts.
Game compile(const accord::Accord& accord, const SecretCosts& secret = {});

/// Makes of `game` what compile(accord, secret) gives, to the last bit, in much less time. The game must have been
/// compiled from the same accord with secret costs of no other party than `secret.party`.
void compile_secret_costs(Game& game, const accord::Accord& accord, const SecretCosts& secret);

/// What a take-back has gained its giver by the time it ends early (MODEL 4.2, head start). Entry h-1 stands for h
/// periods under way, h = 1..undo, value points.
struct HeadStart {
  std::vector<double> at_breakdown;  ///< c_k(l, u-h): where a breakdown follows
  std::vector<double> found_out;     ///< c*_k(l, u-h): where it is found and own levels are taken back at will
};

/// The level must have an `undo`; the game must be compiled.
HeadStart head_start(const Game& game, CommitmentIndex k, LevelIndex l);

/// The number of states, valid or not; a double because it may pass 2^64.
double count_states(const Game& game);

}  // namespace entente::game
