#include "server/followed_record.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "ledger/event.h"
#include "server/content.h"

namespace entente::server {

namespace {

constexpr std::uint64_t kEntriesAtOnce = 1024;

bool holds(const FollowedRecord& followed, std::uint64_t number) {
  const auto found = std::ranges::lower_bound(followed.record.entries, number, {}, &review::Entry::number);
  return found != followed.record.entries.end() && found->number == number;
}

bool is_shown_only(const review::Entry& entry) {
  return entry.type == ledger::EventType::evidence;
}

void add_named(const review::Entry& entry, std::set<std::uint64_t>& named) {
  if (is_shown_only(entry)) return;  // evidence about evidence changes nothing, either
  for (const std::uint64_t number : review::named_entries(entry)) named.insert(number);
}

void leave_out_unnamed_evidence(review::Record& record) {
  std::set<std::uint64_t> named;
  for (const review::Entry& entry : record.entries) add_named(entry, named);
  std::erase_if(record.entries,
                [&](const review::Entry& entry) { return is_shown_only(entry) && !named.contains(entry.number); });
}

}  // namespace

NewEntries new_entries(const FollowedRecord& followed, ledger::Store& store) {
  NewEntries added{.size = store.size(), .held = {}, .withdrawn = {}};
  const bool is_long = added.size > kMostEntriesTold;
  std::set<std::uint64_t> named;
  for (std::uint64_t first = followed.size; first < added.size; first += kEntriesAtOnce) {
    std::uint64_t number = first;
    for (const ledger::Entry& kept : store.entries(first, std::min(kEntriesAtOnce, added.size - first))) {
      if (kept.event) {
        review::Entry entry = review::entry_from(number, ledger::read_event(*kept.event).event);
        add_named(entry, named);
        if (!is_long || !is_shown_only(entry)) added.held.push_back(std::move(entry));
      } else {
        added.withdrawn.push_back(number);
      }
      ++number;
    }
  }
  if (!is_long) return added;
  // Evidence that was left out, until something named it.
  for (const std::uint64_t number : named) {
    if (number < followed.size && holds(followed, number)) continue;
    for (const ledger::Entry& kept : store.entries(number, 1)) {
      if (!kept.event) continue;
      review::Entry entry = review::entry_from(number, ledger::read_event(*kept.event).event);
      if (is_shown_only(entry)) added.held.push_back(std::move(entry));
    }
  }
  return added;
}

std::vector<std::uint64_t> newly_withdrawn(const FollowedRecord& followed, const ledger::State& state,
                                           ledger::Store& store) {
  std::vector<std::uint64_t> gone;
  for (const auto& [number, claim] : state.withdrawn) {
    if (followed.withdrawn.contains(number)) continue;
    const std::vector<ledger::Entry> kept = store.entries(number, 1);
    if (!kept.empty() && !kept.front().event) gone.push_back(number);
  }
  return gone;
}

void take(FollowedRecord& followed, NewEntries added) {
  std::vector<review::Entry>& entries = followed.record.entries;
  const bool becomes_long = followed.size <= kMostEntriesTold && added.size > kMostEntriesTold;
  followed.size = added.size;
  std::ranges::sort(added.held, {}, &review::Entry::number);
  const auto before = static_cast<std::ptrdiff_t>(entries.size());
  std::ranges::move(added.held, std::back_inserter(entries));
  std::ranges::inplace_merge(entries, entries.begin() + before, {}, &review::Entry::number);
  if (becomes_long) leave_out_unnamed_evidence(followed.record);
  take_away(followed, added.withdrawn);
}

void take_away(FollowedRecord& followed, const std::vector<std::uint64_t>& withdrawn) {
  followed.withdrawn.insert(withdrawn.begin(), withdrawn.end());
  followed.record.withdrawn = followed.withdrawn.size();
  std::erase_if(followed.record.entries,
                [&](const review::Entry& entry) { return followed.withdrawn.contains(entry.number); });
}

}  // namespace entente::server
