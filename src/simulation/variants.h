// What each clock and threshold of a procedure does: the same runs again with one of them changed. Every other random
// number stays as it was, so what differs is what the change does.
#pragma once

#include <string>
#include <vector>

#include "simulation/plan_process.h"
#include "simulation/simulate.h"

namespace entente::simulation {

enum class VariantKind {
  proof,      ///< the standard of proof: along one curve from trigger-happy to blind
  clock,      ///< a clock of the procedure, or how late a delivery may be
  threshold,  ///< votes, excuses
  rate        ///< a rate at an end of its range
};

struct Variant {
  VariantKind kind = VariantKind::clock;
  std::string what;  ///< "clock of stage council", "false_alarms"
  double from = 0.0;
  double to = 0.0;
  accord::RateUnit unit = accord::RateUnit::share;  ///< of `from` and `to`
  bool as_it_is = false;                            ///< nothing changed, for comparison
  double confirms = 0.0;                            ///< of the review, which a change of proof or clock moves
  Process process;
};

/// In the order of the kinds. Where a review never errs, or takes no time, its standard of proof or its clock is left
/// out: there is nothing to trade.
std::vector<Variant> variants_of(const accord::Accord& accord, const PlannedAccord& plan, const UsedRates& rates,
                                 const Process& as_it_is);

/// The shares that a variant is judged by.
struct VariantOutcome {
  double standing = 0.0;        ///< at the horizon
  double completed = 0.0;       ///< by then
  double lost_to_alarms = 0.0;  ///< accords that collapsed over a false alarm
  double lost_to_delays = 0.0;
  double lost_to_breaches = 0.0;  ///< over a real breach
  double answered = 0.0;          ///< of the breaches that began; not a number where none did
  double suspended_years = 0.0;   ///< a run
};

VariantOutcome outcome_of(const Results& results);

}  // namespace entente::simulation
