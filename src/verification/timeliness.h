// One surprise inspection in a period: how long a violation stays undetected at worst.
//
// The inspectee chooses when to violate, from the beginning of the period on; it is detected by the inspection if that
// comes later, else at the period's end, which is always inspected. Both are unobservable: neither learns what the
// other did before. Diamond, Minimax policies for unobservable inspections, Mathematics of Operations Research 7 (1982)
// 139-153; Avenhaus, von Stengel and Zamir, Handbook of Game Theory III (2002) ch. 51, section 4.
#pragma once

#include <cstddef>
#include <vector>

namespace entente::verification {

/// One inspection at any time of a period of length 1 (scale every time by the length): the longest expected time to
/// detection is 1/e. The inspection's density is 1/(1-s) from 0 to 1-1/e and 0 after.
struct SurpriseInspection {
  double expected_delay = 0.0;  ///< from violation to detection, at worst
  double last_time = 0.0;       ///< 1-1/e: later the inspection never comes
  double expected_inspection_time = 0.0;
  double violates_at_once = 0.0;  ///< probability with which the inspectee's best strategy violates at time 0
};
SurpriseInspection surprise_inspection();

/// Density of the time of inspection, `time` in a period of length 1.
double inspection_density(double time);
/// The time before which the inspection comes with probability `share`, 0 to 1: a uniform draw put in gives the time.
double inspection_time(double share);

/// The same with a period of so many slots: inspection at the end of one, violation at the beginning of one.
struct SlotInspection {
  std::vector<double> inspect;  ///< probability of inspecting at the end of each slot
  double expected_delay = 0.0;  ///< at worst, as a share of the period; tends to 1/e
};
/// Throws entente::Error for no slots.
SlotInspection surprise_inspection_in_slots(std::size_t slots);

/// Where the inspectee sees each of the period's inspections when it happens, the longest expected time to detection as
/// a share of the period is 1/(inspections+1) (von Stengel, 1991).
double observable_inspections_delay(std::size_t inspections);

}  // namespace entente::verification
