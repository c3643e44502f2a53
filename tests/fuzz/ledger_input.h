// What the ledger's readers must do with any bytes at all: refuse them with a reason, or read what can be written
// again.
//
// Used by the fuzzer, which invents bytes, and by the test that replays its corpus.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/event.h"
#include "ledger/lines.h"
#include "ledger/policy.h"
#include "ledger/proof_file.h"
#include "ledger/tile_directory.h"

namespace entente::ledger {

inline void promise_kept(bool kept) {
  if (!kept) std::abort();
}

/// Runs one reader; what it refuses has a reason.
template <typename Read>
void read_or_refuse(const Read& read) {
  try {
    read();
  } catch (const Refused& refused) {
    promise_kept(!std::string_view(refused.what()).empty());
  }
}

/// Makes a copy of the ledger that the lines tell of, in memory; what is not sound is not kept.
inline void import_anything(std::string_view lines) {
  const auto store = open_store(":memory:", Opening::create);
  const Audit found = import_lines(*store, std::nullopt, [&]() -> std::optional<std::string> {
    if (lines.empty()) return std::nullopt;
    const std::string line(lines.substr(0, lines.find('\n')));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    return line;
  });
  promise_kept(store->size() == (found.fault ? 0 : found.entries));
}

/// Reads the bytes as an event, a note with a checkpoint, a policy, each kind of proof, a bundle of entries, a public
/// key, and the lines of a whole ledger.
inline void read_anything(std::string_view bytes) {
  read_or_refuse([&] {
    const std::string text = canonical(read_json(bytes));
    promise_kept(canonical(read_json(text)) == text);
  });
  read_or_refuse([&] { promise_kept(text_of(read_event(bytes)) == bytes); });
  read_or_refuse([&] {
    const Note note = read_note(bytes);
    promise_kept(text_of(note) == bytes);
    promise_kept(text_of(read_checkpoint(note.text)) == note.text);
  });
  read_or_refuse([&] { quorum_reached(read_policy(bytes), {}); });
  read_or_refuse([&] { promise_kept(text_of(read_inclusion_proof(bytes)) == bytes); });
  read_or_refuse([&] { promise_kept(text_of(read_consistency_proof(bytes)) == bytes); });
  read_or_refuse([&] {
    const std::string text = text_of(read_fork_proof(bytes));
    promise_kept(text_of(read_fork_proof(text)) == text);
  });
  read_or_refuse([&] { promise_kept(write_bundle(read_bundle(bytes)) == bytes); });
  read_or_refuse([&] { promise_kept(text_of(read_verifier_key(bytes)) == bytes); });
  // A database is slow to make: only for what begins as such a file does.
  if (bytes.starts_with(R"({"checkpoints":)")) read_or_refuse([&] { import_anything(bytes); });
}

}  // namespace entente::ledger
