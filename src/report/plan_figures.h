// Everything that is said of one plan, and people's own plans side by side: the way of `evaluate`.
//
// accord -> game -> conditions, certificate, best response -> trust, exposure. Nothing is searched here, and one plan
// is done in milliseconds.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "accord/accord.h"
#include "game/game.h"
#include "sequencing/best_response.h"
#include "sequencing/certificate.h"
#include "sequencing/evaluate.h"
#include "sequencing/trust.h"

namespace entente::report {

/// By what a plan is known to be self-enforcing, beside its certificate.
enum class Confirmed {
  best_response,  ///< no party has a better strategy in the game of MODEL 4.1, every private state looked at
  conditions      ///< by the conditions of MODEL 4.2 alone
};

/// How far a plan may be from the best one.
struct Proof {
  std::optional<double>
      nash_product_at_most;   ///< upper bound on the product of gains over any plan, value points multiplied
  std::optional<double> gap;  ///< n-th root of (bound / own product) less 1; 0: proved best
};

/// Everything that is said of one plan.
struct PlanFigures {
  accord::Plan plan;
  sequencing::Evaluation evaluation;
  sequencing::Certificate certificate;
  Confirmed confirmed = Confirmed::conditions;
  std::vector<sequencing::BestResponse> responses;  ///< of the parties that could be checked exactly
  bool beaten = false;                              ///< some best response is worth more than keeping the plan
  bool keeps_pace = true;                           ///< false: people's plan that jumps or hurries
  sequencing::Trust trust;
  std::vector<std::vector<sequencing::Exposure>> exposures;  ///< by step
  Proof proof;
};

/// Above so many private states of a party its exact best response is left out (MODEL 4.1).
inline constexpr std::size_t kMostPrivateStates = 10'000'000;

/// The figures of `plan` where each party asks for `margin` (points, by party) more than nothing at every condition.
/// Throws PlanError for a plan that is no path of the lattice.
PlanFigures figures_of(const accord::Accord& accord, const game::Game& game, accord::Plan plan,
                       std::span<const double> margin, std::size_t most_private_states = kMostPrivateStates);

/// The condition that breaks first: at the first point where any does, the one of smallest slack as a share of the
/// party's best gain; null when the plan holds.
const sequencing::Condition* first_break(const PlanFigures& figures, std::span<const double> best_gain);

struct Comparison {
  accord::Accord accord;
  std::vector<double> best_gain;   ///< used for shares: each party's best gain among these plans
  std::vector<PlanFigures> plans;  ///< in the order given
  std::vector<std::string> notes;  ///< in words: what the figures go by
};

/// The same figures for people's own plans, side by side. Throws PlanError for one that is no path of the lattice.
Comparison compare(const accord::Accord& accord, const std::vector<accord::Plan>& plans,
                   std::size_t most_private_states = kMostPrivateStates);

}  // namespace entente::report
