// What happened, as its author signed it: one canonical JSON text, docs/ledger-format.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/canonical_json.h"
#include "ledger/note.h"

namespace entente::ledger {

enum class EventType {
  charter,      ///< entry 0: the log, its members, the accord's version, the policy
  commitments,  ///< who owes what, by when, seen how; made from a plan
  report,       ///< the one who owes says what was delivered; not yet fulfilled
  finding,      ///< a verifier says what it saw
  complaint,
  reply,
  excuse,
  extension,
  vote,
  decision,
  response,   ///< what a party does, or stops doing, because of a breach
  amendment,  ///< later events name the new version of the accord
  evidence,   ///< the hash of something kept elsewhere
  meeting,
  key,         ///< a member's new key
  withdrawal,  ///< the text of an entry may be taken away; its proof stays
};

enum class Role { party, verifier, organ, host };

std::string_view name_of(EventType type);
std::string_view name_of(Role role);
std::optional<EventType> event_type(std::string_view name);
std::optional<Role> role_of(std::string_view name);

inline constexpr std::size_t largest_event = 65535;  ///< bytes of a signed event; what is larger goes in as its hash

struct Event {
  std::string ledger;  ///< the origin of the log it is for
  std::string accord;  ///< SHA-256 of the accord's version, hexadecimal
  std::string author;
  Role role = Role::party;
  std::string key;           ///< id of the author's key, eight hexadecimal digits
  std::uint64_t number = 1;  ///< the author's own, from 1 without a gap
  std::int64_t time = 0;     ///< seconds since 1970, as the author's clock had it
  EventType type = EventType::report;
  Json content = Json::object();
};

/// An event with what its author signed.
struct SignedEvent {
  Event event;
  std::string signed_text;  ///< the canonical JSON of the event: the message of the signature
  SignatureBytes signature{};
};

/// The text that stands in the ledger, `{"event":...,"signature":...}`.
std::string text_of(const SignedEvent& event);

/// Signs; the key's id is filled in. Throws Refused when the content is not as the type wants it.
SignedEvent sign_event(Event event, const SigningKey& key);

/// Reads `{"event":...,"signature":...}` in its canonical form; says nothing of who signed. Throws Refused with the
/// reason.
SignedEvent read_event(std::string_view text);

/// `2027-03-01T12:00:00Z` from and to seconds since 1970; empty for what is no time (years 1 to 9999).
std::optional<std::int64_t> time_in(std::string_view text);
std::string time_text(std::int64_t time);

/// Why `content` is not what events of that type hold; empty when it is.
std::optional<std::string> why_not_content(EventType type, const Json& content);

}  // namespace entente::ledger
