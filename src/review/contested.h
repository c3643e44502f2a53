// What is in force for some and void for others: both sides stand side by side, with who and why.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "review/obligation.h"

namespace entente::review {

/// What a party says of a complaint, a decision or anything else on record.
struct Side {
  std::string who;
  EntryNumber entry = 0;
  std::string text;
};

struct Contested {
  EntryNumber entry = 0;  ///< the decision or whatever is contested
  std::string author;
  std::string what;  ///< in its own words
  std::string commitment, level;
  std::vector<std::string> in_force_for;  ///< as the decision itself says; empty: it says nothing
  std::vector<std::string> void_for;
  std::vector<Side> accepted_by;  ///< the last word of each who replied, by name
  std::vector<Side> rejected_by;
};

/// In the order of the record: everything that somebody does not accept, and every decision that is void for somebody.
std::vector<Contested> contested(std::span<const Entry> entries);

}  // namespace entente::review
