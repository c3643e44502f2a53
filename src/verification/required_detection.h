// How much must be seen: for each step of a plan and each level in it the least detection that keeps the plan
// self-enforcing, all else as it is.
#pragma once

#include <optional>
#include <vector>

#include "accord/detection.h"
#include "verification/plan_conditions.h"

namespace entente::verification {

/// What one level needs at one point of the plan.
struct RequiredDetection {
  std::size_t point = 0;  ///< the step that delivers it (seen), or where it stands (watched); steps.size(): at the end
  Requirement level;
  accord::Sense sense = accord::Sense::seen;
  double now = 0.0;             ///< the chance in force
  bool enough = false;          ///< the conditions in which it counts hold with that
  std::optional<double> least;  ///< the least chance with which they hold; empty: no chance is enough
  sequencing::Condition
      tightest;  ///< of those conditions, with its slack: at `now`, or where nothing is enough at 100%
};

struct RequiredDetections {
  std::vector<RequiredDetection> levels;        ///< by point, then sense, then level
  std::vector<sequencing::Condition> whatever;  ///< broken, and detection has no bearing on them
};

/// `accord` with what is in force; `points` are the states that the plan passes; `margin` in value points, one a party.
RequiredDetections required_detections(const Accord& accord, const std::vector<State>& points,
                                       std::span<const double> margin);

}  // namespace entente::verification
