#include "review/arrears.h"

#include <algorithm>
#include <map>

#include "accord/words.h"
#include "review/due.h"
#include "review/record_cells.h"

namespace entente::review {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

constexpr std::size_t most_instalments = 100000;

sys_days begins(const Promise& promise) {
  if (promise.schedule->from) return *promise.schedule->from;
  return promise.from.value_or(std::chrono::floor<days>(promise.said));
}

// The midnight that ends the period of that number, from 1; a month that is too short ends on its last day.
sys_days end_of_period(sys_days start, const Rhythm& rhythm, std::size_t number) {
  const int steps = rhythm.number * static_cast<int>(number);
  if (rhythm.unit == Rhythm::Unit::days) return start + days(steps);
  const std::chrono::year_month_day from(start);
  std::chrono::year_month_day to = from + std::chrono::months(steps);
  if (!to.ok()) to = to.year() / to.month() / std::chrono::last;
  return to;
}

// How many periods have ended, by `moment` where one is given, and before the schedule does.
std::size_t periods_ended(const Promise& promise, const Rhythm& rhythm, std::optional<sys_seconds> moment) {
  const sys_days start = begins(promise);
  std::size_t ended = 0;
  while (ended < most_instalments) {
    const sys_days end = end_of_period(start, rhythm, ended + 1);
    if (moment && *moment < sys_seconds(end)) break;
    if (promise.schedule->until && end - days(1) > *promise.schedule->until) break;
    ++ended;
  }
  return ended;
}

std::optional<sys_days> day_due_once(const Obligation& obligation, const Promise& promise) {
  std::optional<sys_days> due = promise.due ? promise.due : promise.schedule->until;
  for (const MoreTime& more : obligation.more_time) {
    if (due && more.until > *due) due = more.until;
  }
  return due;
}

void add_amounts(const Obligation& obligation, Arrears& one) {
  const auto counts = [&](const Delivery& delivery) {
    if (!delivery.amount) return false;
    if (delivery.unit.empty() || delivery.unit == one.unit) return true;
    one.notes.push_back(accord::plain_number(*delivery.amount) + ' ' + delivery.unit + " of " + delivery.author +
                        " is not in " + one.unit + " and is left out");
    return false;
  };
  for (const Delivery& report : obligation.reports) {
    if (!counts(report)) continue;
    one.reported += *report.amount;
    one.entries.push_back(report.entry);
  }
  std::map<EntryNumber, double> by_report;
  for (const Delivery& finding : obligation.findings) {
    if (finding.result == Result::not_fulfilled || !counts(finding)) continue;
    one.entries.push_back(finding.entry);
    if (!finding.of_report) {
      one.verified += *finding.amount;
      continue;
    }
    by_report[*finding.of_report] = *finding.amount;
  }
  for (const auto& [report, amount] : by_report) one.verified += amount;
  std::ranges::sort(one.entries);
}

}  // namespace

std::optional<double> whole_amount(const Obligation& obligation) {
  const Promise* promise = in_force(obligation);
  if (promise == nullptr || !promise->schedule) return std::nullopt;
  const auto rhythm = rhythm_in(promise->schedule->every);
  if (!rhythm) return std::nullopt;
  if (rhythm->unit == Rhythm::Unit::once) return promise->schedule->amount;
  if (!promise->schedule->until) return std::nullopt;
  return promise->schedule->amount * static_cast<double>(periods_ended(*promise, *rhythm, std::nullopt));
}

std::vector<Arrears> arrears(std::span<const Obligation> obligations, sys_seconds moment) {
  std::vector<Arrears> all;
  for (ObligationIndex n = 0; n < obligations.size(); ++n) {
    const Promise* promise = in_force(obligations[n]);
    if (promise == nullptr || !promise->schedule) continue;
    const QuantitySchedule& schedule = *promise->schedule;
    Arrears one;
    one.obligation = n;
    one.unit = schedule.unit;
    one.every = schedule.every;
    one.whole = whole_amount(obligations[n]);
    const auto rhythm = rhythm_in(schedule.every);
    if (!rhythm) {
      one.notes.push_back(accord::in_backquotes(schedule.every) +
                          " is no rhythm that can be counted; nothing is taken as due");
    } else if (rhythm->unit == Rhythm::Unit::once) {
      const auto due = day_due_once(obligations[n], *promise);
      one.instalments_due = due && is_past(*due, moment) ? 1 : 0;
    } else {
      one.instalments_due = periods_ended(*promise, *rhythm, moment);
    }
    one.due = schedule.amount * static_cast<double>(one.instalments_due);
    add_amounts(obligations[n], one);
    one.missing_reported = std::max(0.0, one.due - one.reported);
    one.missing_verified = std::max(0.0, one.due - one.verified);
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace entente::review
