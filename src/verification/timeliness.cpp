#include "verification/timeliness.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "accord/error.h"
#include "verification/arguments.h"

namespace entente::verification {

namespace {

const double kOneOverE = 1.0 / std::numbers::e;

}  // namespace

SurpriseInspection surprise_inspection() {
  return {.expected_delay = kOneOverE,
          .last_time = 1.0 - kOneOverE,
          // The integral of s/(1-s) from 0 to 1-1/e is 1 - (1-1/e).
          .expected_inspection_time = kOneOverE,
          .violates_at_once = kOneOverE};
}

double inspection_density(double time) {
  require_probability(time, "the time of inspection");
  return time <= 1.0 - kOneOverE ? 1.0 / (1.0 - time) : 0.0;
}

// The distribution function is -log(1-s).
double inspection_time(double share) {
  require_probability(share, "the share of inspections");
  return -std::expm1(-share);
}

// Between violating at the beginning of slot j and of the next the expected delay falls by (1 - q_j (N-j)) / N, where
// q_j is the chance of inspecting at the end of slot j. So q_j = 1/(N-j) makes all violations before the last
// inspection equally good, and the first one, found after j slots, gives the value.
SlotInspection surprise_inspection_in_slots(std::size_t slots) {
  if (slots == 0) throw Error("a period has no slot; give it at least 1");
  SlotInspection result;
  result.inspect.assign(slots, 0.0);
  double left = 1.0;
  for (std::size_t j = 1; j <= slots && left > 0.0; ++j) {
    const double chance = j == slots ? left : std::min(left, 1.0 / static_cast<double>(slots - j));
    result.inspect[j - 1] = chance;
    result.expected_delay += chance * static_cast<double>(j) / static_cast<double>(slots);
    left -= chance;
  }
  return result;
}

double observable_inspections_delay(std::size_t inspections) {
  return 1.0 / (static_cast<double>(inspections) + 1.0);
}

}  // namespace entente::verification
