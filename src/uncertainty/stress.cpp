#include "uncertainty/stress.h"

#include <algorithm>
#include <utility>

#include "accord/error.h"
#include "accord/lattice.h"
#include "uncertainty/regret.h"

namespace entente::uncertainty {

namespace {

// One row of a block: holds, smallest slack, slack and gain by party, and what breaks first.
constexpr std::size_t figures_of_break = 6;

std::size_t row_width(std::size_t parties) {
  return 2 + 2 * parties + figures_of_break;
}

void write_row(const Outcome& outcome, double* row) {
  *row++ = outcome.holds ? 1.0 : 0.0;
  *row++ = outcome.min_slack;
  row = std::ranges::copy(outcome.slack, row).out;
  row = std::ranges::copy(outcome.gain, row).out;
  const BrokenCondition broken = outcome.first_break.value_or(BrokenCondition());
  *row++ = static_cast<double>(broken.point);
  *row++ = static_cast<double>(broken.party);
  *row++ = static_cast<double>(broken.deviation);
  *row++ = static_cast<double>(broken.which);
  *row++ = static_cast<double>(broken.after);
  *row++ = broken.slack;
}

Outcome read_row(const double* row, std::size_t parties) {
  Outcome outcome;
  outcome.holds = *row++ != 0.0;
  outcome.min_slack = *row++;
  outcome.slack.assign(row, row + parties);
  row += parties;
  outcome.gain.assign(row, row + parties);
  row += parties;
  if (outcome.holds) return outcome;
  BrokenCondition broken;
  broken.point = static_cast<std::size_t>(row[0]);
  broken.party = static_cast<PartyIndex>(row[1]);
  broken.deviation = static_cast<sequencing::Deviation>(static_cast<int>(row[2]));
  broken.which = static_cast<std::uint64_t>(row[3]);
  broken.after = static_cast<std::size_t>(row[4]);
  broken.slack = row[5];
  outcome.first_break = broken;
  return outcome;
}

State highest_of(const accord::Accord& accord, const std::vector<std::vector<State>>& plans) {
  State highest = accord::today(accord);
  for (const std::vector<State>& states : plans) {
    for (std::size_t k = 0; k < highest.size(); ++k) highest[k] = std::max(highest[k], states.back()[k]);
  }
  return highest;
}

std::vector<std::vector<State>> paths(const accord::Accord& accord, const std::vector<accord::Plan>& plans) {
  std::vector<std::vector<State>> states;
  for (const accord::Plan& plan : plans) states.push_back(accord::path(accord, plan));
  return states;
}

std::vector<std::size_t> coordinates_of(const WorldModel& model, const std::vector<bool>& numbers) {
  std::vector<bool> used(model.coordinates.size(), false);
  for (std::size_t n = 0; n < numbers.size(); ++n) {
    if (numbers[n] && model.coordinate_of[n] != kDrawnJointly) used[model.coordinate_of[n]] = true;
  }
  for (const JointDraw& draw : model.joint) {
    for (const std::size_t coordinate : draw.coordinates) used[coordinate] = true;
  }
  std::vector<std::size_t> coordinates;
  for (std::size_t c = 0; c < used.size(); ++c) {
    if (used[c]) coordinates.push_back(c);
  }
  return coordinates;
}

bool has_enough(const Outcome& outcome, const Outcome& at_best, double enough) {
  for (std::size_t i = 0; i < outcome.gain.size(); ++i) {
    if (at_best.gain[i] > 0.0 && outcome.gain[i] < enough * at_best.gain[i]) return false;
  }
  return true;
}

}  // namespace

StressTest::StressTest(accord::Accord accord, std::vector<accord::Plan> plans, const StressOptions& options)
    : accord_(std::move(accord)),
      plans_(std::move(plans)),
      options_(options),
      model_(make_world_model(accord_)),
      points_(options.design, options.seed, options.worlds, model_.coordinates),
      states_(paths(accord_, plans_)),
      highest_(highest_of(accord_, states_)) {
  if (model_.numbers.empty()) {
    throw Error(
        "the accord has no ranges, so every world is the same; write `[low, best, high]` for numbers nobody is sure "
        "of, "
        "or use `entente evaluate`");
  }
  const WorldTables tables(accord_, model_, highest_);
  for (std::size_t n = 0; n < model_.numbers.size(); ++n) depends_on_.push_back(tables.depends_on(n));
  coordinates_ = coordinates_of(model_, depends_on_);
  example_ = std::make_unique<StressWorker>(*this);
  std::vector<double> best;
  for (const accord::RangedNumber& number : model_.numbers) best.push_back(number.range.best);
  const std::span<const Outcome> outcomes = example_->at(best);
  at_best_.assign(outcomes.begin(), outcomes.end());
}

StressTest::~StressTest() = default;

std::vector<accord::Requirement> StressTest::levels_of(std::size_t plan, const BrokenCondition& broken) const {
  return example_->plan(plan).levels_of(broken);
}

StressWorker::StressWorker(const StressTest& test)
    : test_(test),
      tables_(test.accord_, test.model_, test.highest_),
      outcomes_(test.plans_.size()),
      unit_(test.model_.coordinates.size(), 0.5),
      values_(test.model_.numbers.size()) {
  for (const std::vector<State>& states : test.states_)
    plans_.push_back(std::make_unique<PlanInWorlds>(tables_, states));
}

std::span<const Outcome> StressWorker::world(std::uint64_t n) {
  for (const std::size_t c : test_.coordinates_) unit_[c] = test_.points_.at(n, c);
  values_at(test_.model_, unit_, values_);
  return at(values_);
}

std::span<const Outcome> StressWorker::at(std::span<const double> values) {
  tables_.compile(values);
  for (std::size_t p = 0; p < plans_.size(); ++p) outcomes_[p] = plans_[p]->evaluate();
  return outcomes_;
}

void Spread::add(double value) {
  moments.add(value);
  sketch.add(value);
}

StressTally empty_tally(const StressTest& test) {
  StressTally tally;
  tally.plans.resize(test.plans().size());
  for (PlanTally& plan : tally.plans) {
    for (std::vector<Spread>* by_party : {&plan.slack, &plan.gain, &plan.regret})
      by_party->resize(test.accord().parties.size());
  }
  return tally;
}

double payoff(const Outcome& outcome, PartyIndex party) {
  return outcome.holds ? outcome.gain[party] : 0.0;
}

WorldBlock evaluate_block(StressWorker& worker, const StressTest& test, std::uint64_t first, std::uint64_t count,
                          const WorldLine& line) {
  const std::size_t width = row_width(test.accord().parties.size());
  WorldBlock block{.first = first, .count = count, .rows = {}, .text = {}};
  block.rows.resize(count * test.plans().size() * width);
  double* row = block.rows.data();
  for (std::uint64_t world = first; world < first + count; ++world) {
    const std::span<const Outcome> outcomes = worker.world(world);
    for (const Outcome& outcome : outcomes) {
      write_row(outcome, row);
      row += width;
    }
    if (line) line(world, worker, outcomes, block.text);
  }
  return block;
}

void count_block(const StressTest& test, const WorldBlock& block, StressTally& tally) {
  const std::size_t parties = test.accord().parties.size();
  const std::size_t width = row_width(parties);
  const double* row = block.rows.data();
  std::vector<Outcome> outcomes(test.plans().size());
  std::vector<double> payoffs(outcomes.size());
  std::vector<double> regrets(outcomes.size());
  for (std::uint64_t n = 0; n < block.count; ++n) {
    for (Outcome& outcome : outcomes) {
      outcome = read_row(row, parties);
      row += width;
    }
    for (PartyIndex i = 0; i < parties; ++i) {
      for (std::size_t p = 0; p < outcomes.size(); ++p) payoffs[p] = payoff(outcomes[p], i);
      regrets_in_world(payoffs, regrets);
      for (std::size_t p = 0; p < outcomes.size(); ++p) tally.plans[p].regret[i].add(regrets[p]);
    }
    for (std::size_t p = 0; p < outcomes.size(); ++p) {
      const Outcome& outcome = outcomes[p];
      PlanTally& plan = tally.plans[p];
      const bool all_gain = std::ranges::all_of(outcome.gain, [](double gain) { return gain >= 0.0; });
      plan.holds += outcome.holds ? 1U : 0U;
      plan.holds_and_all_gain += outcome.holds && all_gain ? 1U : 0U;
      plan.holds_and_all_have_enough +=
          outcome.holds && has_enough(outcome, test.at_best()[p], test.options().enough) ? 1U : 0U;
      plan.min_slack.add(outcome.min_slack);
      for (PartyIndex i = 0; i < parties; ++i) {
        plan.slack[i].add(outcome.slack[i]);
        plan.gain[i].add(outcome.gain[i]);
      }
      if (!outcome.first_break) continue;
      const BrokenCondition& broken = *outcome.first_break;
      ++plan.first_breaks[{broken.point, broken.party, broken.deviation, broken.which}];
    }
  }
  tally.worlds += block.count;
}

}  // namespace entente::uncertainty
