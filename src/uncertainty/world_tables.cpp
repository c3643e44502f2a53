#include "uncertainty/world_tables.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>
#include <utility>

#include "accord/detection.h"
#include "accord/error.h"
#include "accord/lattice.h"

namespace entente::uncertainty {

namespace {

using accord::Accord;
using accord::Level;
using accord::Range;
using accord::UndoneBy;
using game::kForever;

double annuity_of(double discount, std::size_t periods) {
  if (periods == kForever) return 1.0 / (1.0 - discount);
  return (1.0 - whole_power(discount, periods)) / (1.0 - discount);
}

bool only_by_giver(const Level& level, PartyIndex giver) {
  return level.undone_by != UndoneBy::all || (level.undone_by_all.size() == 1 && level.undone_by_all.front() == giver);
}

}  // namespace

double whole_power(double base, std::size_t exponent) {
  double result = 1.0;
  for (; exponent != 0; exponent >>= 1U) {
    if ((exponent & 1U) != 0) result *= base;
    base *= base;
  }
  return result;
}

WorldTables::WorldTables(const Accord& accord, const WorldModel& model, const State& highest)
    : parties(accord.parties.size()), today(accord::today(accord)), accord_(accord), period_(accord.period) {
  if (!accord.values) {
    throw Error(
        "the file says `values: false`, so there is nothing to draw worlds of; give values and remove that line");
  }
  touch_commitments(highest);
  touch_complements(highest);
  bind_numbers(model);
  for (std::vector<double>* by_party :
       {&beta, &gamma, &forever, &review_discount, &review_annuity, &breakdown_of_none, &found_out_of_none})
    by_party->assign(parties, 0.0);
  for (std::vector<double>* table : {&flow, &once, &after, &found_out}) table->assign(slots * parties, 0.0);
  for (std::vector<double>* by_slot : {&seen, &at_will, &hidden_worth, &watched_in_period_})
    by_slot->assign(slots, 0.0);
  takes.assign(slots, 0);
  undo.assign(slots, 0);
  falls.assign(slots, 0);
  alone.assign(slots, 0);
  complement_flow.assign(complements.size() * parties, 0.0);
}

void WorldTables::touch_commitments(const State& highest) {
  for (CommitmentIndex k = 0; k < highest.size(); ++k) {
    if (highest[k] == 0) continue;
    commitments.push_back({.commitment = k, .by = accord_.commitments[k].by, .first_slot = slots, .top = highest[k]});
    slots += highest[k] + 1;
    naming_.emplace_back();
    for (std::size_t c = 0; c < accord_.complements.size(); ++c) {
      for (const accord::Requirement& member : accord_.complements[c].when) {
        if (member.commitment == k) naming_.back().push_back(c);
      }
    }
  }
}

void WorldTables::touch_complements(const State& highest) {
  for (std::size_t c = 0; c < accord_.complements.size(); ++c) {
    TouchedComplement complement{.complement = c, .when = {}};
    bool stands = true;
    for (const accord::Requirement& member : accord_.complements[c].when) {
      const LevelIndex top = highest[member.commitment];
      stands = stands && top >= member.level;
      const auto touched = std::ranges::find(commitments, member.commitment, &TouchedCommitment::commitment);
      if (touched == commitments.end()) continue;
      complement.when.push_back({.touched = static_cast<std::size_t>(touched - commitments.begin()),
                                 .level = member.level,
                                 .falls = std::vector<std::size_t>(top + 1, 0),
                                 .brought_below = std::vector<std::size_t>(top + 1, 0)});
    }
    if (stands) complements.push_back(std::move(complement));
  }
}

void WorldTables::bind_numbers(const WorldModel& model) {
  std::unordered_map<const Range*, double*> targets;
  const auto bind = [&](const Range& range, double& target) {
    target = range.best;
    targets[&range] = &target;
  };
  for (std::vector<double>* by_party : {&patience_, &turnover_, &breakdown_, &penalty_}) by_party->resize(parties);
  value_.resize(slots * parties);
  once_.resize(slots * parties);
  for (std::vector<double>* by_slot : {&takes_, &undo_, &seen_, &watched_}) by_slot->resize(slots);
  complement_value_.resize(accord_.complements.size() * parties);
  for (PartyIndex i = 0; i < parties; ++i) {
    bind(accord_.parties[i].patience, patience_[i]);
    bind(accord_.parties[i].turnover, turnover_[i]);
    bind(accord_.parties[i].breakdown, breakdown_[i]);
    if (!accord_.review.penalty.empty()) bind(accord_.review.penalty[i], penalty_[i]);
    for (std::size_t c = 0; c < accord_.complements.size(); ++c)
      bind(accord_.complements[c].value[i], complement_value_[c * parties + i]);
  }
  bind(accord_.review.takes, review_takes_);
  bind(accord_.review.succeeds, succeeds_);
  const bool means_are_chosen = accord_.verification && accord_.verification->chosen;
  for (const TouchedCommitment& touched : commitments) {
    for (LevelIndex l = 1; l <= touched.top; ++l) {
      const Level& level = accord_.commitments[touched.commitment].levels[l - 1];
      const std::size_t slot = touched.first_slot + l;
      bind(level.takes, takes_[slot]);
      if (level.undo) bind(*level.undo, undo_[slot]);
      seen_[slot] = level.seen.best;
      watched_[slot] = level.watched.best;
      if (!means_are_chosen) {
        bind(level.seen, seen_[slot]);
        bind(level.watched, watched_[slot]);
      }
      for (PartyIndex i = 0; i < parties; ++i) {
        bind(level.value[i], value_[slot * parties + i]);
        bind(level.once[i], once_[slot * parties + i]);
      }
    }
  }
  std::size_t next = 0;
  accord::for_each_number(accord_, [&](const std::string& id, Range& range, accord::Unit) {
    if (next == model.numbers.size() || model.numbers[next].id != id) return;
    const auto target = targets.find(&range);
    targets_.push_back(target == targets.end() ? nullptr : target->second);
    const bool of_means = means_are_chosen && (id.starts_with("verification/") || id.ends_with("/seen") ||
                                               id.ends_with("/watched") || id.ends_with("/takes"));
    ranges_.push_back(of_means && id != "review/takes" ? &range : nullptr);
    chosen_means_vary_ = chosen_means_vary_ || ranges_.back() != nullptr;
    ++next;
  });
}

void WorldTables::compile(std::span<const double> values) {
  for (std::size_t n = 0; n < targets_.size(); ++n) {
    if (targets_[n] != nullptr) *targets_[n] = values[n];
  }
  if (chosen_means_vary_) use_chosen_means(values);
  compile_parties();
  compile_levels();
  compile_falls();
  compile_worth();
  compile_take_backs();
}

// Which means work for which level may change with how long steps take, so the whole rule is used again.
void WorldTables::use_chosen_means(std::span<const double> values) {
  for (std::size_t n = 0; n < ranges_.size(); ++n) {
    if (ranges_[n] != nullptr) *ranges_[n] = Range::exactly(values[n]);
  }
  const Accord seen_now = accord::with_chosen_means(accord_);
  for (const TouchedCommitment& touched : commitments) {
    for (LevelIndex l = 1; l <= touched.top; ++l) {
      const Level& level = seen_now.commitments[touched.commitment].levels[l - 1];
      seen_[touched.first_slot + l] = level.seen.best;
      watched_[touched.first_slot + l] = level.watched.best;
    }
  }
}

void WorldTables::compile_parties() {
  double kept_on = 1.0;
  for (const double chance : turnover_) kept_on *= std::pow(1.0 - chance, period_);
  theta = 1.0 - kept_on;
  review = accord::periods(review_takes_, period_, 0);
  succeeds = succeeds_;
  for (PartyIndex i = 0; i < parties; ++i) {
    beta[i] = std::pow(patience_[i], period_);
    gamma[i] = beta[i] * (1.0 - theta);
    forever[i] = 1.0 / (1.0 - beta[i]);
    review_discount[i] = whole_power(beta[i], review);
    review_annuity[i] = annuity_of(beta[i], review);
    const double after_breakdown = breakdown_[i] * period_;
    breakdown_of_none[i] = after_breakdown * forever[i];
    found_out_of_none[i] = review_discount[i] * (penalty_[i] * period_) * forever[i] +
                           std::max(after_breakdown, review_discount[i] * after_breakdown) * forever[i];
  }
  for (std::size_t c = 0; c < complements.size(); ++c) {
    for (PartyIndex i = 0; i < parties; ++i)
      complement_flow[c * parties + i] = complement_value_[complements[c].complement * parties + i] * period_;
  }
}

void WorldTables::compile_levels() {
  for (std::size_t n = 0; n < slots * parties; ++n) {
    flow[n] = value_[n] * period_;
    once[n] = once_[n];
  }
  std::size_t longest = 0;
  for (const TouchedCommitment& touched : commitments) {
    for (LevelIndex l = 1; l <= touched.top; ++l) {
      const Level& level = accord_.commitments[touched.commitment].levels[l - 1];
      const std::size_t slot = touched.first_slot + l;
      takes[slot] = accord::periods(takes_[slot], period_, 1);
      undo[slot] = level.undo ? accord::periods(undo_[slot], period_, 1) : kForever;
      seen[slot] = seen_[slot];
      watched_in_period_[slot] = 1.0 - std::pow(1.0 - watched_[slot], period_);
      alone[slot] = level.undo && only_by_giver(level, touched.by) ? 1 : 0;
      if (alone[slot] != 0) longest = std::max(longest, undo[slot]);
    }
  }
  if (longest > longest_undo) {
    longest_undo = longest;
    for (std::vector<double>* table : {&found, &cost, &unseen, &head_start}) table->assign(slots * longest, 0.0);
  }
}

void WorldTables::compile_falls() {
  for (const TouchedCommitment& touched : commitments) {
    for (LevelIndex l = 1; l <= touched.top; ++l) {
      const Level& level = accord_.commitments[touched.commitment].levels[l - 1];
      const std::size_t slot = touched.first_slot + l;
      const auto gains = [&](PartyIndex i) { return flow[(slot - 1) * parties + i] > flow[slot * parties + i]; };
      bool by_itself = level.undo.has_value();
      if (by_itself && level.undone_by == UndoneBy::giver) by_itself = gains(touched.by);
      if (by_itself && level.undone_by == UndoneBy::all) by_itself = std::ranges::all_of(level.undone_by_all, gains);
      falls[slot] = by_itself ? 1 : 0;
    }
  }
  for (TouchedComplement& complement : complements) {
    for (TouchedMember& member : complement.when) {
      const TouchedCommitment& touched = commitments[member.touched];
      std::size_t by_itself = 0;
      std::size_t by_hand = 0;
      for (LevelIndex l = member.level; l <= touched.top; ++l) {
        const std::size_t slot = touched.first_slot + l;
        const auto and_then = [&](std::size_t so_far, bool allowed) {
          return so_far == kForever || !allowed ? kForever : so_far + undo[slot];
        };
        by_itself = and_then(by_itself, falls[slot] != 0);
        by_hand = and_then(by_hand, alone[slot] != 0);
        member.falls[l] = by_itself;
        member.brought_below[l] = by_hand;
      }
    }
  }
}

void WorldTables::compile_worth() {
  for (const TouchedCommitment& touched : commitments) {
    const std::size_t bottom = touched.first_slot;
    at_will[bottom] = 0.0;
    for (LevelIndex l = 1; l <= touched.top; ++l) {
      const std::size_t slot = bottom + l;
      const bool ends = undo[slot] != kForever;
      for (PartyIndex i = 0; i < parties; ++i) {
        const std::size_t at = slot * parties + i;
        const double discount = ends ? whole_power(beta[i], undo[slot]) : 0.0;
        const double falling = flow[at] * ((1.0 - discount) * forever[i]);
        after[at] = falls[slot] != 0 ? falling + discount * after[at - parties] : flow[at] * forever[i];
        if (i == touched.by) {
          at_will[slot] = std::max(after[at], flow[at] * forever[i]);
          if (alone[slot] != 0) at_will[slot] = std::max(at_will[slot], falling + discount * at_will[slot - 1]);
          found_out[at] = at_will[slot];
        } else {
          found_out[at] = std::max(after[at], flow[at] * review_annuity[i] + review_discount[i] * after[at]);
        }
      }
    }
  }
}

void WorldTables::compile_take_backs() {
  for (std::size_t t = 0; t < commitments.size(); ++t) {
    const TouchedCommitment& touched = commitments[t];
    double at_risk_a_period = 0.0;
    for (const std::size_t c : naming_[t])
      at_risk_a_period += std::max(0.0, -(complement_value_[c * parties + touched.by] * period_));
    const double at_risk = at_risk_a_period * forever[touched.by];
    for (LevelIndex l = 1; l <= touched.top; ++l) {
      const std::size_t slot = touched.first_slot + l;
      const std::size_t at = slot * parties + touched.by;
      const double most = std::max({0.0, (flow[at - parties] - flow[at]) * forever[touched.by],
                                    after[at - parties] - after[at], at_will[slot - 1] - at_will[slot]});
      hidden_worth[slot] = most + std::max(0.0, once[at]) + at_risk;
      if (alone[slot] != 0) take_back(slot, touched.by, at_risk, falls[slot] != 0 ? 1.0 : 0.0);
    }
  }
}

// game::TakeBack, with the head start of MODEL 4.2; a complement's risk ends with the fall where the level falls.
void WorldTables::take_back(std::size_t slot, PartyIndex giver, double at_risk, double risk_ends) {
  const std::size_t periods = undo[slot];
  const std::size_t at = slot * parties + giver;
  double* const found_by = found.data() + slot * longest_undo;
  double* const cost_by = cost.data() + slot * longest_undo;
  double* const unseen_by = unseen.data() + slot * longest_undo;
  double* const ahead = head_start.data() + slot * longest_undo;
  const double b = beta[giver];
  const double w = watched_in_period_[slot];
  // b^(periods - h), ascending in h, from products downwards: head starts first, in reverse.
  double to_go = 1.0;
  for (std::size_t h = periods; h >= 1; --h) {
    found_by[h - 1] = to_go;
    to_go *= b;
  }
  double sum_found = 0.0;
  double sum_cost = 0.0;
  double gamma_h = 1.0;
  double unresponded = 1.0;
  double still_hidden = 1.0;
  double elapsed = 1.0;  // b^h
  for (std::size_t h = 1; h <= periods; ++h) {
    const double left = found_by[h - 1];
    elapsed *= b;
    const double own = flow[at] * (1.0 - left) * forever[giver];
    const double risk = at_risk * (1.0 - elapsed);
    const double at_breakdown =
        std::max(0.0, own + left * after[at - parties] - after[at]) + (risk_ends > 0.0 ? risk : at_risk);
    const double when_found = std::max(0.0, own + left * at_will[slot - 1] - at_will[slot]) + risk;
    const double answered = w * still_hidden * succeeds;
    sum_cost += b * theta * gamma_h * unresponded * at_breakdown;
    gamma_h *= gamma[giver];
    sum_found += gamma_h * answered;
    sum_cost += gamma_h * answered * when_found;
    still_hidden *= 1.0 - w;
    unresponded -= answered;
    found_by[h - 1] = sum_found;
    cost_by[h - 1] = sum_cost;
    unseen_by[h - 1] = gamma_h * unresponded;
    ahead[h - 1] = at_breakdown;
  }
}

}  // namespace entente::uncertainty
