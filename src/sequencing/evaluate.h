// The figures of one plan: what it is worth to each party, how far each is from breaking it at every point, where it
// breaks.
//
// Works for searched plans and for people's own, jumps included (MODEL section 5). Nothing here is a certificate; see
// certificate.h for that.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "sequencing/conditions.h"

namespace entente::sequencing {

struct Evaluation {
  Walk walk;
  std::vector<std::vector<double>> value;  ///< C_i: [point][party], value points seen from the point
  std::vector<std::vector<Condition>>
      weakest;                    ///< [point][party]: the condition of smallest slack; a stop counts only when negative
  std::vector<Condition> broken;  ///< all that miss the margin, by point, then party
  std::vector<double> gain;       ///< C_i(0) - W_i(0)
  std::vector<double> over_standing_still;  ///< C_i(0) - H_i(0): against signing and then doing nothing
  std::size_t periods = 0;                  ///< from today to the last gate
  double min_slack = 0.0;                   ///< the plain smallest slack, each on its party's own scale
  bool holds() const { return broken.empty(); }
};

/// Evaluates the path `points` (at least one state, each at or above the one before). `margin` has one number a party,
/// value points; empty: 0.
Evaluation evaluate(const game::Game& game, std::vector<State> points, std::span<const double> margin = {});

/// The states a list of steps passes, from today; the steps must be a path of the lattice (accord::path checks that).
std::vector<State> states_of(const game::Game& game, std::span<const accord::Step> steps);

/// The condition of smallest slack at a point, slacks counted as shares of `best_gain` (parties without one: plain
/// points).
const Condition& tightest(const Evaluation& evaluation, std::size_t point, std::span<const double> best_gain);

/// The same over the whole plan.
const Condition& weakest_link(const Evaluation& evaluation, std::span<const double> best_gain);

/// Slack as a share of the party's best gain; plain points where the best gain is not positive.
double share_of_best(const Condition& condition, std::span<const double> best_gain);

}  // namespace entente::sequencing
