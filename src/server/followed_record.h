// A growing ledger as a standing needs it, so that memory grows with what parties do and not with what they show.
//
// Most entries of a long record are evidence: hashes of what is kept elsewhere. No standing changes by one, unless
// an entry of another kind names it. Of a short record all entries are held, since a standing tells them all; of a
// longer one evidence that nothing names stays in the ledger, where who asks for it finds it.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "ledger/state.h"
#include "ledger/store.h"
#include "review/record.h"

namespace entente::server {

struct FollowedRecord {
  review::Record record;              ///< entries by number; of a long record without evidence that no entry names
  std::uint64_t size = 0;             ///< entries of the ledger that were read
  std::set<std::uint64_t> withdrawn;  ///< those without text
};

/// What the ledger has beyond a followed record.
struct NewEntries {
  std::uint64_t size = 0;
  std::vector<review::Entry> held;  ///< in any order: new ones, and older ones that they name
  std::vector<std::uint64_t> withdrawn;
};

/// Reads within the caller's transaction. Throws what the store and the reader of events throw.
NewEntries new_entries(const FollowedRecord& followed, ledger::Store& store);

/// Those of the entries which a withdrawal allows to be taken away that were there before and are gone.
std::vector<std::uint64_t> newly_withdrawn(const FollowedRecord& followed, const ledger::State& state,
                                           ledger::Store& store);

void take(FollowedRecord& followed, NewEntries added);
void take_away(FollowedRecord& followed, const std::vector<std::uint64_t>& withdrawn);

}  // namespace entente::server
