#include "review/organs.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "review/content.h"
#include "review/due.h"

namespace entente::review {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

struct Meeting {
  sys_days on;
  const Entry* entry;
};

OrganHealth health(const std::string& name, std::vector<Meeting>& meetings, std::chrono::sys_seconds moment) {
  OrganHealth one;
  one.organ = name;
  std::ranges::sort(meetings, [](const Meeting& a, const Meeting& b) {
    return std::tie(a.on, a.entry->time, a.entry->number) < std::tie(b.on, b.entry->time, b.entry->number);
  });
  const auto gap = [&](sys_days from, sys_days to) {
    if ((to - from).count() <= one.longest_gap) return;
    one.longest_gap = (to - from).count();
    one.gap_from = from;
  };
  for (const Meeting& meeting : meetings) {
    if (one.last) gap(*one.last, meeting.on);
    ++one.meetings;
    one.last = meeting.on;
    one.quorum = meeting.entry->content["quorum"].get<bool>();
    one.without_quorum += one.quorum ? 0 : 1;
    one.present = texts_in(meeting.entry->content, "present");
    if (const auto until = date_in(meeting.entry->content, "mandate_until")) one.mandate_until = until;
    one.entries.push_back(meeting.entry->number);
  }
  if (one.last) {
    const sys_days today = std::chrono::floor<days>(moment);
    one.days_since = (today - *one.last).count();
    gap(*one.last, today);
  }
  one.mandate_over = one.mandate_until && is_past(*one.mandate_until, moment);
  return one;
}

}  // namespace

std::vector<OrganHealth> organs(std::span<const Entry> entries, std::chrono::sys_seconds moment) {
  std::map<std::string, std::vector<Meeting>> meetings;
  for (const Entry& entry : entries) {
    if (entry.role == ledger::Role::organ) meetings.try_emplace(entry.author);
    if (entry.type != ledger::EventType::meeting) continue;
    const auto on = date_in(entry.content, "on");
    // A day to come is an invitation.
    if (on && *on <= std::chrono::floor<days>(moment))
      meetings[text_in(entry.content, "organ")].push_back({*on, &entry});
  }
  std::vector<OrganHealth> all;
  for (auto& [name, of_organ] : meetings) all.push_back(health(name, of_organ, moment));
  return all;
}

}  // namespace entente::review
