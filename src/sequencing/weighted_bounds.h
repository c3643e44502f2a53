// How much a weighted sum of all parties' gains can be over any plan, and over those that pass a given state at a given
// time.
//
// sum_i lambda_i C_i(0) is what the search would maximise if the conditions were those of the box pass alone. Parties
// discount differently, so what a state adds depends on when it is reached; with the elapsed periods t beside the state
// the sum splits into what was earned before and what lies ahead, both exact for this relaxation:
//   before(r, t) + sum_i lambda_i gamma_i^t C_i(r).
// The Nash product is bounded by such a sum, because a geometric mean is at most the arithmetic one:
//   (prod_i g_i)^(1/n) <= (1/n) sum_i lambda_i g_i / (prod_i lambda_i)^(1/n),
// tight where all lambda_i g_i are equal. A state and time, or a label there, that misses what a better plan needs is
// in no better plan.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sequencing/plan_graph.h"

namespace entente::sequencing {

/// Which states plans can pass, and when: for each a range of periods from today. Arrays over all states' times are
/// indexed from `first`.
struct Times {
  static constexpr std::uint16_t kNever = UINT16_MAX;
  std::vector<std::uint16_t> earliest;  ///< by state; kNever: no plan passes
  std::vector<std::uint16_t> latest;
  std::vector<std::uint64_t> first;              ///< by state: where its times begin
  std::vector<std::vector<StateNumber>> layers;  ///< the states that plans pass, by sum of levels
  std::size_t states = 0;                        ///< how many they are
  std::uint64_t all = 0;                         ///< times of all states
  bool passed(StateNumber state) const { return earliest[state] != kNever; }
  std::size_t count(StateNumber state) const {
    return passed(state) ? static_cast<std::size_t>(latest[state] - earliest[state]) + 1 : 0;
  }
};

/// All that today reaches.
Times make_times(const PlanGraph& graph);

/// Bounds for one vector of weights. Sums are weighted points as seen from today, rounded up; -inf: no plan worth
/// looking at passes then.
struct WeightedBounds {
  std::vector<double> weights;   ///< lambda, one a party, > 0
  std::vector<double> discount;  ///< [t * parties + party]: gamma^t
  std::vector<double> omega;     ///< [t * parties + party]: lambda gamma^t
  std::vector<float> ahead;      ///< by time of a state: the largest sum_i omega_i(t) (C_i + once_i) of what follows
  std::vector<float> before;     ///< by time of a state: the largest sum of what came before, less omega_i(t) once_i
  std::vector<float>
      before_each;            ///< [time of a state * parties + party]: the same for each party apart, in its points
  double at_most = 0.0;       ///< the largest sum_i lambda_i C_i(0); -inf when there is no plan
  std::vector<double> value;  ///< C(0) of a plan of the relaxation that has that sum
};

/// What lies ahead of the states and times given.
WeightedBounds bound_ahead(const PlanGraph& graph, const Times& times, std::span<const double> weights);

/// Fills in what came before, for states and times that a plan with a sum of at least `threshold` may pass; `each`: for
/// the parties apart too.
void bound_before(const PlanGraph& graph, const Times& times, double threshold, bool each, WeightedBounds& bounds);

/// The states and times that `bound_before` left open.
Times narrowed(const Times& times, const WeightedBounds& bounds);

}  // namespace entente::sequencing
