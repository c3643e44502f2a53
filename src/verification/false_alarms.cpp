#include "verification/false_alarms.h"

#include <boost/math/tools/roots.hpp>
#include <cmath>
#include <cstdint>
#include <utility>

#include "accord/error.h"
#include "verification/arguments.h"
#include "verification/normal.h"

namespace entente::verification {

namespace {

constexpr double kFarOut = 39.0;  // standard deviations beyond which a tail is 0 in doubles

void check(const AlarmGame& game) {
  require_not_below(game.caught_costs, 0.0, "what a detected violation costs the inspector");
  if (game.caught_costs >= 1.0) {
    throw Error("a detected violation costs the inspector as much as an undetected one; write a number below 1");
  }
  require_above(game.penalty, 0.0, "the penalty");
  require_not_below(game.false_alarm_costs, 0.0, "what a false alarm costs the inspector");
  require_not_below(game.false_alarm_penalty, 0.0, "what a false alarm costs the inspectee");
  if (game.false_alarm_penalty >= game.penalty) {
    throw Error("a false alarm costs the inspectee as much as a detected violation; write a number below the penalty");
  }
  require_above(game.shift, 0.0, "the shift of a violation");
}

// The threshold, in standard deviations, at which violating gains nothing over being legal. Nondetection rises with it
// from 0 to 1, and what must not be exceeded lies between (b-h)/(1+b) > 0 and b/(1+b) < 1. The difference could rise
// and fall again, but is negative at one end and positive at the other with one zero between: in terms of the false
// alarm probability it is convex, above 0 at one end and below at the other.
double indifferent_threshold(const AlarmGame& game) {
  const auto gains = [&](double threshold) {
    return normal_below(threshold - game.shift) -
           (game.penalty - game.false_alarm_penalty * normal_above(threshold)) / (1.0 + game.penalty);
  };
  std::uintmax_t steps = 400;
  const auto [below, above] = boost::math::tools::toms748_solve(gains, -kFarOut, game.shift + kFarOut,
                                                                boost::math::tools::eps_tolerance<double>(52), steps);
  return below + (above - below) / 2.0;
}

}  // namespace

AlarmSolution solve(const AlarmGame& game) {
  check(game);
  const double threshold = indifferent_threshold(game);
  AlarmSolution result;
  result.false_alarm = normal_above(threshold);
  result.nondetection = (game.penalty - game.false_alarm_penalty * result.false_alarm) / (1.0 + game.penalty);
  // The inspector must have no better alpha: (1-q) e = q (1-a) L, where L, the likelihood ratio at the threshold, is
  // how fast nondetection falls with alpha.
  const double inverse_ratio = std::exp(game.shift * game.shift / 2.0 - game.shift * threshold);
  const double weight = game.false_alarm_costs * inverse_ratio;
  result.violation_probability = std::isfinite(weight) ? weight / (weight + 1.0 - game.caught_costs) : 1.0;
  const double violated = game.caught_costs + (1.0 - game.caught_costs) * result.nondetection;
  result.inspector_as_leader = -game.false_alarm_costs * result.false_alarm;
  result.inspector_equilibrium =
      (1.0 - result.violation_probability) * result.inspector_as_leader - result.violation_probability * violated;
  result.inspectee = -game.false_alarm_penalty * result.false_alarm;
  return result;
}

double missed_shift(double false_alarm, double shift) {
  require_probability(false_alarm, "the false alarm probability");
  require_finite(shift, "the shift");
  if (false_alarm == 0.0) return 1.0;
  if (false_alarm == 1.0) return 0.0;
  return normal_below(normal_exceeded_with(false_alarm) - shift);
}

}  // namespace entente::verification
