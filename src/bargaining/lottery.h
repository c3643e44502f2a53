// The solutions when the parties may also agree on a lottery over packages: what a coin toss could add to the best
// package, and an upper bound on any package.
//
// Outcomes are given by their gains over no deal, one list a package, one entry a party; only packages within
// participation should be among them. A lottery is worth its expected gains, each party on its own scale. The sets of
// expected gains are convex, so these are the solutions of Nash (1950) and Kalai & Smorodinsky (1975) as first defined.
#pragma once

#include <optional>
#include <vector>

namespace entente::bargaining {

struct Lottery {
  std::vector<double> chance;  ///< by outcome; at most one more than there are parties differ from 0
  std::vector<double> gain;    ///< expected, by party
  double least_share = 0.0;    ///< smallest gain over `unit`; only where it was asked for
};

/// The lottery with the largest smallest gain, party i's gain counted in units of unit[i] > 0: each party's best gain
/// for Kalai-Smorodinsky, 1 for egalitarian (which compares points of parties). Empty when there are no outcomes.
std::optional<Lottery> fairest_lottery(const std::vector<std::vector<double>>& gains, const std::vector<double>& unit);

/// The lottery with the largest product of expected gains; empty when none gives every party something. Exact up to
/// rounding: an active-set method that ends when no outcome raises the product by more than 1e-12 of it.
std::optional<Lottery> nash_lottery(const std::vector<std::vector<double>>& gains);

}  // namespace entente::bargaining
