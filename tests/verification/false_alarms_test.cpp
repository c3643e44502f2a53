#include "verification/false_alarms.h"

#include <gtest/gtest.h>

#include <cmath>

#include "accord/error.h"

namespace entente::verification {
namespace {

const AlarmGame kGame{
    .caught_costs = 0.25, .penalty = 4.0, .false_alarm_costs = 0.05, .false_alarm_penalty = 0.3, .shift = 1.5};

TEST(FalseAlarms, UnderTheBestTestViolatingGainsNothing) {
  for (const double shift : {0.01, 0.5, 1.5, 3.3, 10.0, 30.0}) {
    AlarmGame game = kGame;
    game.shift = shift;
    const AlarmSolution found = solve(game);
    const double violating = found.nondetection - game.penalty * (1.0 - found.nondetection);
    EXPECT_NEAR(violating, -game.false_alarm_penalty * found.false_alarm, 1e-12) << shift;
    EXPECT_NEAR(found.nondetection, missed_shift(found.false_alarm, shift), 1e-9) << shift;
  }
}

TEST(FalseAlarms, NoOtherSensitivityIsBetterForTheInspectorInEquilibrium) {
  const AlarmSolution found = solve(kGame);
  const auto inspector = [&](double alpha) {
    const double missed = missed_shift(alpha, kGame.shift);
    return -(1.0 - found.violation_probability) * kGame.false_alarm_costs * alpha -
           found.violation_probability * (kGame.caught_costs + (1.0 - kGame.caught_costs) * missed);
  };
  EXPECT_NEAR(inspector(found.false_alarm), found.inspector_equilibrium, 1e-12);
  for (double alpha = 0.0; alpha <= 1.0; alpha += 1e-4)
    EXPECT_LE(inspector(alpha), found.inspector_equilibrium + 1e-12);
}

TEST(FalseAlarms, ALessSensitiveTestNoLongerDeters) {
  const AlarmSolution found = solve(kGame);
  const double alpha = 0.9 * found.false_alarm;
  const double missed = missed_shift(alpha, kGame.shift);
  EXPECT_GT(missed - kGame.penalty * (1.0 - missed), -kGame.false_alarm_penalty * alpha);
}

TEST(FalseAlarms, LeadingIsWorthMoreThanTheEquilibrium) {
  const AlarmSolution found = solve(kGame);
  EXPECT_GT(found.inspector_as_leader, found.inspector_equilibrium);
}

TEST(FalseAlarms, AtTheEndsTheTestAlwaysOrNeverAlarms) {
  EXPECT_EQ(missed_shift(0.0, 2.0), 1.0);
  EXPECT_EQ(missed_shift(1.0, 2.0), 0.0);
}

TEST(FalseAlarms, RefusesPayoffsThatMakeNoSense) {
  AlarmGame game = kGame;
  game.false_alarm_penalty = game.penalty;
  EXPECT_THROW(solve(game), Error);
  game = kGame;
  game.shift = 0.0;
  EXPECT_THROW(solve(game), Error);
  game = kGame;
  game.caught_costs = 1.0;
  EXPECT_THROW(solve(game), Error);
  EXPECT_THROW(missed_shift(1.1, 1.0), Error);
}

}  // namespace
}  // namespace entente::verification
