#include "review/record.h"

namespace entente::review {

namespace {

constexpr std::uint64_t entries_at_once = 1024;

}  // namespace

Record record_of(ledger::Store& store, const std::string& from) {
  Record record{.from = from, .is_signed = true, .entries = {}, .withdrawn = 0};
  ledger::Transaction one_view(store, ledger::Access::read);
  const std::uint64_t size = store.size();
  for (std::uint64_t first = 0; first < size; first += entries_at_once) {
    std::uint64_t number = first;
    for (const ledger::Entry& kept : store.entries(first, entries_at_once)) {
      if (!kept.event) {
        ++record.withdrawn;
      } else {
        ledger::Event event = ledger::read_event(*kept.event).event;
        record.entries.push_back({.number = number,
                                  .time = event.time,
                                  .author = std::move(event.author),
                                  .role = event.role,
                                  .type = event.type,
                                  .content = std::move(event.content),
                                  .id = {},
                                  .sources = {},
                                  .checked = {},
                                  .place = {}});
      }
      ++number;
    }
  }
  one_view.commit();
  return record;
}

}  // namespace entente::review
