// When to inspect, where inspections are few and stages many: recursive inspection games.
//
// n stages, m inspections to spend on them, and an inspectee that means to violate k times. At each stage the inspector
// inspects or not and the inspectee violates or not, both knowing what is left. A violation that is inspected is caught
// and ends the game. Dresher, A sampling inspector problem in arms control agreements, RAND RM-2972 (1962), for k = 1;
// von Stengel, Recursive inspection games, Mathematics of Operations Research 41 (2016) 935-952, for any k; Maschler,
// Naval Research Logistics Quarterly 13 (1966) 11-33, and Avenhaus, von Stengel and Zamir, Inspection games, Handbook
// of Game Theory III (2002) ch. 51, where the payoffs are no longer opposed and the inspector may announce its
// strategy. Closed forms, written so that every term is positive: no cancellation for any n and m. Cost: O(m + k).
#pragma once

#include <cstddef>

namespace entente::verification {

/// To the inspectee a violation is worth 1 undetected and -penalty when caught; the inspector gets the opposite.
struct RecursiveGame {
  std::size_t stages = 1;       ///< n
  std::size_t inspections = 0;  ///< m; more than n are as good as n
  std::size_t violations = 1;   ///< k, the most that the inspectee means; more than n are as good as n
  double penalty = 1.0;         ///< b, >= 0
};

struct StageStrategy {
  double value_to_inspectee = 0.0;  ///< of the whole game
  double inspect = 0.0;             ///< probability of inspecting at the first stage; it does not depend on k
};

/// Throws entente::Error where the penalty is below 0. The strategy at a later stage is that of the game still left.
StageStrategy solve(const RecursiveGame& game);

/// One intended violation; payoffs: legal 0 to both; undetected: inspector -1, inspectee 1; caught: inspector
/// -caught_costs, inspectee -penalty.
struct LeadershipGame {
  std::size_t stages = 1;
  std::size_t inspections = 0;
  double caught_costs = 0.0;  ///< a, 0 to below 1: a violation is bad for the inspector even when caught
  double penalty = 1.0;       ///< b, >= 0
};

struct LeadershipValues {
  double inspector_equilibrium = 0.0;
  double inspectee_equilibrium = 0.0;  ///< the same whether or not the inspector leads
  double inspector_as_leader = 0.0;
  double violation_probability_under_leadership = 0.0;  ///< it stays legal while inspections remain
};

/// Throws entente::Error where a number is not as said above.
LeadershipValues solve(const LeadershipGame& game);

}  // namespace entente::verification
