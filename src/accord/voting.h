// From counted votes to a decision: the rules of procedure.h (share, quorum, veto, consensus) and nothing else.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "accord/procedure.h"

namespace entente::accord {

/// Votes of members who have one. Who neither votes nor abstains is absent.
struct Tally {
  std::size_t yes = 0;
  std::size_t no = 0;
  std::size_t abstain = 0;
  bool vetoed = false;  ///< somebody with a veto voted no
  bool operator==(const Tally&) const = default;
};

/// The deciders of one complaint: `complainant`, `accused` and `parties` replaced by names, each once; who is said to
/// have no vote or a veto without being a member is left out, where members are known by name.
Deciders deciders_of(const Deciders& deciders, const std::string& complainant, const std::string& accused,
                     std::span<const std::string> parties);

/// How many members have a vote: all but `not_voting`; with names or words alone each of those is one member.
std::size_t voting_members(const Deciders& deciders);

/// Fewest yes votes with which something can be adopted, nobody voting no.
std::size_t least_yes_votes(const Deciders& deciders);

/// Whether enough voted or abstained.
bool has_quorum(const Deciders& deciders, const Tally& tally);

/// Whether the motion is adopted; never without a quorum, with a veto against it, or without a single yes.
bool is_adopted(const Deciders& deciders, const Tally& tally);

/// "consensus", "9 of 15", "3/4 of all 41 members", "more than half of the votes".
std::string rule_in_words(const Deciders& deciders);

}  // namespace entente::accord
