// What a ledger knows after its entries so far: members, their keys and numbers, the accord's version. The next event
// is accepted or refused by it; it follows from the entries alone.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ledger/event.h"

namespace entente::ledger {

struct Member {
  std::vector<Role> roles;
  VerifierKey key;
  std::string key_id;  ///< of `key`, computed once
  std::uint64_t last_number = 0;
  std::int64_t last_time = 0;  ///< seconds since 1970; of the last event
};

/// An entry whose text may be taken away, as the event that allows it says: the author's numbers must have no gap
/// without it.
struct Withdrawn {
  std::string author;
  std::uint64_t number = 0;
};

struct State {
  std::uint64_t size = 0;  ///< entries; 0 before the charter
  std::string origin;
  std::string accord;                ///< hash of the version in force, hexadecimal
  VerifierKey log;                   ///< signs the checkpoints
  std::string policy;                ///< text
  std::int64_t clock_allowance = 0;  ///< seconds that an author's clock may be off
  std::int64_t latest_time = 0;      ///< seconds since 1970; of all events so far
  std::map<std::string, Member, std::less<>> members;
  std::map<std::uint64_t, Withdrawn> withdrawn;  ///< by entry
};

/// Whether an event of that type may come from that role.
bool may_say(Role role, EventType type);

/// The key that must have signed `event`. Throws Refused when the event is not the next that `state` lets its author
/// say: another ledger, another version of the accord, an author or role or key that is not known, a number used or
/// left out, a time before the author's last or further before another entry's than two clocks may differ or, where
/// `now` (seconds since 1970) is given, too far from it, an entry named that is not there yet. For the first event, the
/// charter, the key is one that it brings.
VerifierKey signer_of(const State& state, const Event& event, std::optional<std::int64_t> now);

/// The entry that a withdrawal event names, and whose it says that it is.
std::pair<std::uint64_t, Withdrawn> withdrawn_by(const Event& withdrawal);

/// Throws Refused when `named`, which stands at `entry`, is not what the withdrawal says, or is one that later entries
/// rest on: charter, key, amendment, withdrawal.
void require_withdrawable(std::uint64_t entry, const Event& named, const Withdrawn& claim);

/// Takes an event that was accepted.
void advance(State& state, const Event& event);

/// One canonical JSON text, and back. Throws Refused.
std::string text_of(const State& state);
State read_state(std::string_view text);

}  // namespace entente::ledger
