// What a portfolio of means must see for a plan to hold, as tables that are quick to look at for one portfolio after
// another. Portfolios are sets of bits: bit m stands for the m-th means of the file.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "accord/detection.h"
#include "verification/plan_conditions.h"

namespace entente::verification {

using MeansSet = std::uint32_t;

constexpr MeansSet only(MeansIndex m) {
  return MeansSet{1} << m;
}
MeansSet set_of(std::span<const MeansIndex> means);
std::vector<MeansIndex> listed(MeansSet set);

/// Who sees one level in one sense along the plan.
struct LevelSight {
  Requirement level;
  accord::Sense sense = accord::Sense::seen;
  double miss_without = 1.0;  ///< chance that what is there without means misses
  MeansSet able = 0;          ///< means that work for it along the plan and see something
  std::vector<double> miss;   ///< by means, 1 for those not able
  struct Group {
    MeansSet means = 0;
    double share = 0.0;
  };
  std::vector<Group> groups;  ///< with a common cause; two or more able means each
  MeansSet alone = 0;         ///< able means that are in no group
};

/// The chance that `portfolio`, with what is there without means, misses; see accord/detection.h.
double miss(const LevelSight& sight, MeansSet portfolio);

/// A gate condition with the places in `sights` of the levels it looks at.
struct GateRow {
  GateCondition condition;
  std::vector<std::size_t> sights;
};

/// All `keeps` conditions on one level.
struct WatchRow {
  WatchedLevel watched;
  std::size_t sight = 0;
};

struct PortfolioProblem {
  Accord accord;
  accord::Plan plan;
  ReadyMeans ready;
  PlanConditions conditions;
  std::vector<LevelSight> sights;
  std::vector<GateRow> gates;
  std::vector<WatchRow> watched;
  std::vector<double> cost;       ///< a year, by means
  std::vector<MeansSet> closure;  ///< by means: itself and all that it needs in turn
  MeansSet all = 0;
  std::vector<double>
      scale;  ///< by party: value points that a margin of 100% stands for; 0: margins do not count for it
};

/// `plan` must be a path of the lattice and `accord.verification` there. Margins are shares of each party's gain from
/// the plan, which detection does not change.
PortfolioProblem portfolio_problem(const Accord& accord, const accord::Plan& plan);

/// A year, in the unit of the verification; summed in the order of the file.
double cost_of(const PortfolioProblem& problem, MeansSet portfolio);

/// The set with all that its means need.
MeansSet with_needed(const PortfolioProblem& problem, MeansSet portfolio);

/// `margin`, a share, in each party's value points.
std::vector<double> margin_points(const PortfolioProblem& problem, double margin);

/// The largest margin, a share, at which the plan holds with this portfolio; -infinity where it does not hold at 0, and
/// +infinity where nothing depends on it. In floating point: `certified` settles what depends on its last digits.
double margin_with(const PortfolioProblem& problem, MeansSet portfolio);

/// Whether the plan is certified (sequencing/certificate.h) at the margin with this portfolio in force.
bool certified(const PortfolioProblem& problem, MeansSet portfolio, double margin);

}  // namespace entente::verification
