// Checkpoints (C2SP tlog-checkpoint): how many entries a log has, and the root of its tree, as the text of a signed
// note.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/bytes.h"

namespace entente::ledger {

struct Checkpoint {
  std::string origin;  ///< names the log
  std::uint64_t size = 0;
  Hash root{};
  std::vector<std::string> extensions;  ///< lines below, which nobody here looks at
  bool operator==(const Checkpoint&) const = default;
};

/// From the text of a note, without its signatures. Throws Refused.
Checkpoint read_checkpoint(std::string_view note_text);
std::string text_of(const Checkpoint& checkpoint);

}  // namespace entente::ledger
