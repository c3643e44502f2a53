#include "evidence/weigh.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <optional>

#include "evidence/agreed_means.h"
#include "evidence/judgement.h"

namespace entente::evidence {

namespace {

constexpr ReportChances kAnyway{.range = {Interval{1.0, 1.0}, Interval{1.0, 1.0}, Interval{1.0, 1.0}},
                                .best = {1.0, 1.0, 1.0}};

struct Chance {
  Interval range;
  double best = 0.0;
};

Chance exactly(const Range& range) {
  return {{range.low, range.high}, range.best};
}

Chance not_of(const Range& range) {
  return {{1.0 - range.high, 1.0 - range.low}, 1.0 - range.best};
}

Chance times(const Chance& one, const Chance& other) {
  return {{one.range.low * other.range.low, one.range.high * other.range.high}, one.best * other.best};
}

ReportChances together(const Chance& kept, const Chance& shortfall, const Chance& taken_back) {
  return {.range = {kept.range, shortfall.range, taken_back.range},
          .best = {kept.best, shortfall.best, taken_back.best}};
}

// What a grade leaves of the chances.
ReportChances graded(const ReportChances& full, const Range& weight) {
  const double anyway = std::accumulate(full.best.begin(), full.best.end(), 0.0) / static_cast<double>(kStandings);
  const auto mixed = [anyway](double share, double chance) { return share * chance + (1.0 - share) * anyway; };
  ReportChances result;
  for (std::size_t x = 0; x < kStandings; ++x) {
    result.best[x] = mixed(weight.best, full.best[x]);
    const std::array<double, 4> ends{mixed(weight.low, full.range[x].low), mixed(weight.low, full.range[x].high),
                                     mixed(weight.high, full.range[x].low), mixed(weight.high, full.range[x].high)};
    result.range[x] = {*std::ranges::min_element(ends), *std::ranges::max_element(ends)};
  }
  return result;
}

bool says_all_is_well(Finding finding) {
  return finding == Finding::kept || finding == Finding::negative;
}

bool same_finding(Finding one, Finding other) {
  return one == other || (says_all_is_well(one) && says_all_is_well(other));
}

bool is_flat(const ReportChances& chances) {
  return std::ranges::all_of(
      chances.range, [&](const Interval& one) { return one.low == one.high && one.low == chances.range.front().low; });
}

// The item's own chances and why it is silent, copies and common causes aside.
struct Own {
  ReportChances chances = kAnyway;
  Silence silence = Silence::none;
};

Own own_chances(const Evidence& evidence, const Item& item) {
  if (item.sealed || !item.finding) return {kAnyway, Silence::sealed};
  if (item.cheap_signal) return {kAnyway, Silence::cheap};
  ReportChances full;
  if (item.signal) {
    const Chance broken = exactly(item.signal->broken);
    full = together(exactly(item.signal->kept), broken, broken);
    if (is_flat(full)) return {kAnyway, Silence::cheap};
  } else {
    const Sharpness& sharpness = item.means ? sharpness_at(evidence.means[*item.means], *item.about)
                                            : evidence.judgement.classes[static_cast<std::size_t>(*item.source_class)];
    if (sharpness.cheap && says_all_is_well(*item.finding)) return {kAnyway, Silence::cheap};
    full = report_chances(sharpness, *item.finding);
    if (is_flat(full)) return {kAnyway, Silence::no_weight};
  }
  if (!item.grade) return {full, Silence::none};
  const Range left = weight(*item.grade, evidence.judgement);
  if (left.high <= 0.0) return {kAnyway, Silence::no_weight};
  return {graded(full, left), Silence::none};
}

// The id at the end of the chain of originals; it may be of an item that was left out.
std::string first_of(const std::map<std::string, std::string>& original_of, std::string id) {
  for (auto next = original_of.find(id); next != original_of.end() && !next->second.empty();
       next = original_of.find(id)) {
    id = next->second;
  }
  return id;
}

std::optional<std::size_t> cause_of(const Evidence& evidence, std::size_t source) {
  for (std::size_t n = 0; n < evidence.common_causes.size(); ++n) {
    const auto& sources = evidence.common_causes[n].sources;
    if (std::ranges::find(sources, source) != sources.end()) return n;
  }
  return std::nullopt;
}

void join_copies(const Evidence& evidence, std::vector<Weighed>& weighed) {
  std::map<std::string, std::string> original_of;
  for (const Item& item : evidence.items) original_of[item.id] = item.original;
  std::map<std::string, std::vector<Weighed*>> witnesses;
  for (Weighed& one : weighed) witnesses[first_of(original_of, evidence.items[one.item].id)].push_back(&one);
  for (auto& [root, members] : witnesses) {
    // A sealed original can not speak yet; a copy of it that is open can.
    const auto rank = [&, name = root](const Weighed* one) {
      const Item& item = evidence.items[one->item];
      return std::tuple(one->silence == Silence::sealed, item.id != name, item.seen, one->item);
    };
    const Weighed* counts = *std::ranges::min_element(members, {}, rank);
    for (Weighed* one : members) {
      if (one == counts || one->silence == Silence::sealed) continue;
      one->silence = Silence::copy;
      one->counted_as = counts->item;
    }
  }
}

void apply(const CommonCause& cause, std::size_t repeats, bool agrees, Weighed& one) {
  one.depends = true;
  one.repeats = repeats;
  one.share = cause.share;
  one.effective = 1.0 - cause.share.best;
  const double said = agrees ? 1.0 : 0.0;
  const auto mixed = [said](double share, double own) { return share * said + (1.0 - share) * own; };
  for (double& best : one.best) best = mixed(cause.share.best, best);
  const IntervalByStanding own = one.chances.front();
  one.chances.clear();
  std::vector<double> shares{cause.share.low};
  if (cause.share.high > cause.share.low) shares.push_back(cause.share.high);
  for (const double share : shares) {
    IntervalByStanding chances = own;
    for (Interval& chance : chances) chance = {mixed(share, chance.low), mixed(share, chance.high)};
    one.chances.push_back(chances);
  }
}

void join_common_causes(const Evidence& evidence, std::vector<Weighed>& weighed) {
  std::vector<Weighed*> speaking;
  for (Weighed& one : weighed) {
    if (one.silence == Silence::none) speaking.push_back(&one);
  }
  std::ranges::stable_sort(speaking, {}, [&](const Weighed* one) { return evidence.items[one->item].seen; });
  std::map<std::size_t, std::size_t> first;  // of a common cause, the item that later ones may repeat
  for (Weighed* one : speaking) {
    const Item& item = evidence.items[one->item];
    const auto cause = cause_of(evidence, item.source);
    if (!cause) continue;
    const auto [found, is_new] = first.try_emplace(*cause, one->item);
    if (is_new) continue;
    const Item& said_first = evidence.items[found->second];
    if (days_between(said_first.seen, item.seen) > evidence.common_causes[*cause].within_days) {
      found->second = one->item;
      continue;
    }
    apply(evidence.common_causes[*cause], found->second, same_finding(*item.finding, *said_first.finding), *one);
  }
}

}  // namespace

ReportChances report_chances(const Sharpness& sharpness, Finding finding) {
  const Chance found_short = exactly(sharpness.detects_shortfall);
  const Chance found_back = exactly(sharpness.detects_taken_back);
  const Chance alarm = exactly(sharpness.false_alarms);
  const Chance half_alarm = times(alarm, exactly(Range::exactly(0.5)));
  const Chance right = exactly(sharpness.tells_apart);
  const Chance wrong = not_of(sharpness.tells_apart);
  switch (finding) {
    case Finding::kept:
    case Finding::negative:
      break;
    case Finding::positive:
      return together(alarm, found_short, found_back);
    case Finding::shortfall:
      return together(half_alarm, times(found_short, right), times(found_back, wrong));
    case Finding::taken_back:
      return together(half_alarm, times(found_short, wrong), times(found_back, right));
  }
  return together(not_of(sharpness.false_alarms), not_of(sharpness.detects_shortfall),
                  not_of(sharpness.detects_taken_back));
}

std::vector<Weighed> weigh(const Evidence& evidence, accord::CommitmentIndex commitment) {
  std::vector<Weighed> weighed;
  for (std::size_t n = 0; n < evidence.items.size(); ++n) {
    const Item& item = evidence.items[n];
    if (!item.about || item.about->commitment != commitment) continue;
    const Own own = own_chances(evidence, item);
    Weighed one;
    one.item = n;
    one.silence = own.silence;
    one.best = own.chances.best;
    one.chances = {own.chances.range};
    weighed.push_back(std::move(one));
  }
  join_copies(evidence, weighed);
  for (Weighed& one : weighed) {
    one.effective = one.silence == Silence::none ? 1.0 : 0.0;
    if (one.silence == Silence::none) continue;
    one.best = kAnyway.best;
    one.chances = {kAnyway.range};
  }
  join_common_causes(evidence, weighed);
  return weighed;
}

double ratio_for_keeping(const ByStanding& chances) {
  const double broken = (chances[index(Standing::shortfall)] + chances[index(Standing::taken_back)]) / 2.0;
  const double kept = chances[index(Standing::kept)];
  if (broken > 0.0) return kept / broken;
  return kept > 0.0 ? std::numeric_limits<double>::infinity() : 1.0;
}

}  // namespace entente::evidence
