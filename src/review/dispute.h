// Complaints about what is owed, open or closed: what the lives of obligations need to know of matters.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "review/matter.h"
#include "review/obligation.h"

namespace entente::review {

struct Dispute {
  EntryNumber entry = 0;  ///< the complaint
  std::chrono::sys_seconds since;
  std::string complainant;
  std::string commitment;  ///< may be empty: about no commitment in particular
  std::string level;       ///< empty: about all its levels
  bool open = true;
  std::optional<Turn> ending;  ///< what its end did to the commitment that it is about
  std::chrono::sys_seconds ended;
  std::string words;  ///< of that end
};

/// One for each matter. The suspension or the snapback of counter-deliveries leaves the commitment that was complained
/// of as it is; what is suspended, a decision or a response must name.
std::vector<Dispute> disputes(std::span<const Matter> matters);

/// A snapback takes back what the accord says falls by itself (`undone_by: automatic`) and others than the accused
/// gave.
void take_back_by_snapback(const accord::Accord& accord, std::span<const Matter> matters,
                           std::vector<Obligation>& obligations);

/// Whether it is about this commitment and level; a termination is about all.
bool is_about(const Dispute& dispute, const Obligation& obligation);

}  // namespace entente::review
