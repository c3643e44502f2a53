#include "verification/plan_conditions.h"

#include <algorithm>
#include <cmath>

#include "game/values.h"

namespace entente::verification {

namespace {

using game::Game;
using sequencing::Condition;
using sequencing::Deviation;

Game seen_everywhere(const Game& game, double seen) {
  Game result = game;
  for (game::CommitmentTerms& commitment : result.commitments) {
    for (game::LevelTerms& level : commitment.levels) level.seen = seen;
  }
  return result;
}

// Everything at a point but `keeps`, which is gathered by level.
void add_conditions(const Game& blind, const Game& sure, const sequencing::Walk& walk,
                    const sequencing::ValuesAlong& values, PartyIndex party, std::size_t point,
                    PlanConditions& result) {
  std::vector<GateCondition> gates;
  sequencing::for_each_condition(blind, walk, values, party, point, [&](const Condition& condition) {
    if (sequencing::kind(condition) == "keeps") return;
    if (condition.deviation != Deviation::withhold) {
      result.fixed.push_back(condition);
      return;
    }
    GateCondition gate{.condition = condition, .looked_at = {}, .blind = condition.slack, .sure = 0.0};
    for (const Requirement& level : condition.levels) {
      const Requirement announced{level.commitment, walk.points[point + 1][level.commitment]};
      if (gate.looked_at.empty() || gate.looked_at.back() != announced) gate.looked_at.push_back(announced);
    }
    gates.push_back(std::move(gate));
  });
  std::size_t next = 0;
  sequencing::for_each_condition(sure, walk, values, party, point, [&](const Condition& condition) {
    if (condition.deviation == Deviation::withhold) gates[next++].sure = condition.slack;
  });
  result.gates.insert(result.gates.end(), gates.begin(), gates.end());
}

// MODEL 4.2, keeps, with sums by parts: q_h = F_h - F_(h-1), v_h = 1 - F_h.
void add_take_back(const Game& game, const Condition& at, double continuation, double found_out, double breakdown,
                   std::vector<WatchCondition>& result) {
  const Requirement& taken = at.levels.front();
  const game::LevelTerms& level = game.level(taken.commitment, taken.level);
  const game::PartyTerms& giver = game.parties[at.party];
  const game::HeadStart ahead = game::head_start(game, taken.commitment, taken.level);
  const double turnover = giver.beta * game.theta;
  WatchCondition so_far{.condition = at, .constant = 0.0, .weights = std::vector<double>(level.undo, 0.0)};
  double gamma_before = 1.0;
  for (std::size_t j = 1; j <= level.undo; ++j) {
    const double gamma = gamma_before * giver.gamma;
    const double found = gamma * (continuation - found_out - ahead.found_out[j - 1]);
    const double upset = turnover * gamma_before * ahead.at_breakdown[j - 1];
    so_far.weights[j - 1] += found;
    so_far.constant -= upset;
    if (j > 1) so_far.weights[j - 2] += upset - found;
    so_far.condition.after = j;
    so_far.condition.deviation = Deviation::stop;
    result.push_back(so_far);
    const double leaving = gamma * (continuation - breakdown - ahead.at_breakdown[j - 1]);
    result.push_back(so_far);
    result.back().condition.deviation = Deviation::leave_midway;
    result.back().constant += leaving;
    result.back().weights[j - 1] -= leaving;
    if (j == level.undo) {
      const double hidden = gamma * level.hidden_worth;
      result.push_back(so_far);
      result.back().condition.deviation = Deviation::finish;
      result.back().constant -= hidden;
      result.back().weights[j - 1] += hidden;
    }
    gamma_before = gamma;
  }
}

std::vector<WatchCondition> watch_conditions(const Game& game, const sequencing::Walk& walk,
                                             const sequencing::ValuesAlong& values, const Requirement& level) {
  const PartyIndex party = game.commitments[level.commitment].by;
  std::vector<WatchCondition> result;
  for (std::size_t point = 0; point < walk.points.size(); ++point) {
    const State& x = walk.points[point];
    if (x[level.commitment] < level.level) continue;
    const double found_out = game::found_out(game, party, x);
    Condition at{.party = party, .point = point, .levels = {level}};
    add_take_back(game, at, values.continuation[point], found_out, values.breakdown[point], result);
    if (point + 1 == walk.points.size()) continue;
    at.eve = true;
    add_take_back(game, at, values.gate[point], found_out, values.breakdown[point], result);
  }
  return result;
}

double hidden_for_a_period(double yearly, double period) {
  return std::pow(1.0 - yearly, period);
}

// Halves stretches until each is decided.
class Halving {
 public:
  Halving(const PlanConditions& plan, std::span<const WatchCondition> conditions, std::span<const double> margin)
      : plan_(plan), conditions_(conditions), margin_(margin) {}

