// Who must have cosigned a checkpoint before it counts (C2SP tlog-policy): witnesses, nested groups of them, a quorum.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/note.h"

namespace entente::ledger {

struct Witness {
  std::string name;
  VerifierKey key;
};

/// Counts as having cosigned when at least `threshold` of its members have.
struct WitnessGroup {
  std::string name;
  std::size_t threshold = 1;
  std::vector<std::string> members;  ///< witnesses and groups defined before
};

struct Policy {
  std::vector<VerifierKey> logs;
  std::vector<Witness> witnesses;
  std::vector<WitnessGroup> groups;  ///< in the order of the file
  std::string quorum;                ///< a witness, a group, or `none`
};

/// Throws Refused with the number of the line that is wrong.
Policy read_policy(std::string_view text);

/// Whether cosignatures of these witnesses (by name in the policy) are a quorum.
bool quorum_reached(const Policy& policy, std::span<const std::string> cosigned);

/// The witnesses of the policy that have cosigned, in its order. Throws Refused when a cosignature does not fit, or
/// when no log of the policy has signed though it names some.
std::vector<std::string> cosigners(const Policy& policy, const Note& checkpoint);

}  // namespace entente::ledger
