#include <utility>

#include "ledger/event_fields.h"
#include "review/record.h"

namespace entente::review {

namespace {

constexpr std::uint64_t entries_at_once = 1024;

}  // namespace

Entry entry_from(std::uint64_t number, ledger::Event event) {
  return {.number = number,
          .time = event.time,
          .author = std::move(event.author),
          .role = event.role,
          .type = event.type,
          .content = std::move(event.content),
          .id = {},
          .sources = {},
          .checked = {},
          .place = {}};
}

std::vector<std::uint64_t> named_entries(const Entry& entry) {
  std::vector<std::uint64_t> numbers;
  for (const ledger::ContentField& field : ledger::fields_of(entry.type)) {
    const auto found = entry.content.find(field.name);
    if (found == entry.content.end()) continue;
    if (field.kind == ledger::FieldKind::entry) numbers.push_back(found->get<std::uint64_t>());
    if (field.kind == ledger::FieldKind::entries) {
      for (const ledger::Json& one : *found) numbers.push_back(one.get<std::uint64_t>());
    }
  }
  return numbers;
}

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
        record.entries.push_back(entry_from(number, ledger::read_event(*kept.event).event));
      }
      ++number;
    }
  }
  one_view.commit();
  return record;
}

}  // namespace entente::review
