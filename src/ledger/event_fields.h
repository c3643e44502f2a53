// The fields that each type of event has, as one table: the reader, the signer, readers of histories and
// docs/ledger-format.md follow it.
#pragma once

#include <span>
#include <string_view>

#include "ledger/event.h"

namespace entente::ledger {

enum class FieldKind {
  text,     ///< not empty
  texts,    ///< a list of them, not empty
  date,     ///< 2027-03-01
  number,   ///< any finite one
  share,    ///< 0 to 1
  count,    ///< a whole number from 0
  entry,    ///< the index of an earlier entry
  entries,  ///< a list of them, not empty
  hash,     ///< 64 hexadecimal digits
  flag,
  vote,      ///< yes, no, abstain
  result,    ///< what a verifier found
  items,     ///< of a commitments event
  members,   ///< of the charter
  schedule,  ///< so much in every period
  key,       ///< a public key
  policy,    ///< a C2SP policy
};

struct ContentField {
  std::string_view name;
  FieldKind kind;
  bool required = true;
};

/// What the content of an event of that type may hold.
std::span<const ContentField> fields_of(EventType type);

/// What an item of a commitments event may hold, and the schedule of an item.
std::span<const ContentField> item_fields();
std::span<const ContentField> schedule_fields();

}  // namespace entente::ledger
