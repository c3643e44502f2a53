// Chooses among the plans of a frontier (MODEL section 5). No choice changes with the scale of a party's points.
//
// - Nash: largest product of gains over the parties whose best gain is positive.
// - Kalai-Smorodinsky: gains as shares of each party's best gain, largest smallest share first, then the next
// (leximin).
// - securest: the plan with the largest margin, counted for each party as a share of its best gain at margin 0.
// Ties within 1e-9 go to the earlier finish, then to the plan that comes first step by step.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "sequencing/search.h"

namespace entente::sequencing {

/// Each party's best gain over W_i(0) on the frontier, value points; zeros for an empty one.
std::vector<double> best_gains(std::span<const FoundPlan> frontier, std::span<const double> disagreement);

/// Places in the frontier; empty for an empty frontier.
std::optional<std::size_t> nash(std::span<const FoundPlan> frontier, std::span<const double> disagreement,
                                std::span<const double> best_gain);
std::optional<std::size_t> kalai_smorodinsky(std::span<const FoundPlan> frontier, std::span<const double> disagreement,
                                             std::span<const double> best_gain);

/// The product of gains as shares of the best gains, over the parties whose best gain is positive.
double nash_product(std::span<const double> value, std::span<const double> disagreement,
                    std::span<const double> best_gain);

/// True when plan `a` comes before plan `b`: earlier finish, then step by step.
bool comes_first(const FoundPlan& a, const FoundPlan& b);

/// The largest margin at which `plan` still holds, as a share of each party's best gain.
double margin_of(const game::Game& game, const FoundPlan& plan, std::span<const double> best_gain);

struct Securest {
  FoundPlan plan;
  double margin = 0.0;  ///< share of each party's best gain
  bool proved = false;  ///< no plan has a larger margin (to 1e-9); else the best of the plans found
};

/// The securest plan, by bisection on the margin with exact searches. `options` as for the search at margin 0.
std::optional<Securest> securest(const game::Game& game, std::span<const FoundPlan> frontier,
                                 std::span<const double> best_gain, SearchOptions options);

/// The same among the plans at hand, for lattices on which the search can not be repeated.
std::optional<Securest> securest_of(const game::Game& game, std::span<const FoundPlan> frontier,
                                    std::span<const double> best_gain);

}  // namespace entente::sequencing
