// The record and the log as clients read them: entries, the last checkpoint, proofs, what the next event needs.
#pragma once

#include <cstdint>
#include <string>

#include "ledger/state.h"
#include "ledger/store.h"
#include "review/record.h"
#include "server/message.h"
#include "server/site.h"

namespace entente::server {

/// Who looks: what stands behind findings is shown to those who may see it, and to its author (docs/server.md).
struct Reader {
  Role role = Role::everyone;
  std::string member;  ///< of the ledger; empty: none
  Opened opened;
};

/// Entries from number `from` on, `limit` at most: of a ledger, or of a file.
Response events_response(ledger::Store& store, std::uint64_t from, std::uint64_t limit, const Reader& reader);
Response events_response(const review::Record& record, std::uint64_t from, std::uint64_t limit, const Reader& reader);

/// One entry of a ledger, by its number, with `salt` and `line` where the reader may see all of it; or of a file, by
/// its number or its id.
Response event_response(ledger::Store& store, const std::string& id, const Reader& reader);
Response event_response(const review::Record& record, const std::string& id, const Reader& reader);

/// The last checkpoint with its signatures. All of these throw what the store throws.
Response checkpoint_response(ledger::Store& store, const accord::Accord& accord);

/// `size` 0: that of the last checkpoint that covers the entry, else all entries.
Response proof_response(ledger::Store& store, std::uint64_t index, std::uint64_t size);
Response consistency_response(ledger::Store& store, std::uint64_t from, std::uint64_t to);

/// What `member` needs to write its next event.
Response writing_response(const ledger::State& state, const std::string& member, Role role, std::int64_t now);

}  // namespace entente::server
