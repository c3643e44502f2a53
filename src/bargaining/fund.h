// A fund that makes an accord worth signing: how large it must be, who can pay, and fair shares of it.
//
// Somebody who loses by a package can be paid to sign by those who gain. Money is counted in units of the fund; what a
// unit costs a payer and what it is worth to a receiver turn gains in points into gains in units, so points of two
// parties never meet. A unit counts as points once, like `once` of a level (MODEL section 6: everything delivered at
// once).
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "accord/accord.h"
#include "bargaining/cooperative.h"
#include "game/game.h"

namespace entente::bargaining {

/// What players need and could pay, by their gains in units: who is below 0 must be paid that much to sign.
struct FundNeed {
  double least = 0.0;   ///< units: what goes to others, and what players below 0 lack
  double spare = 0.0;   ///< units that the players above 0 could pay and still sign
  bool enough() const;  ///< spare covers least, within 1e-9 of it
};

/// `due`: units that must go to others than these players.
FundNeed fund_need(const std::vector<double>& gains, double due = 0.0);

/// Payments (below 0: paid to that player) after which all have the same gain; they add up to `due`.
std::vector<double> pay_to_equal_surplus(const std::vector<double>& gains, double due = 0.0);

/// Players below 0 are paid what they lack; who is above 0 pays the same share of its gain as every other. Where nobody
/// is above 0, nobody pays.
std::vector<double> pay_in_proportion(const std::vector<double>& gains, double due = 0.0);

/// One way to share the fund between its contributors.
struct FundShares {
  std::vector<double> payment;   ///< units, by contributor in the order of the file; below 0: paid to it
  std::vector<double> left;      ///< its gain after paying, units
  bool everybody_signs = false;  ///< no contributor is left below 0
  bool in_core = false;          ///< no group of contributors does better by itself
};

/// Whether a fund can carry a package, and why not.
enum class FundVerdict {
  carries,       ///< everybody signs
  out_of_reach,  ///< a party that loses is neither a contributor nor paid by a tranche that is due
  too_small,     ///< more is needed than the most that the fund may hold
  too_dear       ///< the contributors gain less than they would have to pay
};

struct FundAnswer {
  std::vector<double> gain;       ///< V_i(x) - W_i(0) without the fund, points, by party
  std::vector<double> shortfall;  ///< what it lacks to sign, points, by party; 0: nothing
  FundVerdict verdict = FundVerdict::carries;
  std::vector<accord::PartyIndex> out_of_reach;  ///< ascending
  double size = 0.0;                             ///< the least fund for this package, units
  std::vector<bool> due;                         ///< by tranche: its levels stand in the package
  std::vector<double> receives;                  ///< units, by party, at that size
  double paid = 0.0;                             ///< units that the contributors must raise at that size
  std::vector<double> contributor_gain;          ///< units before paying, by contributor
  FundNeed need;                                 ///< of the contributors, `paid` among it

  /// The game of the contributors: what a group of them would have left, units, if it alone paid, for the part of the
  /// package (a valid state at or below it) that suits it best and that everybody else signs without paying; all of
  /// them together have what the package itself leaves. Empty unless the verdict is `carries`.
  std::optional<CooperativeGame> game;
  bool every_part_seen = true;  ///< false: too many parts, so that groups are offered the package itself only
  Core core;
  std::optional<FundShares> equal_surplus;
  std::optional<FundShares> in_proportion;
  std::optional<FundShares> shapley;
  std::optional<FundShares> nucleolus;  ///< empty also where groups of one would together have more than all have
};

/// The least size of `fund` with which everybody signs package `x` (a valid state), and shares of it. `fund` has 1 to
/// 12 contributors; ranges count at their best value.
FundAnswer solve_fund(const game::Game& game, const accord::Fund& fund, const accord::State& x);

/// Where to look when there is no package without a fund: the valid state that a fund carries for the least money, of
/// equals the one that leaves the contributors most. Empty when a fund carries none; also when there are more than
/// 1,000,000 states, which are looked at one by one.
std::optional<accord::State> cheapest_funded_state(const game::Game& game, const accord::Fund& fund);

}  // namespace entente::bargaining
