#include "review/life.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "review/arrears.h"
#include "review/due.h"

namespace entente::review {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

// One thing that happened to an obligation; exactly one pointer is set.
struct Happening {
  sys_days on;
  sys_seconds at;
  EntryNumber entry = 0;
  const Delivery* report = nullptr;
  const Delivery* finding = nullptr;
  const Turned* turned = nullptr;
};

// What is true after everything that happened so far.
struct State {
  const Delivery* report = nullptr;        // as a whole, and not refuted since
  const Delivery* open_finding = nullptr;  // unclear or in part, since that report
  const Delivery* fulfilled = nullptr;     // the finding since which it is
  const Delivery* first_fulfilled = nullptr;
  const Turned* suspended = nullptr;
  const Turned* breach = nullptr;
  const Delivery* remedied = nullptr;
  const Turned* excused = nullptr;
  std::optional<sys_seconds> reversed;
  EntryNumber reversed_by = 0;
  std::string reversed_words;
  std::optional<sys_seconds> lapsed;
  EntryNumber lapsed_by = 0;
  bool stood_when_lapsed = false;
  std::optional<sys_days> gone;  // what was fulfilled does not stand since
  bool part_reported = false;
  bool part_verified = false;
  double share = 0.0;
  double reported_amount = 0.0;
  double verified_amount = 0.0;

  bool stands() const { return fulfilled != nullptr && suspended == nullptr && !reversed; }
};

bool is_whole(const Delivery& delivery) {
  return !delivery.share || *delivery.share >= 1.0;
}

void take_report(State& state, const Delivery& report, std::optional<double> whole) {
  state.part_reported = true;
  state.reported_amount += report.amount.value_or(0.0);
  if (!is_whole(report) || (report.amount && (!whole || state.reported_amount < *whole))) return;
  state.report = &report;
  state.open_finding = nullptr;
}

void take_back(State& state, sys_days on) {
  state.fulfilled = nullptr;
  state.report = nullptr;
  state.open_finding = nullptr;
  state.part_reported = false;
  state.part_verified = false;
  state.share = 0.0;
  if (state.first_fulfilled != nullptr && !state.gone) state.gone = on;
}

void take_finding(State& state, const Delivery& finding, std::optional<double> whole) {
  state.verified_amount += finding.result == Result::not_fulfilled ? 0.0 : finding.amount.value_or(0.0);
  switch (finding.result) {
    case Result::unclear:
      if (state.report != nullptr) state.open_finding = &finding;
      return;
    case Result::not_fulfilled: {
      const bool was = state.fulfilled != nullptr || state.reversed;
      take_back(state, finding.on);
      state.share = finding.share.value_or(0.0);
      state.part_verified = state.share > 0.0;
      if (!was) return;
      state.reversed = finding.said;
      state.reversed_by = finding.entry;
      state.reversed_words = "found not fulfilled any more";
      return;
    }
    case Result::fulfilled:
    case Result::partly_fulfilled:
      break;
  }
  state.part_verified = true;
  if (finding.result == Result::fulfilled && is_whole(finding)) {
    if (!state.stands()) state.fulfilled = &finding;
    if (state.first_fulfilled == nullptr) state.first_fulfilled = &finding;
    if (state.breach != nullptr) state.remedied = &finding;
    state.share = 1.0;
    state.suspended = nullptr;
    state.reversed.reset();
    state.gone.reset();
    state.open_finding = nullptr;
    return;
  }
  if (state.first_fulfilled != nullptr && !state.gone) state.gone = finding.on;
  state.fulfilled = nullptr;
  if (state.report != nullptr) state.open_finding = &finding;
  if (finding.share) {
    state.share = *finding.share;
  } else {
    state.share = whole && *whole > 0.0 ? std::min(1.0, state.verified_amount / *whole) : 0.0;
  }
}

void take_turn(State& state, const Turned& turned) {
  const sys_days on = std::chrono::floor<days>(turned.from);
  switch (turned.turn) {
    case Turn::breach:
      state.breach = &turned;
      state.remedied = nullptr;
      return;
    case Turn::no_breach:
      state.breach = nullptr;
      state.remedied = nullptr;
      return;
    case Turn::excuse:
      state.excused = &turned;
      return;
    case Turn::resume:
      state.suspended = nullptr;
      if (state.fulfilled != nullptr) state.gone.reset();
      return;
    case Turn::lapse:
      if (state.lapsed) return;
      state.lapsed = turned.from;
      state.lapsed_by = turned.entry;
      state.stood_when_lapsed = state.stands();
      return;
    case Turn::reverse:
      if (state.fulfilled != nullptr || state.part_reported || state.part_verified) {
        take_back(state, on);
        state.reversed = turned.from;
        state.reversed_by = turned.entry;
        state.reversed_words = turned.words;
        return;
      }
      if (state.reversed) return;
      break;
    case Turn::suspend:
      break;
  }
  if (state.suspended == nullptr) state.suspended = &turned;
  if (state.first_fulfilled != nullptr && !state.gone) state.gone = on;
}

std::vector<Happening> happenings(const Obligation& one, std::span<const Turned> endings, sys_seconds moment) {
  std::vector<Happening> all;
  for (const Delivery& report : one.reports)
    all.push_back({.on = report.on, .at = report.said, .entry = report.entry, .report = &report});
  for (const Delivery& finding : one.findings)
    all.push_back({.on = finding.on, .at = finding.said, .entry = finding.entry, .finding = &finding});
  const auto turn = [&](const Turned& turned) {
    if (turned.from > moment) return;
    all.push_back(
        {.on = std::chrono::floor<days>(turned.from), .at = turned.from, .entry = turned.entry, .turned = &turned});
  };
  for (const Turned& turned : one.turns) turn(turned);
  for (const Turned& turned : endings) turn(turned);
  std::ranges::sort(all, [](const Happening& a, const Happening& b) {
    return std::tie(a.on, a.at, a.entry) < std::tie(b.on, b.at, b.entry);
  });
  return all;
}

State state_of(const Obligation& one, std::span<const Turned> endings, sys_seconds moment) {
  State state;
  const std::optional<double> whole = whole_amount(one);
  const Promise* promise = in_force(one);
  const auto lapse = promise != nullptr && promise->lapses && is_past(*promise->lapses, moment)
                         ? std::optional(sys_seconds(*promise->lapses + days(1)))
                         : std::nullopt;
  const auto lapse_before = [&](sys_seconds at) {
    if (!lapse || state.lapsed || at < *lapse) return;
    state.lapsed = lapse;
    state.lapsed_by = promise->entry;
    state.stood_when_lapsed = state.stands();
  };
  for (const Happening& happening : happenings(one, endings, moment)) {
    lapse_before(happening.at);
    if (happening.report != nullptr) take_report(state, *happening.report, whole);
    if (happening.finding != nullptr) take_finding(state, *happening.finding, whole);
    if (happening.turned != nullptr) take_turn(state, *happening.turned);
  }
  lapse_before(moment);
  return state;
}

// What procedures did to it when they ended.
std::vector<Turned> endings_of(const Obligation& one, std::span<const Dispute> disputes) {
  std::vector<Turned> all;
  for (const Dispute& dispute : disputes) {
    if (!dispute.ending || !is_about(dispute, one)) continue;
    all.push_back({*dispute.ending, dispute.entry, dispute.ended, dispute.complainant, dispute.words});
  }
  return all;
}

class Judging {
 public:
  Judging(const Obligation& one, const State& state, std::span<const Dispute> disputes, sys_seconds moment, Life& life)
      : one_(one), state_(state), disputes_(disputes), moment_(moment), life_(life) {}

