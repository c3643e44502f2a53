// A ledger: signed events in a Merkle log, kept in a store.
//
// The tree holds a salted hash of each event, so that the text of an event can be sealed or taken away and its proof
// stays. An append is all or nothing, and on the disk when the function returns.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ledger/checkpoint.h"
#include "ledger/merkle.h"
#include "ledger/state.h"
#include "ledger/store.h"

namespace entente::ledger {

/// What the tree holds of an event: SHA-256 of "entente-entry/1\n", 32 bytes of salt, the text of the signed event.
Hash entry_hash(const Hash& salt, std::string_view event);

/// Checks `events` (texts of signed events) against each other and what is there, and adds all or, throwing Refused
/// with the number and the reason, none. The first event of an empty store is the charter. One salt for each event;
/// `now`: seconds since 1970, by which authors' clocks are judged. Gives the number of the first entry. Needs at least
/// one event. Throws StoreError.
std::uint64_t append(Store& store, std::span<const std::string> events, std::span<const Hash> salts, std::int64_t now);

/// What the ledger knows of its members. Throws Refused when there is no charter.
State state_of(Store& store);

/// Signs and keeps a checkpoint of all entries; the one that is there already where nothing was added. Gives the note.
/// Throws Refused when the key is not the log's, or when the tree does not continue that of the last checkpoint.
std::string make_checkpoint(Store& store, const SigningKey& log_key);

/// The last checkpoint's note; empty when there is none.
std::optional<std::string> last_checkpoint(Store& store);

/// Cosigns the last checkpoint as a witness at `time` (seconds since 1970), keeps the line and gives the note. `seen`:
/// the last checkpoint that this witness cosigned, if any. Throws Refused when the log's signature does not fit, or the
/// tree does not continue what the witness saw: it has proof of two stories then. `remember` must keep the note where
/// the witness finds it next time as `seen`; it is called before anybody else gets the signature, because a witness
/// that forgets what it signed may sign another story. What it throws leaves the ledger without the cosignature.
std::string cosign(Store& store, const SigningKey& witness, std::uint64_t time, const std::optional<std::string>& seen,
                   const std::function<void(const std::string& note)>& remember);

/// Takes the text and the salt of an entry away, as a withdrawal event in the ledger allows. Throws Refused where none
/// does.
void withdraw(Store& store, std::uint64_t entry);

/// Reads the store's tiles.
TileReader tiles_of(Store& store);

/// The last tiles of a tree of `size` leaves. Throws Refused when one is missing or too short.
RightEdge right_edge(Store& store, std::uint64_t size);

}  // namespace entente::ledger
