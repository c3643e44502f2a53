#include "review/answers.h"

#include <algorithm>
#include <set>

#include "review/content.h"
#include "review/due.h"

namespace entente::review {

namespace {

using ledger::EventType;
using ledger::Role;

bool is_agreed(std::span<const Entry> entries, const Obligation& one, const Promise& promise,
               std::vector<EntryNumber>& shown) {
  if (promise.author == one.by || promise.role == Role::organ || promise.role == Role::host) {
    shown.push_back(promise.entry);
    return true;
  }
  bool accepts = false;
  for (const Entry& entry : entries) {
    if (entry.type != EventType::reply || entry.author != one.by || !entry.content.contains("accepts") ||
        entry_in(entry.content, "to") != promise.entry)
      continue;
    accepts = entry.content["accepts"].get<bool>();
    if (accepts) shown.push_back(entry.number);
  }
  return accepts;
}

void add(std::vector<Answered>& stage, ObligationIndex obligation, std::vector<EntryNumber> entries) {
  if (entries.empty()) return;
  std::ranges::sort(entries);
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());  // clang 14 has no ranges::unique
  stage.push_back({obligation, std::move(entries)});
}

std::vector<EntryNumber> numbers(std::span<const Delivery> deliveries) {
  std::vector<EntryNumber> all;
  for (const Delivery& one : deliveries) all.push_back(one.entry);
  return all;
}

std::vector<EntryNumber> verifying(const Obligation& one) {
  std::vector<EntryNumber> all;
  for (const Delivery& finding : one.findings) {
    if (finding.result == Result::fulfilled || finding.result == Result::partly_fulfilled) all.push_back(finding.entry);
  }
  return all;
}

std::vector<EntryNumber> complaints(std::span<const Entry> entries, const Obligation& one) {
  std::vector<EntryNumber> all;
  for (const Entry& entry : entries) {
    if (entry.type == EventType::complaint && names(entry.content, one.commitment, one.level))
      all.push_back(entry.number);
  }
  return all;
}

// Complaints and decisions about it, also those that name the complaint alone.
std::vector<EntryNumber> reviews(std::span<const Entry> entries, const Obligation& one,
                                 const std::vector<EntryNumber>& complained) {
  std::vector<EntryNumber> all = complained;
  for (const Entry& entry : entries) {
    if (entry.type != EventType::decision) continue;
    const auto matter = entry_in(entry.content, "matter");
    const bool of_complaint = matter && std::ranges::find(complained, *matter) != complained.end();
    if (of_complaint || names(entry.content, one.commitment, one.level)) all.push_back(entry.number);
  }
  return all;
}

std::vector<EntryNumber> replies(std::span<const Entry> entries, const Obligation& one,
                                 const std::vector<EntryNumber>& reviewed) {
  std::vector<EntryNumber> all;
  for (const Entry& entry : entries) {
    if (entry.author != one.by) continue;
    const auto to = entry.type == EventType::reply ? entry_in(entry.content, "to") : std::nullopt;
    if (to && std::ranges::find(reviewed, *to) != reviewed.end()) all.push_back(entry.number);
    if (entry.type == EventType::excuse && names(entry.content, one.commitment, one.level)) all.push_back(entry.number);
    const bool after = std::ranges::any_of(reviewed, [&](EntryNumber number) { return number < entry.number; });
    if (entry.type == EventType::report && after && names(entry.content, one.commitment, one.level))
      all.push_back(entry.number);
  }
  return all;
}

bool was_late(const Obligation& one, const Life& life, std::chrono::sys_seconds moment) {
  if (!life.due.agreed || life.lapsed || !is_past(*life.due.agreed, moment)) return false;
  for (const Delivery& finding : one.findings) {
    if (finding.result == Result::fulfilled && finding.on <= *life.due.agreed) return false;
  }
  return true;
}

void add_obligation(Answers& of, std::span<const Entry> entries, std::span<const Obligation> obligations,
                    std::span<const Life> lives, ObligationIndex n, std::chrono::sys_seconds moment) {
  const Obligation& one = obligations[n];
  const Life& life = lives[n];
  const Promise* promise = in_force(one);
  if (promise != nullptr) {
    std::vector<EntryNumber> promised;
    for (const Promise& each : one.promises) promised.push_back(each.entry);
    add(of.owed, n, promised);
    std::vector<EntryNumber> shown;
    if (is_agreed(entries, one, *promise, shown)) add(of.agreed, n, shown);
  }
  const std::vector<EntryNumber> complained = complaints(entries, one);
  const bool past = life.due.promised && is_past(*life.due.promised, moment);
  if (past || !complained.empty() || !one.reports.empty() || !one.findings.empty()) {
    of.by_now.push_back(n);
    add(of.reported, n, numbers(one.reports));
    add(of.opened, n, numbers(one.findings));
    add(of.verified, n, verifying(one));
  }
  const bool taken_back = life.status == Status::reversed || life.status == Status::suspended ||
                          life.status == Status::in_breach || life.status == Status::remedied;
  if (!was_late(one, life, moment) && complained.empty() && !taken_back) return;
  of.not_kept.push_back(n);
  const std::vector<EntryNumber> reviewed = reviews(entries, one, complained);
  add(of.reviewed, n, reviewed);
  add(of.answered, n, replies(entries, one, reviewed));
  if (!life.stands) return;
  std::vector<EntryNumber> since;
  for (const EntryNumber number : verifying(one)) {
    const auto finding = std::ranges::find(one.findings, number, &Delivery::entry);
    const bool after_due = life.due.agreed && finding->on > *life.due.agreed;
    const auto before = [&](EntryNumber other) {
      const auto entry = std::ranges::find(entries, other, &Entry::number);
      return entry != entries.end() && moment_of(entry->time) <= finding->said;
    };
    if (after_due || std::ranges::any_of(reviewed, before)) since.push_back(number);
  }
  add(of.remedied, n, since);
}

}  // namespace

std::vector<Answers> answers(const accord::Accord& accord, std::span<const Entry> entries,
                             std::span<const Obligation> obligations, std::span<const Life> lives,
                             std::chrono::sys_seconds moment) {
  std::vector<std::string> parties;
  for (const accord::Party& party : accord.parties) parties.push_back(party.name);
  std::set<std::string> others;
  for (const Obligation& one : obligations) {
    if (!is_among(parties, one.by)) others.insert(one.by);
  }
  parties.insert(parties.end(), others.begin(), others.end());
  std::vector<Answers> all;
  for (const std::string& party : parties) {
    Answers of;
    of.party = party;
    for (ObligationIndex n = 0; n < obligations.size(); ++n) {
      if (obligations[n].by == party) add_obligation(of, entries, obligations, lives, n, moment);
    }
    if (!of.owed.empty() || !of.by_now.empty()) all.push_back(std::move(of));
  }
  return all;
}

}  // namespace entente::review
