#include "review/dispute.h"

#include <algorithm>

namespace entente::review {

namespace {

std::optional<Turn> turn_of(accord::Ending ending) {
  switch (ending) {
    case accord::Ending::breach:
      return Turn::breach;
    case accord::Ending::no_breach:
    case accord::Ending::settled:
      return Turn::no_breach;
    case accord::Ending::excused:
      return Turn::excuse;
    case accord::Ending::termination:
      return Turn::lapse;
    case accord::Ending::unsaid:
    case accord::Ending::suspension:
    case accord::Ending::snapback:
    case accord::Ending::continuation:
    case accord::Ending::carried_out:
    case accord::Ending::stopped:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Dispute> disputes(std::span<const Matter> matters) {
  std::vector<Dispute> all;
  for (const Matter& matter : matters) {
    Dispute one;
    one.entry = matter.entry;
    one.since = matter.opened;
    one.complainant = matter.complainant;
    one.commitment = matter.commitment;
    one.level = matter.level;
    one.open = matter.open;
    if (!matter.open && matter.ending && matter.ended_at) {
      one.ending = turn_of(*matter.ending);
      one.ended = *matter.ended_at;
      one.words = matter.ending_text.empty() ? std::string(accord::name_of(*matter.ending)) : matter.ending_text;
    }
    all.push_back(std::move(one));
  }
  return all;
}

void take_back_by_snapback(const accord::Accord& accord, std::span<const Matter> matters,
                           std::vector<Obligation>& obligations) {
  for (const Matter& matter : matters) {
    if (matter.ending != accord::Ending::snapback || !matter.ended_at) continue;
    for (Obligation& one : obligations) {
      if (!one.in_text || one.by == matter.against) continue;
      const accord::Level& level = accord.commitments[one.in_text->commitment].levels[one.in_text->level - 1];
      if (level.undone_by != accord::UndoneBy::automatic) continue;
      const auto later = std::ranges::upper_bound(one.turns, *matter.ended_at, {}, &Turned::from);
      one.turns.insert(later, {.turn = Turn::reverse,
                               .entry = matter.entry,
                               .from = *matter.ended_at,
                               .author = matter.complainant,
                               .words = "snapback"});
    }
  }
}

bool is_about(const Dispute& dispute, const Obligation& obligation) {
  if (dispute.ending == Turn::lapse) return true;
  return dispute.commitment == obligation.commitment && (dispute.level.empty() || dispute.level == obligation.level);
}

}  // namespace entente::review
