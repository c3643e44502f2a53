#include "sequencing/conditions.h"

#include <algorithm>
#include <utility>

#include "game/values.h"

namespace entente::sequencing {

namespace {

using game::Game;
using game::LevelTerms;
using game::PartyTerms;

struct Standpoint {
  const Game& game;
  const Walk& walk;
  const ValuesAlong& values;
  PartyIndex party;
  std::size_t point;
  bool last() const { return point + 1 == walk.points.size(); }
};

void visit_stays(const Standpoint& at, const std::function<void(const Condition&)>& visit) {
  const double breakdown = at.values.breakdown[at.point];
  Condition condition{.deviation = Deviation::leave, .party = at.party, .point = at.point, .levels = {}};
  condition.slack = at.values.continuation[at.point] - breakdown;
  visit(condition);
  if (at.last() || at.walk.takes[at.point] == 1) return;
  const PartyTerms& party = at.game.parties[at.party];
  const double eve =
      at.values.flow[at.point] + party.beta * at.game.theta * breakdown + party.gamma * at.values.gate[at.point];
  condition.deviation = Deviation::leave_on_eve;
  condition.slack = eve - breakdown;
  visit(condition);
}

// What the party owes at the gate: a commitment raised from `from` to `to`.
struct Due {
  CommitmentIndex commitment;
  LevelIndex from;
  LevelIndex to;
};

std::vector<Due> due_levels(const Standpoint& at) {
  const State& r = at.walk.points[at.point];
  const State& s = at.walk.points[at.point + 1];
  std::vector<Due> due;
  for (CommitmentIndex k = 0; k < r.size(); ++k) {
    if (s[k] != r[k] && at.game.commitments[k].by == at.party) due.push_back({k, r[k], s[k]});
  }
  return due;
}

void visit_shortfall(const Standpoint& at, const std::vector<Due>& due, const State& delivered, Condition& condition,
                     const std::function<void(const Condition&)>& visit) {
  const Game& game = at.game;
  const PartyTerms& party = game.parties[at.party];
  double unseen = 1.0;
  double once_withheld = 0.0;
  double hidden_worth = 0.0;
  condition.levels.clear();
  for (const Due& item : due) {
    if (delivered[item.commitment] == item.to) continue;
    // A shortfall is looked at as the level announced, however far it falls short.
    unseen *= 1.0 - game.level(item.commitment, item.to).seen;
    for (LevelIndex l = delivered[item.commitment] + 1; l <= item.to; ++l) {
      once_withheld += party.once[game.slot(item.commitment, l)];
      hidden_worth += game.level(item.commitment, l).hidden_worth;
      condition.levels.push_back({item.commitment, l});
    }
  }
  const double answered = (1.0 - unseen) * game.succeeds;
  const double to_gate = game::discounted(party.gamma, at.walk.takes[at.point]);
  const double gate = at.values.gate[at.point];
  const double next = at.values.continuation[at.point + 1];
  const double once_delivered = gate - next - once_withheld;
  const double withhold =
      answered * game::found_out(game, at.party, delivered) + (1.0 - answered) * (next + hidden_worth);
  condition.deviation = Deviation::withhold;
  condition.slack = to_gate * (gate - once_delivered - withhold);
  visit(condition);
  condition.deviation = Deviation::leave_at_gate;
  condition.slack = to_gate * (gate - once_delivered - game::breakdown(game, at.party, delivered));
  visit(condition);
}

void visit_delivers(const Standpoint& at, const std::function<void(const Condition&)>& visit) {
  if (at.last()) return;
  const std::vector<Due> due = due_levels(at);
  if (due.empty()) return;
  Condition condition{.party = at.party, .point = at.point, .levels = {}};
  State delivered = at.walk.points[at.point + 1];
  // Counts down through every way to deliver less than all.
  for (;;) {
    std::size_t digit = 0;
    while (digit < due.size() && delivered[due[digit].commitment] == due[digit].from) {
      delivered[due[digit].commitment] = due[digit].to;
      ++digit;
    }
    if (digit == due.size()) return;
    --delivered[due[digit].commitment];
    visit_shortfall(at, due, delivered, condition, visit);
  }
}

void visit_take_back(const Standpoint& at, CommitmentIndex k, LevelIndex l, double continuation, double found_out,
                     bool eve, const std::function<void(const Condition&)>& visit) {
  const LevelTerms& level = at.game.level(k, l);
  const game::TakeBack& take_back = level.take_back;
  const double breakdown = at.values.breakdown[at.point];
  Condition condition{.party = at.party, .point = at.point, .eve = eve, .levels = {{k, l}}};
  for (std::size_t j = 0; j < level.undo; ++j) {
    const double so_far = take_back.found[j] * (continuation - found_out) - take_back.cost[j];
    condition.after = j + 1;
    condition.deviation = Deviation::stop;
    condition.slack = so_far;
    visit(condition);
    condition.deviation = Deviation::leave_midway;
    condition.slack = so_far + take_back.unseen[j] * (continuation - breakdown - take_back.head_start[j]);
    visit(condition);
    if (j + 1 < level.undo) continue;
    condition.deviation = Deviation::finish;
    condition.slack = so_far - take_back.unseen[j] * level.hidden_worth;
    visit(condition);
  }
}

void visit_keeps(const Standpoint& at, const std::function<void(const Condition&)>& visit) {
  const State& x = at.walk.points[at.point];
  double found_out = 0.0;
  bool known = false;
  for (CommitmentIndex k = 0; k < x.size(); ++k) {
    if (at.game.commitments[k].by != at.party) continue;
    for (LevelIndex l = 1; l <= x[k]; ++l) {
      if (!at.game.level(k, l).alone) continue;
      if (!known) found_out = game::found_out(at.game, at.party, x);
      known = true;
      visit_take_back(at, k, l, at.values.continuation[at.point], found_out, false, visit);
      if (!at.last()) visit_take_back(at, k, l, at.values.gate[at.point], found_out, true, visit);
    }
  }
}

}  // namespace

std::string kind(const Condition& condition) {
  switch (condition.deviation) {
    case Deviation::leave:
    case Deviation::leave_on_eve:
      return "stays";
    case Deviation::withhold:
    case Deviation::leave_at_gate:
      return "delivers";
    case Deviation::stop:
    case Deviation::leave_midway:
    case Deviation::finish:
      return "keeps";
  }
  return {};
}

std::string describe(const Condition& condition) {
  std::string text = kind(condition);
  if (condition.deviation == Deviation::leave_on_eve) text += ", on the eve";
  if (condition.deviation == Deviation::leave_at_gate) text += ", leave at the gate";
  if (condition.deviation == Deviation::stop) text += ", stop after " + std::to_string(condition.after);
  if (condition.deviation == Deviation::leave_midway) text += ", leave after " + std::to_string(condition.after);
  if (condition.deviation == Deviation::finish) text += ", finish";
  if (condition.eve) text += " (eve)";
  return text;
}

double required(const Condition& condition, double margin) {
  return condition.deviation == Deviation::stop ? std::min(0.0, margin) : margin;
}

Walk walk(const Game& game, std::vector<State> points) {
  Walk result;
  result.points = std::move(points);
  for (std::size_t t = 0; t + 1 < result.points.size(); ++t) {
    std::size_t longest = 1;
    for (CommitmentIndex k = 0; k < game.commitments.size(); ++k) {
      std::size_t takes = 0;
      for (LevelIndex l = result.points[t][k] + 1; l <= result.points[t + 1][k]; ++l) takes += game.level(k, l).takes;
      longest = std::max(longest, takes);
    }
    result.takes.push_back(longest);
  }
  return result;
}

double flows_until(const Game& game, PartyIndex party, double flow, double breakdown, std::size_t periods) {
  const PartyTerms& terms = game.parties[party];
  return (flow + terms.beta * game.theta * breakdown) * game::annuity(terms.gamma, periods);
}

ValuesAlong values_along(const Game& game, const Walk& walk, PartyIndex party) {
  const PartyTerms& terms = game.parties[party];
  const std::size_t points = walk.points.size();
  ValuesAlong values;
  for (const State& x : walk.points) {
    values.flow.push_back(game::flow(game, party, x));
    values.breakdown.push_back(game::breakdown(game, party, x));
  }
  values.continuation.resize(points);
  values.gate.resize(points - 1);
  values.continuation.back() = game::holding(game, party, walk.points.back());
  for (std::size_t t = points - 1; t-- > 0;) {
    double once = 0.0;
    for (CommitmentIndex k = 0; k < game.commitments.size(); ++k) {
      for (LevelIndex l = walk.points[t][k] + 1; l <= walk.points[t + 1][k]; ++l) once += terms.once[game.slot(k, l)];
    }
    values.gate[t] = once + values.continuation[t + 1];
    values.continuation[t] = flows_until(game, party, values.flow[t], values.breakdown[t], walk.takes[t]) +
                             game::discounted(terms.gamma, walk.takes[t]) * values.gate[t];
  }
  return values;
}

void for_each_condition(const Game& game, const Walk& walk, const ValuesAlong& values, PartyIndex party,
                        std::size_t point, const std::function<void(const Condition&)>& visit) {
  const Standpoint at{game, walk, values, party, point};
  visit_stays(at, visit);
  visit_delivers(at, visit);
  visit_keeps(at, visit);
}

}  // namespace entente::sequencing
