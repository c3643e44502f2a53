// One backward pass that keeps labels: plans that can be carried on from a state and meet every condition from there
// on.
//
// The passes of a search differ in what they keep: everything that nothing dominates, all within a tolerance, or a few
// labels a state; and in where they look: everywhere, or only where a better plan than the best one found may pass.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "sequencing/objective.h"
#include "sequencing/plan_graph.h"
#include "sequencing/search.h"
#include "sequencing/weighted_bounds.h"

namespace entente::sequencing {

/// Where a pass looks: labels that a plan good enough may continue with. What came before a label at one time is worth
/// to each party no more than its own bound, and to all no more than their weighted sum; gains within both must be able
/// to reach the goal.
struct Corridor {
  const Times* times = nullptr;
  const WeightedBounds* bounds = nullptr;  ///< with `before` and `before_each`
  const Objective* objective = nullptr;
  std::span<const double> disagreement;  ///< W_i(0)
  double goal = 0.0;                     ///< worth of gains
};

struct LabelPassOptions {
  std::size_t most = 0;         ///< labels a state; 0: all
  std::span<const double> eps;  ///< by party, value points, of the whole pass; empty: exact
  /// How labels are ranked where `most` cuts: without a corridor by the product of gains over W, with it by the most
  /// that a plan with the label may be worth.
  const Corridor* corridor = nullptr;
  std::uint64_t most_comparisons = 0;  ///< gives up after so many comparisons of labels; 0: never
  std::size_t most_bytes = 0;          ///< gives up when labels hold more; 0: never
  OnStates on_states;
};

struct LabelTable {
  std::vector<StateLabels> labels;  ///< by state
  std::vector<Arena> arenas;
  bool finished = true;       ///< false: gave up; the labels are then of no use
  bool cut = false;           ///< labels that nothing dominates were dropped because of `most`
  double best_dropped = 0.0;  ///< with a corridor and when cut: the most that a plan with a dropped label may be worth
  std::size_t states_with_labels = 0;
  std::uint64_t kept = 0;
  std::uint64_t comparisons = 0;
};

LabelTable label_pass(const PlanGraph& graph, const LabelPassOptions& options);

/// The plans of today's labels, in their order.
std::vector<FoundPlan> plans_of(const PlanGraph& graph, const LabelTable& table);

}  // namespace entente::sequencing
