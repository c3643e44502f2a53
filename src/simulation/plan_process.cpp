#include "simulation/plan_process.h"

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>

#include "sequencing/evaluate.h"

namespace entente::simulation {

namespace {

using accord::Accord;
using accord::State;
using game::Game;

bool raised_by_plan(const std::vector<State>& points, CommitmentIndex k) {
  return points.back()[k] > points.front()[k];
}

std::vector<ProcessStep> steps_of(const Accord& accord, const PlannedAccord& plan, const UsedRates& rates) {
  const sequencing::Walk walk = sequencing::walk(plan.game, plan.points);
  const double mean_delay = rates.best(Rate::late_by);
  std::vector<ProcessStep> steps;
  for (std::size_t step = 0; step + 1 < plan.points.size(); ++step) {
    ProcessStep one;
    one.work = static_cast<double>(walk.takes[step]) * accord.period;
    for (CommitmentIndex k = 0; k < accord.commitments.size(); ++k) {
      const LevelIndex to = plan.points[step + 1][k];
      if (to == plan.points[step][k]) continue;
      Delivery delivery;
      delivery.commitment = k;
      delivery.by = accord.commitments[k].by;
      delivery.seen = accord.commitments[k].levels[to - 1].seen.best;
      delivery.late = mean_delay > 0.0 ? rates.best(Rate::late) : 0.0;
      delivery.late_rate = mean_delay > 0.0 ? 1.0 / mean_delay : kNever;
      one.deliveries.push_back(delivery);
    }
    steps.push_back(std::move(one));
  }
  return steps;
}

std::vector<TakeBackRisk> take_backs_of(const Accord& accord, const PlannedAccord& plan) {
  std::vector<TakeBackRisk> risks;
  for (CommitmentIndex k = 0; k < accord.commitments.size(); ++k) {
    if (!raised_by_plan(plan.points, k)) continue;
    TakeBackRisk risk;
    risk.commitment = k;
    for (const State& point : plan.points) {
      const bool possible = point[k] > 0 && plan.game.level(k, point[k]).alone;
      risk.possible.push_back(possible ? 1 : 0);
      risk.seen_rate.push_back(possible ? rate_of_chance(accord.commitments[k].levels[point[k] - 1].watched.best)
                                        : 0.0);
    }
    if (std::ranges::count(risk.possible, 1) > 0) risks.push_back(std::move(risk));
  }
  return risks;
}

// Whether others than the giver of `accused` gave `k` in a step to `level`, of worth to that giver, and can take it
// back.
bool counts_against(const PlannedAccord& plan, CommitmentIndex accused, CommitmentIndex k, LevelIndex before,
                    LevelIndex level) {
  const Game& game = plan.game;
  const PartyIndex giver = game.commitments[accused].by;
  if (game.commitments[k].by == giver || level == before) return false;
  const std::vector<double>& flow = game.parties[giver].flow;
  return game.level(k, level).undo != game::kForever && flow[game.slot(k, level)] > flow[game.slot(k, before)];
}

std::vector<CommitmentIndex> counters_in_step(const PlannedAccord& plan, std::size_t step, CommitmentIndex accused) {
  std::vector<CommitmentIndex> result;
  for (CommitmentIndex k = 0; k < plan.game.commitments.size(); ++k) {
    if (counts_against(plan, accused, k, plan.points[step][k], plan.points[step + 1][k])) result.push_back(k);
  }
  return result;
}

// What others gave in the step in which the accused delivered last; where that has nothing to suspend, in the latest
// step before it that has, else in the first one after it.
std::vector<CommitmentIndex> counters_at(const PlannedAccord& plan, std::size_t point, CommitmentIndex accused) {
  std::size_t delivered = point;
  while (delivered > 0 && plan.points[delivered][accused] == plan.points[delivered - 1][accused]) --delivered;
  if (delivered == 0) delivered = point;
  for (std::size_t step = delivered; step-- > 0;) {
    if (auto found = counters_in_step(plan, step, accused); !found.empty()) return found;
  }
  for (std::size_t step = delivered; step < point; ++step) {
    if (auto found = counters_in_step(plan, step, accused); !found.empty()) return found;
  }
  return {};
}

// Whether every response of the procedure that the review goes by ends the accord.
bool terminates(const Accord& accord) {
  const accord::Procedure* procedure = reviewed_by(accord).procedure;
  if (procedure == nullptr) return false;
  bool ends = false;
  bool milder = false;
  const auto look = [&](const accord::Following& then) {
    if (then.stage || !accord::is_response(then.ending)) return;
    (then.ending == accord::Ending::termination ? ends : milder) = true;
  };
  for (const accord::ProcedureStage& stage : procedure->stages) {
    look(stage.if_silent);
    for (const accord::Outcome& outcome : stage.outcomes) look(outcome.then);
  }
  return ends && !milder;
}

double normal_quantile_of(double share) {
  return -std::sqrt(2.0) * boost::math::erfc_inv(2.0 * share);
}

}  // namespace

ReviewedBy reviewed_by(const Accord& accord) {
  const std::string& by = accord.review.by;
  const auto named = [&](const std::string& name) {
    const auto found = std::ranges::find(accord.procedures, name, &accord::Procedure::name);
    return found == accord.procedures.end() ? nullptr : &*found;
  };
  if (const accord::Procedure* whole = named(by)) return {.procedure = whole, .begins = 0};
  const std::size_t slash = by.rfind('/');
  const accord::Procedure* part = slash == std::string::npos ? nullptr : named(by.substr(0, slash));
  if (part == nullptr) return {};
  const auto stage = accord::stage_called(*part, by.substr(slash + 1));
  return stage ? ReviewedBy{.procedure = part, .begins = *stage} : ReviewedBy{};
}

double discernment(double confirms, double blames) {
  if (confirms >= 1.0 || blames <= 0.0) return kNever;
  if (confirms <= 0.0 || blames >= 1.0) return -kNever;
  return normal_quantile_of(confirms) - normal_quantile_of(blames);
}

double confirms_with(double discernment, double blames, double times) {
  if (discernment == kNever) return 1.0;
  if (discernment == -kNever) return 0.0;
  if (blames <= 0.0) return 0.0;
  if (blames >= 1.0) return 1.0;
  const double at = discernment * std::sqrt(times) + normal_quantile_of(blames);
  return 0.5 * std::erfc(-at / std::sqrt(2.0));
}

PlannedAccord planned(const Accord& accord, const accord::Plan& plan) {
  PlannedAccord result;
  result.game = game::compile(accord);
  result.points = sequencing::states_of(result.game, plan.steps);
  result.trust = sequencing::trust(accord, result.points);
  return result;
}

Process make_process(const Accord& accord, const PlannedAccord& plan, const UsedRates& rates, double horizon) {
  Process process;
  process.horizon = horizon;
  for (const accord::Party& party : accord.parties) {
    process.parties.push_back(party.name);
    process.leaving.push_back({rate_of_chance(party.turnover.best)});
    process.doubt.push_back(party.doubt.best);
  }
  for (CommitmentIndex k = 0; k < accord.commitments.size(); ++k) {
    process.commitments.push_back(accord.commitments[k].name);
    process.givers.push_back(accord.commitments[k].by);
    if (raised_by_plan(plan.points, k)) process.accused.push_back(k);
  }
  process.steps = steps_of(accord, plan, rates);
  process.take_backs = take_backs_of(accord, plan);
  process.steps_back = accord.simulation ? accord.simulation->steps_back : 0;
  if (!process.accused.empty()) {
    process.false_alarms = rates.best(Rate::false_alarms);
    process.alarm_candidates = rates[Rate::false_alarms].value.high;
    process.breaches = rates.best(Rate::breaches);
    process.breach_candidates = rates[Rate::breaches].value.high;
  }
  process.review.takes = accord.review.takes.best;
  process.review.grace = rates.best(Rate::grace);
  process.review.confirms = rates.best(Rate::confirms);
  process.review.blames = rates.best(Rate::blames);
  process.review.excused = rates.best(Rate::excused);
  process.review.succeeds = accord.review.succeeds.best;
  process.review.terminates = terminates(accord);
  process.resumes = rate_of_chance(rates.best(Rate::resumes));
  process.abandoned = rate_of_chance(rates.best(Rate::abandoned));
  process.breaking_point = plan.trust.breaking_point;
  for (std::size_t point = 0; point < plan.points.size(); ++point) {
    for (CommitmentIndex k = 0; k < accord.commitments.size(); ++k) {
      process.counters.push_back(counters_at(plan, point, k));
    }
  }
  return process;
}

std::vector<CertainBreak> certain_breaks(const Process& process) {
  std::vector<CertainBreak> breaks;
  for (std::size_t point = 0; point < process.breaking_point.size(); ++point) {
    for (PartyIndex party = 0; party < process.parties.size(); ++party) {
      if (process.breaking_point[point][party] > 1.0) continue;
      const bool owes =
          point < process.steps.size() && std::ranges::any_of(process.steps[point].deliveries,
                                                              [party](const Delivery& one) { return one.by == party; });
      breaks.push_back({point, party, !owes});
    }
  }
  return breaks;
}

}  // namespace entente::simulation
