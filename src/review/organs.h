// The health of the bodies that an accord lives by: do they meet, with a quorum, under a mandate?
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "review/obligation.h"

namespace entente::review {

struct OrganHealth {
  std::string organ;
  std::size_t meetings = 0;
  std::size_t without_quorum = 0;
  std::optional<std::chrono::sys_days> last;  ///< empty: none is on record
  std::int64_t days_since = 0;                ///< since the last
  bool quorum = false;                        ///< at the last
  std::vector<std::string> present;           ///< at the last
  std::int64_t longest_gap = 0;               ///< days without a meeting, between two or since the last
  std::optional<std::chrono::sys_days> gap_from;
  std::optional<std::chrono::sys_days> mandate_until;  ///< as said last
  bool mandate_over = false;
  std::vector<EntryNumber> entries;
};

/// In the order of names: every organ with a meeting on record or that said something. `entries`: ascending by time,
/// none after the moment.
std::vector<OrganHealth> organs(std::span<const Entry> entries, std::chrono::sys_seconds moment);

}  // namespace entente::review
