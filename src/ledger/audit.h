// Checks a whole ledger again, trusting nothing that was computed before.
//
// Every event is read and its salted hash, signature, author's number and date are checked; the tree is built from the
// entries alone and compared with every tile; every checkpoint must be the log's and have the root of the tree of its
// size, and every cosignature of a witness must fit. It is sound for what the last checkpoint covers: who changed
// entries and tiles alike would also need the log's key. Entries after it are checked against signatures and tiles
// only. Memory does not grow with the entries.
#pragma once

#include <cstdint>
#include <optional>

#include "ledger/fault.h"
#include "ledger/note.h"
#include "ledger/store.h"

namespace entente::ledger {

struct Audit {
  std::uint64_t entries = 0;      ///< looked at
  std::uint64_t withdrawn = 0;    ///< of them, without their text, as an event allows
  std::uint64_t tiles = 0;        ///< compared
  std::uint64_t checkpoints = 0;  ///< checked
  std::uint64_t covered = 0;      ///< entries under the last checkpoint
  std::uint64_t counted = 0;      ///< entries under the last checkpoint that a quorum has cosigned
  std::optional<Fault> fault;     ///< the first
};

/// `log`: the key that the checkpoints must be signed with, where the caller knows it from elsewhere than this ledger.
/// Throws StoreError when the store can not be read.
Audit audit(Store& store, const std::optional<VerifierKey>& log = std::nullopt);

/// The same inside a transaction that is begun.
Audit audit_in_transaction(Store& store, const std::optional<VerifierKey>& log);

}  // namespace entente::ledger
