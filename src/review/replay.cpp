#include "review/replay.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "accord/error.h"
#include "review/content.h"
#include "review/matters.h"
#include "review/procedure_clock.h"

namespace entente::review {

namespace {

using std::chrono::sys_days;
using std::chrono::sys_seconds;

std::chrono::year_month month_of(sys_days day) {
  const std::chrono::year_month_day date(day);
  return date.year() / date.month();
}

sys_days last_of(std::chrono::year_month month) {
  return sys_days(month / std::chrono::last);
}

// The moments after `now` at which a standing may change though nothing happens.
void add_later_moments(const Standing& standing, sys_seconds now, std::set<sys_seconds>& moments) {
  const auto add = [&](sys_seconds moment) {
    if (moment > now) moments.insert(moment);
  };
  const auto add_end_of = [&](const std::optional<sys_days>& day) {
    if (day) add(end_of(*day));
  };
  for (ObligationIndex n = 0; n < standing.obligations.size(); ++n) {
    const DueDate& due = standing.lives[n].due;
    for (const auto& day : {due.first, due.promised, due.agreed, due.shifted}) add_end_of(day);
    for (const Promise& promise : standing.obligations[n].promises) {
      if (promise.from) add(*promise.from);
      add_end_of(promise.lapses);
    }
    for (const Turned& turned : standing.obligations[n].turns) add(turned.from);
  }
  for (const Matter& matter : standing.matters) {
    for (const Passage& passage : matter.outlook.passages) {
      if (passage.clock_ends) add(*passage.clock_ends);
    }
  }
}

// An obligation is known by its commitment and level, whatever its place in the list.
using Key = std::pair<std::string, std::string>;

Key key_of(const Obligation& obligation) {
  return {obligation.commitment, obligation.level};
}

bool is_about(const Matter& matter, const Obligation& obligation) {
  if (!matter.commitment.empty() && matter.commitment != obligation.commitment) return false;
  if (!matter.level.empty() && matter.level != obligation.level) return false;
  return matter.against.empty() || matter.against == obligation.by;
}

class Replaying {
 public:
  Replaying(const accord::Accord& accord, const Record& record, sys_days last, const std::string& procedure)
      : accord_(accord), record_(record), stop_(end_of(last)) {
    replay_.accord = accord.title;
    replay_.from = record.from;
    replay_.procedure = procedure;
    replay_.last = last;
    for (const Entry& entry : record.entries) {
      if (moment_of(entry.time) < stop_) moments_.insert(moment_of(entry.time));
    }
    if (moments_.empty()) throw Error(record.from + " has no event up to then; ask for a later day");
    replay_.first = day_of(*moments_.begin());
  }

  Replay run() {
    while (!moments_.empty() && *moments_.begin() < stop_) {
      const sys_seconds now = *moments_.begin();
      moments_.erase(moments_.begin());
      close_months_before(now);
      look_at(now);
    }
    close_months_before(stop_);
    if (replay_.months.empty() || replay_.months.back().last_day < replay_.last) close_month(replay_.last);
    // The last second of the last day, so that what begins at its midnight is not told.
    replay_.end = standing_on(accord_, record_, stop_ - std::chrono::seconds(1));
    return std::move(replay_);
  }

 private:
  void look_at(sys_seconds now) {
    standing_ = standing_on(accord_, record_, now);
    add_later_moments(standing_, now, moments_);
    for (ObligationIndex n = 0; n < standing_.obligations.size(); ++n) {
      const Obligation& obligation = standing_.obligations[n];
      const Life& life = standing_.lives[n];
      const auto [known, is_new] = status_.try_emplace(key_of(obligation), life.status);
      if (!is_new && known->second == life.status) continue;
      changes_.push_back({.at = now,
                          .obligation = name_of(obligation),
                          .by = obligation.by,
                          .before = is_new ? std::nullopt : std::optional(known->second),
                          .after = life.status,
                          .made_by = life.made_by});
      if (life.status == Status::overdue) {
        miss(obligation, now);
      } else if (!is_new && known->second == Status::overdue) {
        mend(obligation, life.status, now);
      }
      known->second = life.status;
    }
  }

  void miss(const Obligation& obligation, sys_seconds now) {
    if (!obligation.in_text) return;
    if (std::ranges::any_of(standing_.matters,
                            [&](const Matter& one) { return one.open && is_about(one, obligation); }))
      return;
    // What stays overdue is told once, whatever came between.
    if (missed_.contains(key_of(obligation))) return;
    missed_.emplace(key_of(obligation), replay_.unused.size());
    replay_.unused.push_back({.obligation = name_of(obligation),
                              .by = obligation.by,
                              .missed = now,
                              .course = course_of(obligation, now),
                              .mended = std::nullopt});
  }

  void mend(const Obligation& obligation, Status status, sys_seconds now) {
    const auto missed = missed_.find(key_of(obligation));
    if (missed == missed_.end() || replay_.unused[missed->second].mended) return;
    replay_.unused[missed->second].mended = now;
    replay_.unused[missed->second].mended_as = status;
  }

  // What the procedure does by itself after a complaint of the first other party that may begin it.
  Matter course_of(const Obligation& obligation, sys_seconds now) const {
    Entry complaint;
    complaint.time = now.time_since_epoch().count();
    complaint.type = ledger::EventType::complaint;
    complaint.content = {{"against", obligation.by},
                         {"text", "the date was missed"},
                         {"commitment", obligation.commitment},
                         {"level", obligation.level},
                         {"procedure", replay_.procedure}};
    Matter course;
    for (const accord::Party& party : accord_.parties) {
      if (party.name == obligation.by) continue;
      complaint.author = party.name;
      course = matters(accord_, std::span(&complaint, 1), now).front();
      if (course.rules) break;
    }
    return course;
  }

  void close_months_before(sys_seconds moment) {
    while (next_month() && end_of(last_of(*next_month())) <= moment && last_of(*next_month()) <= replay_.last) {
      close_month(last_of(*next_month()));
    }
  }

  // The first month that is not closed; empty before the first event.
  std::optional<std::chrono::year_month> next_month() const {
    if (standing_.entries.empty()) return std::nullopt;
    if (replay_.months.empty()) return month_of(replay_.first);
    return month_of(replay_.months.back().last_day) + std::chrono::months(1);
  }

  void close_month(sys_days last_day) {
    const auto open = std::ranges::count_if(standing_.matters, [](const Matter& one) { return one.open; });
    replay_.months.push_back({.last_day = last_day,
                              .tally = standing_.tally,
                              .open_matters = static_cast<std::size_t>(open),
                              .changes = std::exchange(changes_, {})});
  }

  const accord::Accord& accord_;
  const Record& record_;
  sys_seconds stop_;  ///< the first moment that is not replayed
  std::set<sys_seconds> moments_;
  Standing standing_;
  std::map<Key, Status> status_;
  std::map<Key, std::size_t> missed_;  ///< place in `unused`
  std::vector<StatusChange> changes_;
  Replay replay_;
};

}  // namespace

std::string usual_procedure(const accord::Accord& accord) {
  return accord.review.by.empty() ? "general-ladder" : accord.review.by;
}

Replay replay(const accord::Accord& accord, const Record& record, const std::optional<std::chrono::sys_days>& until,
              const std::string& procedure) {
  if (record.entries.empty()) throw Error(record.from + " has no events");
  std::int64_t last = record.entries.front().time;
  for (const Entry& entry : record.entries) last = std::max(last, entry.time);
  return Replaying(accord, record, until.value_or(day_of(moment_of(last))), procedure).run();
}

}  // namespace entente::review
