#include "review/due.h"

#include <algorithm>

namespace entente::review {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

// How long what is waited on came, or comes, after its date, and how long it has been gone since.
days delay_of(const Obligation& other, const Delivered& delivered, std::optional<sys_days> due, sys_seconds moment) {
  const Promise* promise = in_force(other);
  const sys_days today = std::chrono::floor<days>(moment);
  days late{0};
  if (promise != nullptr && promise->due) {
    if (delivered.on) {
      late = std::max(days{0}, *delivered.on - *promise->due);
    } else if (is_past(*promise->due, moment)) {
      late = today - *promise->due;
    }
  }
  // What was there and is taken back before one's own date holds one up from then on.
  if (delivered.gone && due && *delivered.gone <= *due + late) late += today - *delivered.gone;
  return late;
}

}  // namespace

bool is_past(sys_days due, sys_seconds moment) {
  return moment >= sys_seconds(due + days(1));
}

DueDate due_date(std::span<const Obligation> obligations, std::span<const Delivered> delivered,
                 ObligationIndex obligation, sys_seconds moment) {
  const Obligation& one = obligations[obligation];
  DueDate due;
  const Promise* promise = in_force(one);
  if (promise == nullptr) return due;
  due.first = one.promises.front().due;
  due.promised = promise->due;
  due.agreed = promise->due;
  for (const MoreTime& more : one.more_time) {
    if (due.agreed && more.until > *due.agreed) due.agreed = more.until;
  }
  due.shifted = due.agreed;
  if (!due.agreed) return due;
  days longest{0};
  for (const Wait& wait : promise->waits_on) {
    if (!wait.in_text) continue;
    for (const ObligationIndex other : wait.on) {
      if (other == obligation) continue;
      const days late = delay_of(obligations[other], delivered[other], due.agreed, moment);
      if (late <= longest) continue;
      longest = late;
      due.moved_by = {other};
    }
  }
  due.shifted = *due.agreed + longest;
  return due;
}

std::vector<Waiting> waiting_of(std::span<const Obligation> obligations, std::span<const Delivered> delivered,
                                ObligationIndex obligation, sys_seconds moment) {
  const Obligation& one = obligations[obligation];
  std::vector<Waiting> all;
  const auto add = [&](const Wait& wait, bool claimed, EntryNumber entry) {
    const auto stands = [&](ObligationIndex other) { return delivered[other].on && !delivered[other].gone; };
    if (!wait.on.empty() && std::ranges::all_of(wait.on, stands)) return;
    if (std::ranges::any_of(all, [&](const Waiting& known) { return known.wait.text == wait.text; })) return;
    Waiting waiting{.wait = wait, .claimed = claimed, .entry = entry, .excuses = false, .who = {}};
    for (const ObligationIndex other : wait.on) {
      if (!stands(other) && waiting.who.empty()) waiting.who = obligations[other].by;
    }
    all.push_back(std::move(waiting));
  };
  if (const Promise* promise = in_force(one)) {
    for (const Wait& wait : promise->waits_on) add(wait, false, promise->entry);
  }
  for (const Excuse& excuse : one.excuses) {
    for (const Wait& wait : excuse.waits_on) add(wait, true, excuse.entry);
  }
  const DueDate due = due_date(obligations, delivered, obligation, moment);
  for (Waiting& waiting : all) {
    waiting.excuses = !waiting.claimed && due.shifted && due.agreed && *due.shifted > *due.agreed &&
                      is_past(*due.agreed, moment) && !is_past(*due.shifted, moment) &&
                      std::ranges::any_of(due.moved_by, [&](ObligationIndex other) {
                        return std::ranges::find(waiting.wait.on, other) != waiting.wait.on.end();
                      });
  }
  return all;
}

void trace_cause(std::span<const Life> lives, ObligationIndex obligation, Life& life) {
  ObligationIndex at = obligation;
  while (true) {
    const std::vector<Waiting>& waiting = at == obligation ? life.waiting : lives[at].waiting;
    std::optional<ObligationIndex> next;
    for (const Waiting& one : waiting) {
      if (one.claimed) continue;  // a claim is no cause
      for (const ObligationIndex other : one.wait.on) {
        if (lives[other].stands || other == at) continue;
        const auto& due = lives[other].due.promised;
        const auto& best = next ? lives[*next].due.promised : due;
        // What was promised for an earlier day is the earlier cause; what has no date comes last.
        if (!next || (due && (!best || *due < *best))) next = other;
      }
    }
    if (!next) return;
    if (*next == obligation || std::ranges::find(life.chain, *next) != life.chain.end()) {
      life.in_circle = true;
      return;
    }
    life.chain.push_back(*next);
    at = *next;
  }
}

}  // namespace entente::review
