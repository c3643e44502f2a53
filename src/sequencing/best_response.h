// The definition of self-enforcing itself (MODEL 4.1): what is the best that one party can get against a plan that
// everybody else keeps, whatever it does and as often as it likes?
//
// Exact backward induction over the party's private states: the point of the plan and the period within its step, its
// own true levels (what it withheld or took back unseen), and a take-back under way. It shares nothing with the
// conditions of MODEL 4.2 that it is held against; best_response.cpp gives the order of events, period by period. Steps
// may jump. Cost: some 10^7 private states a second, times 2^(commitments it delivers at one gate). Memory: those of
// two points.
#pragma once

#include <cstddef>
#include <optional>

#include "accord/accord.h"

namespace entente::sequencing {

struct BestResponse {
  accord::PartyIndex party = 0;
  double plan_value = 0.0;  ///< C_i at `point`, value points
  double best_value = 0.0;  ///< what its best strategy is worth there, value points; >= plan_value up to rounding
  /// Where most is to be gained by starting to break the plan, as a share of max(1, |value|): 0 before the first step,
  /// steps.size() while the accord holds.
  std::size_t point = 0;
  std::size_t private_states = 0;  ///< as the function of that name counts them
  /// MODEL 4.1: worth more than keeping the plan by more than 1e-6 max(1, |value|) at some point of it.
  bool beats_the_plan = false;
};

/// How many private states `party` has in `plan`, those of the review after a finding with them: decides whether the
/// exact check is affordable. Throws PlanError when the plan is not a path of the lattice.
double private_states(const accord::Accord& accord, const accord::Plan& plan, accord::PartyIndex party);

/// The best response of `party` to `plan` at the best values of the accord; empty when it has more than `most_states`
/// private states. Throws PlanError when the plan is not a path of the lattice.
std::optional<BestResponse> best_response(const accord::Accord& accord, const accord::Plan& plan,
                                          accord::PartyIndex party, std::size_t most_states = 10'000'000);

}  // namespace entente::sequencing
