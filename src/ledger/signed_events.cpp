#include "ledger/signed_events.h"

#include <tbb/parallel_for.h>

#include <algorithm>

namespace entente::ledger {

std::vector<ReadEvent> read_events(std::span<const std::string> texts) {
  std::vector<ReadEvent> read(texts.size());
  tbb::parallel_for(std::size_t{0}, texts.size(), [&](std::size_t n) {
    try {
      read[n].event = read_event(texts[n]);
    } catch (const Refused& refused) {
      read[n].reason = refused.what();
    }
  });
  return read;
}

std::optional<std::size_t> first_forged(std::span<const ReadEvent> events, std::span<const Hash> keys) {
  // Not bits: every thread writes its own bytes.
  std::vector<unsigned char> forged(events.size(), 0);
  tbb::parallel_for(std::size_t{0}, events.size(), [&](std::size_t n) {
    if (!events[n].event) return;
    forged[n] = signs(keys[n], events[n].event->signed_text, events[n].event->signature) ? 0 : 1;
  });
  const auto found = std::ranges::find(forged, 1);
  if (found == forged.end()) return std::nullopt;
  return static_cast<std::size_t>(found - forged.begin());
}

}  // namespace entente::ledger
