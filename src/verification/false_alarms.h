// How sensitive a test should be when it can accuse the innocent.
//
// One violation or none; a measurement that a violation shifts by `shift` standard deviations; an alarm above a
// threshold. The inspector announces the false alarm probability alpha; the best is the smallest that still deters.
// Avenhaus, von Stengel and Zamir, Inspection games, Handbook of Game Theory III (2002) ch. 51, sections 2 and 3.
#pragma once

namespace entente::verification {

/// Payoffs: legal and no alarm 0 to both; undetected violation: inspector -1, inspectee 1.
struct AlarmGame {
  double caught_costs = 0.0;         ///< a: what a detected violation costs the inspector, 0 to below 1
  double penalty = 1.0;              ///< b > 0: what a detected violation costs the inspectee
  double false_alarm_costs = 0.0;    ///< e >= 0: what a false alarm costs the inspector
  double false_alarm_penalty = 0.0;  ///< h, 0 to below b: what a false alarm costs the inspectee
  double shift = 1.0;                ///< mu/sigma > 0
};

struct AlarmSolution {
  double false_alarm = 0.0;            ///< alpha: fixed by the inspectee's payoffs alone
  double nondetection = 0.0;           ///< beta = (b - h alpha) / (1 + b): it gains nothing by violating
  double violation_probability = 0.0;  ///< in equilibrium, where the inspector announces nothing
  double inspector_equilibrium = 0.0;
  double inspectee = 0.0;  ///< in equilibrium and under an announced alpha
  double inspector_as_leader = 0.0;
};

/// Throws entente::Error where a number is not as said above.
AlarmSolution solve(const AlarmGame& game);

/// The chance that the best test of this false alarm probability misses the shift (Neyman and Pearson).
double missed_shift(double false_alarm, double shift);

}  // namespace entente::verification
