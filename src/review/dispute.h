// Complaints about what is owed, open or closed: what the lives of obligations need to know of matters.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "review/obligation.h"

namespace entente::review {

/// A complaint that is not over, or how it ended.
struct Dispute {
  EntryNumber entry = 0;  ///< the complaint
  std::chrono::sys_seconds since;
  std::string complainant;
  std::string against;
  std::string commitment;  ///< may be empty: about no commitment in particular
  std::string level;       ///< empty: about all its levels
  bool open = true;
  std::optional<Turn> ending;  ///< of a procedure, what it did to the commitment
  std::chrono::sys_seconds ended;
};

/// The complaints among `entries` (ascending by time) that run under no procedure of the accord: open until a decision
/// in force names them.
std::vector<Dispute> disputes_without_procedure(const accord::Accord& accord, std::span<const Entry> entries,
                                                std::chrono::sys_seconds moment);

/// Whether it is about this commitment and level.
bool is_about(const Dispute& dispute, const Obligation& obligation);

}  // namespace entente::review
