#include "uncertainty/world_evaluator.h"

#include <algorithm>
#include <limits>

namespace entente::uncertainty {

namespace {

using game::kForever;
using sequencing::Deviation;
using sequencing::kSlackTolerance;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr unsigned level_bits = 16;

}  // namespace

PlanInWorlds::PlanInWorlds(const WorldTables& tables, const std::vector<State>& points)
    : tables_(tables), parties_(tables.parties), touched_(tables.commitments.size()), owned_(parties_) {
  for (std::size_t t = 0; t < touched_; ++t) owned_[tables.commitments[t].by].push_back(t);
  for (const State& state : points) {
    for (const TouchedCommitment& touched : tables.commitments) levels_.push_back(state[touched.commitment]);
  }
  for (std::size_t point = 0; point < points.size(); ++point) {
    standing_.emplace_back();
    for (std::size_t c = 0; c < tables.complements.size(); ++c) {
      if (stands(c, point)) standing_.back().push_back(c);
    }
  }
  for (std::size_t step = 0; step + 1 < points.size(); ++step) {
    raises_.emplace_back();
    gates_.emplace_back(parties_);
    for (std::size_t t = 0; t < touched_; ++t) {
      const Due due{t, levels_[step * touched_ + t], levels_[(step + 1) * touched_ + t]};
      if (due.from == due.to) continue;
      raises_.back().push_back(due);
      Gate& gate = gates_.back()[tables.commitments[t].by];
      gate.due.push_back(due);
      for (const std::size_t c : standing_[step + 1]) {
        const std::vector<TouchedMember>& when = tables.complements[c].when;
        const bool named = std::ranges::find(when, t, &TouchedMember::touched) != when.end();
        if (named && std::ranges::find(gate.complements, c) == gate.complements.end()) gate.complements.push_back(c);
      }
    }
  }
  const std::size_t all = points.size() * parties_;
  for (std::vector<double>* by_point : {&base_, &breakdown_, &found_out_, &continuation_, &gate_, &to_gate_, &flow_})
    by_point->assign(all, 0.0);
  takes_.assign(raises_.size(), 1);
  delivered_.assign(touched_, 0);
  outcome_.slack.assign(parties_, 0.0);
  outcome_.gain.assign(parties_, 0.0);
}

std::size_t PlanInWorlds::slot(std::size_t point, std::size_t touched) const {
  return tables_.commitments[touched].first_slot + levels_[point * touched_ + touched];
}

bool PlanInWorlds::stands(std::size_t complement, std::size_t point) const {
  return std::ranges::all_of(tables_.complements[complement].when, [&](const TouchedMember& member) {
    return levels_[point * touched_ + member.touched] >= member.level;
  });
}

// Periods that the complement stands after a breakdown; 0 where it does not stand.
std::size_t PlanInWorlds::spans(const TouchedComplement& complement, const LevelIndex* levels) const {
  std::size_t span = kForever;
  for (const TouchedMember& member : complement.when) span = std::min(span, member.falls[levels[member.touched]]);
  return span;
}

// Periods until the party has ended it by its own hand.
std::size_t PlanInWorlds::own_span(const TouchedComplement& complement, PartyIndex party,
                                   const LevelIndex* levels) const {
  std::size_t span = kForever;
  for (const TouchedMember& member : complement.when) {
    if (tables_.commitments[member.touched].by == party)
      span = std::min(span, member.brought_below[levels[member.touched]]);
  }
  return span;
}

double PlanInWorlds::after_breakdown(std::size_t complement, PartyIndex party, const LevelIndex* levels) const {
  const std::size_t span = spans(tables_.complements[complement], levels);
  const double lost = span == kForever ? 0.0 : whole_power(tables_.beta[party], span);
  return tables_.complement_flow[complement * parties_ + party] * ((1.0 - lost) * tables_.forever[party]);
}

double PlanInWorlds::found_out_worth(std::size_t complement, PartyIndex party, const LevelIndex* levels) const {
  const double flow = tables_.complement_flow[complement * parties_ + party];
  std::size_t span = spans(tables_.complements[complement], levels);
  if (span == 0) return 0.0;
  if (flow <= 0.0) {
    span = std::min(span, own_span(tables_.complements[complement], party, levels));
  } else if (span != kForever) {
    span += tables_.review;
  }
  const double lost = span == kForever ? 0.0 : whole_power(tables_.beta[party], span);
  return flow * ((1.0 - lost) * tables_.forever[party]);
}

void PlanInWorlds::compute_states() {
  for (std::size_t point = 0; point < standing_.size(); ++point) {
    double* const flow = flow_.data() + point * parties_;
    double* const breakdown = breakdown_.data() + point * parties_;
    double* const found_out = found_out_.data() + point * parties_;
    for (PartyIndex i = 0; i < parties_; ++i) {
      flow[i] = 0.0;
      breakdown[i] = tables_.breakdown_of_none[i];
      found_out[i] = tables_.found_out_of_none[i];
    }
    for (std::size_t t = 0; t < touched_; ++t) {
      const std::size_t row = slot(point, t) * parties_;
      for (PartyIndex i = 0; i < parties_; ++i) {
        flow[i] += tables_.flow[row + i];
        breakdown[i] += tables_.after[row + i];
        found_out[i] += tables_.found_out[row + i];
      }
    }
    const LevelIndex* const levels = levels_.data() + point * touched_;
    for (const std::size_t c : standing_[point]) {
      for (PartyIndex i = 0; i < parties_; ++i) {
        const double worth = tables_.complement_flow[c * parties_ + i];
        if (worth == 0.0) continue;
        flow[i] += worth;
        breakdown[i] += after_breakdown(c, i, levels);
        found_out[i] += found_out_worth(c, i, levels);
      }
    }
    for (PartyIndex i = 0; i < parties_; ++i)
      base_[point * parties_ + i] = flow[i] + tables_.beta[i] * tables_.theta * breakdown[i];
  }
}

void PlanInWorlds::compute_values() {
  for (std::size_t step = 0; step < raises_.size(); ++step) {
    takes_[step] = 1;
    for (const Due& raise : raises_[step]) {
      std::size_t periods = 0;
      for (LevelIndex l = raise.from + 1; l <= raise.to; ++l)
        periods += tables_.takes[tables_.commitments[raise.touched].first_slot + l];
      takes_[step] = std::max(takes_[step], periods);
    }
  }
  const std::size_t last = raises_.size();
  for (PartyIndex i = 0; i < parties_; ++i) {
    const double gamma = tables_.gamma[i];
    const double per_period = 1.0 / (1.0 - gamma);
    continuation_[last * parties_ + i] = base_[last * parties_ + i] * per_period;
    for (std::size_t step = last; step-- > 0;) {
      const std::size_t at = step * parties_ + i;
      double once = 0.0;
      for (const Due& raise : raises_[step]) {
        const std::size_t bottom = tables_.commitments[raise.touched].first_slot;
        for (LevelIndex l = raise.from + 1; l <= raise.to; ++l) once += tables_.once[(bottom + l) * parties_ + i];
      }
      to_gate_[at] = whole_power(gamma, takes_[step]);
      gate_[at] = once + continuation_[at + parties_];
      continuation_[at] = base_[at] * ((1.0 - to_gate_[at]) * per_period) + to_gate_[at] * gate_[at];
    }
    outcome_.gain[i] = continuation_[i] - breakdown_[i];
  }
}

// Counts down through every way to deliver less than all, beginning from all; false at the end, back at all.
bool PlanInWorlds::next_shortfall(const Gate& gate) {
  for (const Due& item : gate.due) {
    if (delivered_[item.touched] != item.from) {
      --delivered_[item.touched];
      return true;
    }
    delivered_[item.touched] = item.to;
  }
  return false;
}

PlanInWorlds::Shortfall PlanInWorlds::shortfall(std::size_t point, PartyIndex party, const Gate& gate) {
  const std::size_t next = point + 1;
  double unseen = 1.0;
  double once_withheld = 0.0;
  double hidden = 0.0;
  double found_out = found_out_[next * parties_ + party];
  double breakdown = breakdown_[next * parties_ + party];
  for (const Due& item : gate.due) {
    const LevelIndex reached = delivered_[item.touched];
    if (reached == item.to) continue;
    const std::size_t bottom = tables_.commitments[item.touched].first_slot;
    // A shortfall is looked at as the level announced, however far it falls short (MODEL section 5).
    unseen *= 1.0 - tables_.seen[bottom + item.to];
    for (LevelIndex l = reached + 1; l <= item.to; ++l) {
      once_withheld += tables_.once[(bottom + l) * parties_ + party];
      hidden += tables_.hidden_worth[bottom + l];
    }
    const std::size_t without = (bottom + reached) * parties_ + party;
    const std::size_t with = (bottom + item.to) * parties_ + party;
    found_out += tables_.found_out[without] - tables_.found_out[with];
    breakdown += tables_.after[without] - tables_.after[with];
  }
  const LevelIndex* const announced = levels_.data() + next * touched_;
  for (const std::size_t c : gate.complements) {
    if (tables_.complement_flow[c * parties_ + party] == 0.0) continue;
    found_out += found_out_worth(c, party, delivered_.data()) - found_out_worth(c, party, announced);
    breakdown += after_breakdown(c, party, delivered_.data()) - after_breakdown(c, party, announced);
  }
  const double answered = (1.0 - unseen) * tables_.succeeds;
  const double to_gate = to_gate_[point * parties_ + party];
  const double kept = continuation_[next * parties_ + party] + once_withheld;
  const double stays = answered * found_out + (1.0 - answered) * (kept - once_withheld + hidden);
  return {.withhold = to_gate * (kept - stays), .leave = to_gate * (kept - breakdown)};
}

// Visits every condition of the party at the point: visit(slack, deviation, eve, after, which).
template <typename Visit>
void PlanInWorlds::visit_point(std::size_t point, PartyIndex party, const Visit& visit) {
  const std::size_t at = point * parties_ + party;
  const bool last = point == raises_.size();
  const double breakdown = breakdown_[at];
  visit(continuation_[at] - breakdown, Deviation::leave, false, std::size_t{0}, std::uint64_t{0});
  if (!last && takes_[point] != 1) {
    visit(base_[at] + tables_.gamma[party] * gate_[at] - breakdown, Deviation::leave_on_eve, false, std::size_t{0},
          std::uint64_t{0});
  }
  if (!last && !gates_[point][party].due.empty()) {
    const Gate& gate = gates_[point][party];
    std::copy_n(levels_.data() + (point + 1) * touched_, touched_, delivered_.data());
    for (std::uint64_t which = 1; next_shortfall(gate); ++which) {
      const Shortfall slack = shortfall(point, party, gate);
      visit(slack.withhold, Deviation::withhold, false, std::size_t{0}, which);
      visit(slack.leave, Deviation::leave_at_gate, false, std::size_t{0}, which);
    }
  }
  const double found_out = found_out_[at];
  for (const std::size_t t : owned_[party]) {
    const TouchedCommitment& touched = tables_.commitments[t];
    for (LevelIndex l = 1; l <= levels_[point * touched_ + t]; ++l) {
      const std::size_t row = touched.first_slot + l;
      if (tables_.alone[row] == 0) continue;
      const std::uint64_t which = (static_cast<std::uint64_t>(touched.commitment) << level_bits) + l;
      const std::size_t periods = tables_.undo[row];
      const double* const found = tables_.found.data() + row * tables_.longest_undo;
      const double* const cost = tables_.cost.data() + row * tables_.longest_undo;
      const double* const unseen = tables_.unseen.data() + row * tables_.longest_undo;
      const double* const ahead = tables_.head_start.data() + row * tables_.longest_undo;
      for (const bool eve : {false, true}) {
        if (eve && last) break;
        const double worth = eve ? gate_[at] : continuation_[at];
        for (std::size_t j = 0; j < periods; ++j) {
          const double so_far = found[j] * (worth - found_out) - cost[j];
          visit(so_far, Deviation::stop, eve, j + 1, which);
          visit(so_far + unseen[j] * (worth - breakdown - ahead[j]), Deviation::leave_midway, eve, j + 1, which);
        }
        const double so_far = found[periods - 1] * (worth - found_out) - cost[periods - 1];
        visit(so_far - unseen[periods - 1] * tables_.hidden_worth[row], Deviation::finish, eve, periods, which);
      }
    }
  }
}

void PlanInWorlds::consider(const BrokenCondition& condition) {
  const double gain = outcome_.gain[condition.party];
  const double share = gain > 0.0 ? condition.slack / gain : condition.slack;
  if (outcome_.first_break && share >= worst_share_) return;
  worst_share_ = share;
  outcome_.first_break = condition;
}

const Outcome& PlanInWorlds::evaluate() {
  compute_states();
  compute_values();
  outcome_.first_break.reset();
  outcome_.min_slack = kInfinity;
  std::ranges::fill(outcome_.slack, kInfinity);
  for (std::size_t point = 0; point <= raises_.size(); ++point) {
    bool broken = false;
    for (PartyIndex i = 0; i < parties_; ++i) {
      double least = kInfinity;
      visit_point(point, i, [&](double slack, Deviation deviation, bool, std::size_t, std::uint64_t) {
        if (deviation == Deviation::stop && slack >= 0.0) return;
        least = std::min(least, slack);
      });
      broken = broken || least < -kSlackTolerance;
      outcome_.slack[i] = std::min(outcome_.slack[i], least);
    }
    if (!broken || outcome_.first_break) continue;
    for (PartyIndex i = 0; i < parties_; ++i) {
      visit_point(point, i, [&](double slack, Deviation deviation, bool eve, std::size_t after, std::uint64_t which) {
        if (slack >= -kSlackTolerance) return;
        consider({.point = point,
                  .party = i,
                  .deviation = deviation,
                  .eve = eve,
                  .after = after,
                  .which = which,
                  .slack = slack});
      });
    }
  }
  outcome_.min_slack = *std::ranges::min_element(outcome_.slack);
  outcome_.holds = !outcome_.first_break;
  return outcome_;
}

std::vector<accord::Requirement> PlanInWorlds::levels_of(const BrokenCondition& broken) const {
  std::vector<accord::Requirement> levels;
  switch (broken.deviation) {
    case Deviation::leave:
    case Deviation::leave_on_eve:
      break;
    case Deviation::stop:
    case Deviation::leave_midway:
    case Deviation::finish:
      levels.push_back({broken.which >> level_bits, broken.which & ((1U << level_bits) - 1)});
      break;
    case Deviation::withhold:
    case Deviation::leave_at_gate: {
      // `which` counts the ways to deliver less in mixed radix: what each digit says is left undone.
      std::uint64_t left = broken.which;
      for (const Due& item : gates_[broken.point][broken.party].due) {
        const std::uint64_t ways = item.to - item.from + 1;
        const LevelIndex undone = left % ways;
        left /= ways;
        for (LevelIndex l = item.to - undone + 1; l <= item.to; ++l)
          levels.push_back({tables_.commitments[item.touched].commitment, l});
      }
      break;
    }
  }
  return levels;
}

}  // namespace entente::uncertainty
