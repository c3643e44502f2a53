#include "verification/portfolio_problem.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "accord/lattice.h"
#include "sequencing/certificate.h"

namespace entente::verification {

namespace {

using sequencing::Condition;
using sequencing::Deviation;

MeansIndex first_of(MeansSet set) {
  return static_cast<MeansIndex>(std::countr_zero(set));
}

LevelSight sight_of(const PortfolioProblem& problem, const Requirement& level, accord::Sense sense) {
  const accord::Verification& verification = *problem.accord.verification;
  const accord::Level& own = problem.accord.commitments[level.commitment].levels[level.level - 1];
  LevelSight sight{.level = level, .sense = sense, .miss = {}, .groups = {}};
  sight.miss_without = 1.0 - accord::without_means(own, sense).best;
  sight.miss.assign(verification.means.size(), 1.0);
  for (const MeansIndex m : problem.ready[level.commitment][level.level]) {
    for (const accord::Sight& one : verification.means[m].sees) {
      if (one.level != level) continue;
      sight.miss[m] = 1.0 - (sense == accord::Sense::seen ? one.seen : one.watched).best;
    }
    if (sight.miss[m] < 1.0) sight.able |= only(m);
  }
  sight.alone = sight.able;
  for (const accord::CommonCause& cause : verification.common_causes) {
    const MeansSet members = set_of(cause.means) & sight.able;
    if (std::popcount(members) < 2) continue;
    sight.groups.push_back({members, cause.share.best});
    sight.alone &= ~members;
  }
  return sight;
}

std::size_t place_of_sight(PortfolioProblem& problem, const Requirement& level, accord::Sense sense) {
  for (std::size_t n = 0; n < problem.sights.size(); ++n) {
    if (problem.sights[n].level == level && problem.sights[n].sense == sense) return n;
  }
  problem.sights.push_back(sight_of(problem, level, sense));
  return problem.sights.size() - 1;
}

// The margin that one slack allows, all that is asked of it at margin 0 included.
double allowed(const PortfolioProblem& problem, const Condition& condition, double slack) {
  if (slack < sequencing::required(condition, 0.0) - sequencing::kSlackTolerance) {
    return -std::numeric_limits<double>::infinity();
  }
  const double scale = problem.scale[condition.party];
  const bool counts = condition.deviation != Deviation::stop && scale > 0.0;
  return counts ? std::max(slack, 0.0) / scale : std::numeric_limits<double>::infinity();
}

}  // namespace

MeansSet set_of(std::span<const MeansIndex> means) {
  MeansSet set = 0;
  for (const MeansIndex m : means) set |= only(m);
  return set;
}

std::vector<MeansIndex> listed(MeansSet set) {
  std::vector<MeansIndex> means;
  for (; set != 0; set &= set - 1) means.push_back(first_of(set));
  return means;
}

double miss(const LevelSight& sight, MeansSet portfolio) {
  double all_miss = sight.miss_without;
  for (MeansSet left = portfolio & sight.alone; left != 0; left &= left - 1) all_miss *= sight.miss[first_of(left)];
  for (const LevelSight::Group& group : sight.groups) {
    const MeansSet members = portfolio & group.means;
    if (members == 0) continue;
    double smallest = 1.0;
    for (MeansSet left = members; left != 0; left &= left - 1)
      smallest = std::min(smallest, sight.miss[first_of(left)]);
    const double common = group.share * smallest;
    double each_by_itself = 1.0;
    for (MeansSet left = members; left != 0; left &= left - 1) {
      each_by_itself *= (sight.miss[first_of(left)] - common) / (1.0 - common);
    }
    all_miss *= common + (1.0 - common) * each_by_itself;
  }
  return all_miss;
}

PortfolioProblem portfolio_problem(const Accord& accord, const accord::Plan& plan) {
  const std::vector<State> points = accord::path(accord, plan);
  const game::Game game = game::compile(accord);
  PortfolioProblem problem{.accord = accord,
                           .plan = plan,
                           .ready = ready_means(accord, points),
                           .conditions = plan_conditions(game, points),
                           .sights = {},
                           .gates = {},
                           .watched = {},
                           .cost = {},
                           .closure = {},
                           .scale = {}};
  const std::vector<accord::Means>& means = accord.verification->means;
  for (MeansIndex m = 0; m < means.size(); ++m) {
    problem.cost.push_back(means[m].cost.best);
    problem.all |= only(m);
    MeansSet closure = only(m);
    for (MeansSet before = 0; before != closure;) {
      before = closure;
      for (const MeansIndex one : listed(before)) closure |= set_of(means[one].needs_means);
    }
    problem.closure.push_back(closure);
  }
  const sequencing::Walk walk = sequencing::walk(game, points);
  for (PartyIndex i = 0; i < game.parties.size(); ++i) {
    const sequencing::ValuesAlong values = sequencing::values_along(game, walk, i);
    problem.scale.push_back(std::max(0.0, values.continuation.front() - values.breakdown.front()));
  }
  for (const GateCondition& gate : problem.conditions.gates) {
    GateRow row{gate, {}};
    for (const Requirement& level : gate.looked_at) {
      row.sights.push_back(place_of_sight(problem, level, accord::Sense::seen));
    }
    problem.gates.push_back(std::move(row));
  }
  for (const WatchedLevel& watched : problem.conditions.watched) {
    problem.watched.push_back({watched, place_of_sight(problem, watched.level, accord::Sense::watched)});
  }
  return problem;
}

double cost_of(const PortfolioProblem& problem, MeansSet portfolio) {
  double cost = 0.0;
  for (const MeansIndex m : listed(portfolio)) cost += problem.cost[m];
  return cost;
}

MeansSet with_needed(const PortfolioProblem& problem, MeansSet portfolio) {
  MeansSet result = portfolio;
  for (const MeansIndex m : listed(portfolio)) result |= problem.closure[m];
  return result;
}

std::vector<double> margin_points(const PortfolioProblem& problem, double margin) {
  std::vector<double> points;
  for (const double scale : problem.scale) points.push_back(margin * scale);
  return points;
}

double margin_with(const PortfolioProblem& problem, MeansSet portfolio) {
  double margin = std::numeric_limits<double>::infinity();
  for (const Condition& condition : problem.conditions.fixed) {
    margin = std::min(margin, allowed(problem, condition, condition.slack));
  }
  std::vector<double> misses;
  for (const LevelSight& sight : problem.sights) misses.push_back(miss(sight, portfolio));
  for (const GateRow& row : problem.gates) {
    double unseen = 1.0;
    for (const std::size_t sight : row.sights) unseen *= misses[sight];
    margin = std::min(margin, allowed(problem, row.condition.condition, slack_at(row.condition, 1.0 - unseen)));
  }
  for (const WatchRow& row : problem.watched) {
    for (const WatchCondition& one : row.watched.conditions) {
      const double slack = slack_at(problem.conditions, one, 1.0 - misses[row.sight]);
      margin = std::min(margin, allowed(problem, one.condition, slack));
    }
  }
  return margin;
}

bool certified(const PortfolioProblem& problem, MeansSet portfolio, double margin) {
  const Accord in_force = with_portfolio(problem.accord, problem.ready, listed(portfolio));
  return sequencing::certify(in_force, problem.plan, margin_points(problem, margin)).holds();
}

}  // namespace entente::verification