  // The first rule of docs/review.md that fits.
  void judge() {
    life_.was_verified = state_.first_fulfilled != nullptr;
    life_.stands = state_.stands();
    life_.verified_share = state_.suspended != nullptr ? 0.0 : state_.share;
    life_.something_verified = state_.suspended == nullptr && state_.part_verified;
    life_.something_reported = state_.part_reported;
    life_.is_reported = state_.report != nullptr;
    life_.lapsed = state_.lapsed;
    if (!taken_away() && !judged() && !delivered()) by_date();
    count_days();
  }

 private:
  void set(Status status, sys_seconds since, std::vector<EntryNumber> made_by, const std::string& because = {}) {
    life_.status = status;
    life_.since = since;
    life_.made_by = std::move(made_by);
    life_.because = because;
  }

  bool taken_away() {
    if (state_.lapsed && !state_.stands() && !state_.stood_when_lapsed) {
      set(Status::lapsed, *state_.lapsed, {state_.lapsed_by});
    } else if (state_.reversed) {
      set(Status::reversed, *state_.reversed, {state_.reversed_by}, state_.reversed_words);
    } else if (state_.suspended != nullptr) {
      set(Status::suspended, state_.suspended->from, {state_.suspended->entry},
          state_.suspended->author + ": " + state_.suspended->words);
    } else {
      return false;
    }
    return true;
  }

  bool judged() {
    if (state_.breach != nullptr) {
      if (state_.remedied != nullptr && state_.stands()) {
        set(Status::remedied, state_.remedied->said, {state_.breach->entry, state_.remedied->entry});
      } else {
        set(Status::in_breach, state_.breach->from, {state_.breach->entry},
            state_.breach->author + ": " + state_.breach->words);
      }
      return true;
    }
    std::vector<EntryNumber> open;
    std::optional<sys_seconds> since;
    for (const Dispute& dispute : disputes_) {
      if (!dispute.open || !is_about(dispute, one_)) continue;
      open.push_back(dispute.entry);
      since = since ? std::min(*since, dispute.since) : dispute.since;
    }
    if (since) set(Status::disputed, *since, std::move(open));
    return since.has_value();
  }

