// Many signed events at once, on all cores: reading them and checking their signatures, which is most of the work.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ledger/event.h"

namespace entente::ledger {

/// An event that could be read, or the reason why not.
struct ReadEvent {
  std::optional<SignedEvent> event;
  std::string reason;
};

std::vector<ReadEvent> read_events(std::span<const std::string> texts);

/// The first of `events` that was not signed with its key; empty when all were. Events that could not be read are
/// passed over.
std::optional<std::size_t> first_forged(std::span<const ReadEvent> events, std::span<const Hash> keys);

}  // namespace entente::ledger
