#include "evidence/agreed_means.h"

#include <cmath>

namespace entente::evidence {

namespace {

template <typename Function>
Range each_end(const Range& range, const Function& rising) {
  return {rising(range.low), rising(range.best), rising(range.high)};
}

}  // namespace

std::vector<SharpnessAtLevel> agreed_sharpness(const accord::Means& means, double years, const Range& tells_apart) {
  const Range false_alarms = each_end(means.false_alarms, [years](double rate) { return -std::expm1(-rate * years); });
  std::vector<SharpnessAtLevel> result;
  for (const accord::Sight& sight : means.sees) {
    const Range taken_back =
        each_end(sight.watched, [years](double watched) { return 1.0 - std::pow(1.0 - watched, years); });
    result.push_back({sight.level, Sharpness{.detects_shortfall = sight.seen,
                                             .detects_taken_back = taken_back,
                                             .false_alarms = false_alarms,
                                             .tells_apart = tells_apart}});
  }
  return result;
}

const Sharpness& sharpness_at(const Means& means, const accord::Requirement& level) {
  const Sharpness* nearest = &means.sharpness;
  for (const SharpnessAtLevel& one : means.by_level) {
    if (one.level == level) return one.sharpness;
    if (one.level.commitment == level.commitment) nearest = &one.sharpness;
  }
  return *nearest;
}

}  // namespace entente::evidence
