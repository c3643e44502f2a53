#include "verification/required_detection.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace entente::verification {

namespace {

using sequencing::Condition;

// Conditions as functions of one chance, the others as they are.
struct OneChance {
  const PlanConditions& plan;
  std::span<const double> margin;

  bool holds(Condition condition, double slack) const {
    condition.slack = slack;
    return sequencing::holds(condition, margin[condition.party]);
  }
  double over(const Condition& condition, double slack) const {
    return slack - sequencing::required(condition, margin[condition.party]);
  }
};

class AtGates {
 public:
  AtGates(const Accord& accord, OneChance one) : accord_(accord), one_(one) {}

  void add(std::vector<RequiredDetection>& result) const {
    std::vector<std::pair<std::size_t, Requirement>> done;
    for (const GateCondition& gate : one_.plan.gates) {
      for (const Requirement& level : gate.looked_at) {
        const std::pair<std::size_t, Requirement> which(gate.condition.point, level);
        if (std::ranges::find(done, which) != done.end()) continue;
        done.push_back(which);
        result.push_back(at(gate.condition.point, level));
      }
    }
  }

 private:
  double now(const Requirement& level) const {
    return accord_.commitments[level.commitment].levels[level.level - 1].seen.best;
  }

  // The chance that something is seen when `level` is seen with `chance`.
  double seen(const GateCondition& gate, const Requirement& level, double chance) const {
    double unseen = 1.0;
    for (const Requirement& one : gate.looked_at) unseen *= 1.0 - (one == level ? chance : now(one));
    return 1.0 - unseen;
  }

  bool all_hold(const std::vector<const GateCondition*>& gates, const Requirement& level, double chance) const {
    return std::ranges::all_of(gates, [&](const GateCondition* gate) {
      return one_.holds(gate->condition, slack_at(*gate, seen(*gate, level, chance)));
    });
  }

  // The chance at which an affine condition is just met; 0 where that lies outside of 0 to 1.
  double meeting(const GateCondition& gate, const Requirement& level) const {
    const double required = sequencing::required(gate.condition, one_.margin[gate.condition.party]);
    const double at_none = slack_at(gate, seen(gate, level, 0.0));
    const double at_all = slack_at(gate, seen(gate, level, 1.0));
    if (at_none == at_all) return 0.0;
    const double chance = (required - at_none) / (at_all - at_none);
    return chance >= 0.0 && chance <= 1.0 ? chance : 0.0;
  }

  RequiredDetection at(std::size_t point, const Requirement& level) const {
    std::vector<const GateCondition*> gates;
    for (const GateCondition& gate : one_.plan.gates) {
      if (gate.condition.point == point && std::ranges::find(gate.looked_at, level) != gate.looked_at.end()) {
        gates.push_back(&gate);
      }
    }
    RequiredDetection result;
    result.point = point;
    result.level = level;
    result.now = now(level);
    result.enough = all_hold(gates, level, result.now);
    // Each condition is affine, so all hold first at 0, at 1, or where one of them is just met.
    std::vector<double> candidates{0.0, 1.0};
    for (const GateCondition* gate : gates) candidates.push_back(meeting(*gate, level));
    std::ranges::sort(candidates);
    for (const double chance : candidates) {
      if (!all_hold(gates, level, chance)) continue;
      result.least = chance;
      break;
    }
    double least_over = std::numeric_limits<double>::infinity();
    for (const GateCondition* gate : gates) {
      const double slack = slack_at(*gate, seen(*gate, level, result.least ? result.now : 1.0));
      if (one_.over(gate->condition, slack) >= least_over) continue;
      least_over = one_.over(gate->condition, slack);
      result.tightest = gate->condition;
      result.tightest.slack = slack;
    }
    return result;
  }

  const Accord& accord_;
  OneChance one_;
};

RequiredDetection watched_at(const Accord& accord, const OneChance& one, const Requirement& level,
                             std::span<const WatchCondition> conditions) {
  RequiredDetection result;
  result.point = conditions.front().condition.point;
  result.level = level;
  result.sense = accord::Sense::watched;
  result.now = accord.commitments[level.commitment].levels[level.level - 1].watched.best;
  const auto all_hold = [&](double chance) {
    return std::ranges::all_of(conditions, [&](const WatchCondition& each) {
      return one.holds(each.condition, slack_at(one.plan, each, chance));
    });
  };
  result.enough = all_hold(result.now);
  for (const Stretch& stretch : holding_watch(one.plan, conditions, one.margin)) {
    // The ends of what is not sure are tried, so that what is returned holds.
    for (const double chance : {stretch.from, stretch.to}) {
      if (!result.least && all_hold(chance)) result.least = chance;
    }
  }
  double least_over = std::numeric_limits<double>::infinity();
  for (const WatchCondition& each : conditions) {
    const double slack = slack_at(one.plan, each, result.least ? result.now : 1.0);
    // A stop counts only when it is negative (MODEL 4.2).
    if (each.condition.deviation == sequencing::Deviation::stop && slack >= 0.0) continue;
    if (one.over(each.condition, slack) >= least_over) continue;
    least_over = one.over(each.condition, slack);
    result.tightest = each.condition;
    result.tightest.slack = slack;
  }
  return result;
}

}  // namespace

RequiredDetections required_detections(const Accord& accord, const std::vector<State>& points,
                                       std::span<const double> margin) {
  const PlanConditions plan = plan_conditions(game::compile(accord), points);
  const OneChance one{plan, margin};
  RequiredDetections result;
  for (const Condition& condition : plan.fixed) {
    if (!one.holds(condition, condition.slack)) result.whatever.push_back(condition);
  }
  AtGates(accord, one).add(result.levels);
  for (const WatchedLevel& watched : plan.watched) {
    const std::span<const WatchCondition> all(watched.conditions);
    for (std::size_t first = 0; first < all.size();) {
      std::size_t end = first;
      while (end < all.size() && all[end].condition.point == all[first].condition.point) ++end;
      result.levels.push_back(watched_at(accord, one, watched.level, all.subspan(first, end - first)));
      first = end;
    }
  }
  std::ranges::stable_sort(result.levels, {}, [](const RequiredDetection& each) {
    return std::tuple(each.point, each.sense, each.level.commitment, each.level.level);
  });
  return result;
}

}  // namespace entente::verification
