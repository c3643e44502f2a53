#include "review/dispute.h"

#include <algorithm>

#include "review/content.h"

namespace entente::review {

std::vector<Dispute> disputes_without_procedure(const accord::Accord& accord, std::span<const Entry> entries,
                                                std::chrono::sys_seconds moment) {
  std::vector<Dispute> all;
  for (const Entry& entry : entries) {
    if (entry.type == ledger::EventType::decision) {
      const auto matter = entry_in(entry.content, "matter");
      const auto from = date_in(entry.content, "from");
      if (!matter || (from && std::chrono::sys_seconds(*from) > moment)) continue;
      for (Dispute& one : all) {
        if (one.entry != *matter || !one.open) continue;
        one.open = false;
        one.ended = moment_of(entry.time);
      }
    }
    if (entry.type != ledger::EventType::complaint) continue;
    const std::string procedure = text_in(entry.content, "procedure");
    const bool known = std::ranges::any_of(accord.procedures, [&](const accord::Procedure& one) {
      return procedure == one.name || procedure.starts_with(one.name + '/');
    });
    if (known) continue;
    all.push_back({.entry = entry.number,
                   .since = moment_of(entry.time),
                   .complainant = entry.author,
                   .against = text_in(entry.content, "against"),
                   .commitment = text_in(entry.content, "commitment"),
                   .level = text_in(entry.content, "level"),
                   .open = true,
                   .ending = {},
                   .ended = {}});
  }
  return all;
}

bool is_about(const Dispute& dispute, const Obligation& obligation) {
  return dispute.commitment == obligation.commitment && (dispute.level.empty() || dispute.level == obligation.level);
}

}  // namespace entente::review
