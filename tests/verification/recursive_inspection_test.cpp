#include "verification/recursive_inspection.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "accord/error.h"

namespace entente::verification {
namespace {

// Value to the row player of a 2x2 game, and how often it plays the first row: pure where there is a saddle point.
struct Solved {
  double value;
  double first;
};

Solved solve_two_by_two(double a, double b, double c, double d) {
  const double at_least = std::max(std::min(a, b), std::min(c, d));
  const double at_most = std::min(std::max(a, c), std::max(b, d));
  if (at_least >= at_most) return {at_least, std::min(a, b) >= std::min(c, d) ? 1.0 : 0.0};
  const double sum = a - b - c + d;
  return {(a * d - b * c) / sum, (d - c) / sum};
}

// The game as it is defined, stage by stage. Rows: inspect or not; columns: violate or stay legal; payoffs to the
// inspector.
Solved stage_by_stage(int n, int m, int k, double penalty) {
  if (n == 0 || k == 0) return {0.0, 0.0};
  const double not_violate = -1.0 + stage_by_stage(n - 1, m, k - 1, penalty).value;
  const double not_legal = stage_by_stage(n - 1, m, k, penalty).value;
  if (m == 0) return {std::min(not_violate, not_legal), 0.0};
  return solve_two_by_two(penalty, stage_by_stage(n - 1, m - 1, k, penalty).value, not_violate, not_legal);
}

TEST(RecursiveInspection, TheClosedFormIsTheGameSolvedStageByStage) {
  for (int n = 1; n <= 7; ++n) {
    for (int m = 0; m < n; ++m) {
      for (int k = 1; k <= n; ++k) {
        for (const double penalty : {0.25, 1.0, 3.0}) {
          const auto u = [](int number) { return static_cast<std::size_t>(number); };
          const StageStrategy found =
              solve(RecursiveGame{.stages = u(n), .inspections = u(m), .violations = u(k), .penalty = penalty});
          const Solved expected = stage_by_stage(n, m, k, penalty);
          EXPECT_NEAR(found.value_to_inspectee, -expected.value, 1e-12) << n << ' ' << m << ' ' << k;
          EXPECT_NEAR(found.inspect, expected.first, 1e-12) << n << ' ' << m << ' ' << k;
        }
      }
    }
  }
}

TEST(RecursiveInspection, AsManyInspectionsAsStagesLeaveNothingToGain) {
  const StageStrategy found = solve(RecursiveGame{.stages = 5, .inspections = 9, .violations = 5});
  EXPECT_EQ(found.value_to_inspectee, 0.0);
  EXPECT_EQ(found.inspect, 1.0);
}

TEST(RecursiveInspection, WithoutInspectionsEveryIntendedViolationSucceeds) {
  EXPECT_NEAR(solve(RecursiveGame{.stages = 9, .inspections = 0, .violations = 4}).value_to_inspectee, 4.0, 1e-12);
  EXPECT_NEAR(solve(RecursiveGame{.stages = 9, .inspections = 0, .violations = 99}).value_to_inspectee, 9.0, 1e-12);
}

TEST(RecursiveInspection, AMillionStagesGiveFiniteAnswers) {
  const StageStrategy few = solve(RecursiveGame{.stages = 1'000'000, .inspections = 1, .penalty = 1.0});
  EXPECT_NEAR(few.value_to_inspectee, 999'999.0 / 1'000'001.0, 1e-12);
  EXPECT_NEAR(few.inspect, 1.0 / 1'000'001.0, 1e-18);
  const StageStrategy many =
      solve(RecursiveGame{.stages = 1'000'000, .inspections = 999'999, .violations = 1'000'000, .penalty = 10.0});
  EXPECT_EQ(many.value_to_inspectee, 0.0);
  EXPECT_NEAR(many.inspect, 1.0 / 11.0, 1e-12);
}

// Both mix so that the other is indifferent; at the last inspection-free stages the inspectee violates.
LeadershipValues equilibrium_stage_by_stage(int n, int m, double a, double b) {
  if (m >= n) return {};
  if (m == 0) return {.inspector_equilibrium = -1.0, .inspectee_equilibrium = 1.0};
  const LeadershipValues after = equilibrium_stage_by_stage(n - 1, m - 1, a, b);
  const LeadershipValues not_after = equilibrium_stage_by_stage(n - 1, m, a, b);
  const double difference = after.inspector_equilibrium - not_after.inspector_equilibrium;
  const double violate = difference / (difference - 1.0 + a);
  const double inspect = (1.0 - not_after.inspectee_equilibrium) /
                         (1.0 - not_after.inspectee_equilibrium + b + after.inspectee_equilibrium);
  return {.inspector_equilibrium = -violate + (1.0 - violate) * not_after.inspector_equilibrium,
          .inspectee_equilibrium =
              inspect * after.inspectee_equilibrium + (1.0 - inspect) * not_after.inspectee_equilibrium};
}

TEST(InspectorLeadership, TheClosedFormIsTheEquilibriumStageByStage) {
  for (int n = 1; n <= 9; ++n) {
    for (int m = 0; m < n; ++m) {
      const LeadershipValues expected = equilibrium_stage_by_stage(n, m, 0.3, 1.7);
      const LeadershipValues found = solve(LeadershipGame{.stages = static_cast<std::size_t>(n),
                                                          .inspections = static_cast<std::size_t>(m),
                                                          .caught_costs = 0.3,
                                                          .penalty = 1.7});
      EXPECT_NEAR(found.inspector_equilibrium, expected.inspector_equilibrium, 1e-12) << n << ' ' << m;
      EXPECT_NEAR(found.inspectee_equilibrium, expected.inspectee_equilibrium, 1e-12) << n << ' ' << m;
    }
  }
}

TEST(InspectorLeadership, AnnouncingTheStrategyNeverHarmsTheInspectorEvenInLongGames) {
  for (const std::size_t m : {0U, 1U, 40U, 499U, 998U}) {
    const LeadershipValues found =
        solve(LeadershipGame{.stages = 1000, .inspections = m, .caught_costs = 0.9, .penalty = 0.5});
    EXPECT_GE(found.inspector_as_leader, found.inspector_equilibrium) << m;
    EXPECT_GE(found.inspector_equilibrium, -1.0) << m;
    EXPECT_LE(found.inspector_as_leader, 0.0) << m;
  }
}

TEST(RecursiveInspection, RefusesWhatIsNoGame) {
  EXPECT_THROW(solve(RecursiveGame{.stages = 0}), Error);
  EXPECT_THROW(solve(RecursiveGame{.stages = 2, .penalty = -1.0}), Error);
  EXPECT_THROW(solve(LeadershipGame{.stages = 2, .caught_costs = 1.0}), Error);
  EXPECT_THROW(solve(LeadershipGame{.stages = 2, .penalty = std::numeric_limits<double>::infinity()}), Error);
}

}  // namespace
}  // namespace entente::verification