  bool delivered() {
    if (state_.stands()) {
      set(Status::fulfilled, state_.fulfilled->said, {state_.fulfilled->entry});
    } else if (state_.report != nullptr && state_.open_finding != nullptr) {
      set(Status::under_verification, state_.report->said, {state_.report->entry, state_.open_finding->entry});
    } else if (state_.report != nullptr) {
      set(Status::reported, state_.report->said, {state_.report->entry});
    } else {
      return false;
    }
    return true;
  }

  void by_date() {
    const Promise* promise = in_force(one_);
    if (promise == nullptr) return;  // nothing was promised, and nothing that counts was done
    if (life_.due.promised && is_past(*life_.due.promised, moment_)) {
      if (!excused()) set(Status::overdue, sys_seconds(*life_.due.shifted + days(1)), {promise->entry});
      return;
    }
    const sys_seconds begins = promise->from ? sys_seconds(*promise->from) : promise->said;
    if (begins > moment_) {
      set(Status::planned, promise->said, {promise->entry});
    } else {
      set(Status::due, std::max(begins, promise->said), {promise->entry});
    }
  }

  bool excused() {
    const sys_seconds since(*life_.due.promised + days(1));
    if (state_.excused != nullptr) {
      set(Status::excused, std::max(since, state_.excused->from), {state_.excused->entry},
          state_.excused->author + ": " + state_.excused->words);
      return true;
    }
    for (const Excuse& excuse : one_.excuses) {
      if (!excuse.accepted) continue;
      set(Status::excused, std::max(since, excuse.said), {excuse.entry}, excuse.because);
      return true;
    }
    if (!is_past(*life_.due.agreed, moment_)) {
      std::vector<EntryNumber> entries;
      for (const MoreTime& more : one_.more_time) entries.push_back(more.entry);
      set(Status::excused, since, std::move(entries), "more time was given");
      return true;
    }
    if (is_past(*life_.due.shifted, moment_)) return false;
    set(Status::excused, since, {in_force(one_)->entry}, "what it waits on is late");
    return true;
  }

  // Who suspends its own obligation is not released from its date; an organ's suspension releases.
  bool runs() const {
    switch (life_.status) {
      case Status::overdue:
      case Status::in_breach:
      case Status::disputed:
        return true;
      case Status::suspended:
        return state_.suspended->author == one_.by;
      default:
        return false;
    }
  }

  void count_days() {
    if (!life_.due.shifted) return;
    const sys_days today = std::chrono::floor<days>(moment_);
    const sys_days due = *life_.due.shifted;
    const Delivery* done = state_.report != nullptr ? state_.report : state_.fulfilled;
    if (done != nullptr) life_.days_late = std::max<std::int64_t>(0, (done->on - due).count());
    if (is_past(due, moment_)) {
      if (runs() && done == nullptr && !state_.stands()) life_.days_overdue = (today - due).count();
    } else if (life_.status == Status::planned || life_.status == Status::due || life_.status == Status::excused ||
               runs()) {
      life_.days_left = (due - today).count();
    }
  }

  const Obligation& one_;
  const State& state_;
  std::span<const Dispute> disputes_;
  sys_seconds moment_;
  Life& life_;
};

}  // namespace

std::string_view name_of(Status status) {
  static constexpr std::array<std::string_view, 13> names{
      "planned",   "due",      "overdue",   "excused",  "reported", "under verification", "fulfilled", "disputed",
      "in breach", "remedied", "suspended", "reversed", "lapsed"};
  return names[static_cast<std::size_t>(status)];
}

std::vector<Life> lives(std::span<const Obligation> obligations, std::span<const Dispute> disputes,
                        sys_seconds moment) {
  std::vector<std::vector<Turned>> endings;
  std::vector<State> states;
  std::vector<Delivered> delivered;
  for (const Obligation& one : obligations) endings.push_back(endings_of(one, disputes));
  for (ObligationIndex n = 0; n < obligations.size(); ++n) {
    states.push_back(state_of(obligations[n], endings[n], moment));
    const State& state = states.back();
    delivered.push_back(
        {state.first_fulfilled != nullptr ? std::optional(state.first_fulfilled->on) : std::nullopt, state.gone});
  }
  std::vector<Life> all(obligations.size());
  for (ObligationIndex n = 0; n < obligations.size(); ++n) {
    all[n].due = due_date(obligations, delivered, n, moment);
    all[n].waiting = waiting_of(obligations, delivered, n, moment);
    Judging(obligations[n], states[n], disputes, moment, all[n]).judge();
  }
  for (ObligationIndex n = 0; n < obligations.size(); ++n) {
    if (!all[n].stands) trace_cause(all, n, all[n]);
  }
  return all;
}

}  // namespace entente::review