  std::vector<Stretch> all() {
    look(0.0, 1.0);
    return std::move(result_);
  }

 private:
  // Beyond what rounding can move, and beyond what MODEL 4.2 allows for exact zeros.
  static constexpr double kSurely = 2.0 * sequencing::kSlackTolerance;
  static constexpr double kNarrow = 1e-12;
  static constexpr std::size_t kMostLooks = 20'000;

  void look(double low, double high) {
    bool surely = true;
    for (const WatchCondition& one : conditions_) {
      const double least = sequencing::required(one.condition, margin_[one.condition.party]);
      const SlackRange range = slack_within(plan_, one, low, high);
      if (range.high < least - kSurely) return;
      surely = surely && range.low >= least - sequencing::kSlackTolerance;
    }
    if (surely || high - low <= kNarrow || ++looks_ > kMostLooks) return keep(low, high, surely);
    const double middle = 0.5 * (low + high);
    look(low, middle);
    look(middle, high);
  }

  void keep(double low, double high, bool surely) {
    if (!result_.empty() && result_.back().to == low && result_.back().sure == surely) {
      result_.back().to = high;
    } else {
      result_.push_back({low, high, surely});
    }
  }

  const PlanConditions& plan_;
  std::span<const WatchCondition> conditions_;
  std::span<const double> margin_;
  std::vector<Stretch> result_;
  std::size_t looks_ = 0;
};

}  // namespace

PlanConditions plan_conditions(const Game& game, const std::vector<State>& points) {
  PlanConditions result;
  result.period = game.period;
  result.succeeds = game.succeeds;
  const Game blind = seen_everywhere(game, 0.0);
  const Game sure = seen_everywhere(game, 1.0);
  const sequencing::Walk walk = sequencing::walk(game, points);
  std::vector<sequencing::ValuesAlong> values;
  for (PartyIndex i = 0; i < game.parties.size(); ++i) values.push_back(sequencing::values_along(game, walk, i));
  for (std::size_t point = 0; point < points.size(); ++point) {
    for (PartyIndex i = 0; i < game.parties.size(); ++i) {
      add_conditions(blind, sure, walk, values[i], i, point, result);
    }
  }
  for (CommitmentIndex k = 0; k < game.commitments.size(); ++k) {
    for (LevelIndex l = 1; l <= points.back()[k]; ++l) {
      if (!game.level(k, l).alone) continue;
      result.watched.push_back({{k, l}, watch_conditions(game, walk, values[game.commitments[k].by], {k, l})});
    }
  }
  return result;
}

double slack_at(const GateCondition& condition, double seen) {
  return condition.blind + (condition.sure - condition.blind) * seen;
}

double slack_at(const PlanConditions& plan, const WatchCondition& condition, double yearly) {
  const double hidden = hidden_for_a_period(yearly, plan.period);
  double still_hidden = 1.0;
  double slack = condition.constant;
  for (const double weight : condition.weights) {
    still_hidden *= hidden;
    slack += weight * plan.succeeds * (1.0 - still_hidden);
  }
  return slack;
}

SlackRange slack_within(const PlanConditions& plan, const WatchCondition& condition, double low, double high) {
  const double at_low = hidden_for_a_period(low, plan.period);
  const double at_high = hidden_for_a_period(high, plan.period);
  double hidden_low = 1.0;
  double hidden_high = 1.0;
  SlackRange range{condition.constant, condition.constant};
  for (const double weight : condition.weights) {
    hidden_low *= at_low;
    hidden_high *= at_high;
    const double one = weight * plan.succeeds * (1.0 - hidden_low);
    const double other = weight * plan.succeeds * (1.0 - hidden_high);
    range.low += std::min(one, other);
    range.high += std::max(one, other);
  }
  return range;
}

std::vector<Stretch> holding_watch(const PlanConditions& plan, std::span<const WatchCondition> conditions,
                                   std::span<const double> margin) {
  return Halving(plan, conditions, margin).all();
}

}  // namespace entente::verification
