// The conditions of MODEL 4.2 along one plan as functions of what is seen and watched.
//
// What a continuation, a breakdown or being found out is worth does not depend on detection. So a withheld level's
// condition is affine in the chance that its gate sees something, and a take-back's is linear in the chances
// F_h = succeeds (1 - (1-w)^h) that it has had a response after h periods, w being the chance a period that it is seen.
// Neither is taken to rise with detection: where being found out is worth more to a party than going on, it falls.
#pragma once

#include <span>
#include <vector>

#include "game/game.h"
#include "sequencing/conditions.h"
#include "verification/means_in_force.h"

namespace entente::verification {

/// `delivers` for one set of levels withheld at one gate: slack = blind + (sure - blind) (1 - prod(1 - seen)).
struct GateCondition {
  sequencing::Condition condition;     ///< its slack is not set
  std::vector<Requirement> looked_at;  ///< the levels announced, whose `seen` counts; ascending by commitment
  double blind = 0.0;                  ///< value points when nothing is seen
  double sure = 0.0;                   ///< and when a shortfall is seen for sure
};

/// `keeps` for one level at one point: slack = constant + sum_h weights[h-1] F_h.
struct WatchCondition {
  sequencing::Condition condition;  ///< its slack is not set
  double constant = 0.0;
  std::vector<double> weights;
};

/// All `keeps` conditions on one level.
struct WatchedLevel {
  Requirement level;
  std::vector<WatchCondition> conditions;  ///< by point
};

struct PlanConditions {
  double period = 0.0;                       ///< years
  double succeeds = 1.0;                     ///< chance that a seen breach gets a response
  std::vector<sequencing::Condition> fixed;  ///< those on which detection has no bearing, with their slack
  std::vector<GateCondition> gates;
  std::vector<WatchedLevel> watched;
};

PlanConditions plan_conditions(const game::Game& game, const std::vector<State>& points);

/// The slack when a shortfall is seen with probability `seen` (of the whole set withheld).
double slack_at(const GateCondition& condition, double seen);

/// The slack when taking back is watched with `yearly` chance a year.
double slack_at(const PlanConditions& plan, const WatchCondition& condition, double yearly);

/// The slack lies in this closed range wherever the yearly chance lies between `low` and `high`.
struct SlackRange {
  double low = 0.0;
  double high = 0.0;
};
SlackRange slack_within(const PlanConditions& plan, const WatchCondition& condition, double low, double high);

/// A stretch of yearly chances at which all conditions hold, or, where not `sure`, at which they may.
struct Stretch {
  double from = 0.0;
  double to = 0.0;
  bool sure = true;
};

/// Every yearly chance at which all `conditions` hold lies in one of the stretches returned, ascending; `margin` has a
/// number of value points a party. Stretches that are not sure are as narrow as rounding allows.
std::vector<Stretch> holding_watch(const PlanConditions& plan, std::span<const WatchCondition> conditions,
                                   std::span<const double> margin);

}  // namespace entente::verification
