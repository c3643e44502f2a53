// Proofs as files that a party carries away: that an entry is in a log, that a log continues an earlier one, that a log
// told two stories. Each stands alone with the checkpoints it rests on; who checks needs only keys.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/bytes.h"
#include "ledger/checkpoint.h"
#include "ledger/merkle.h"
#include "ledger/note.h"

namespace entente::ledger {

/// C2SP tlog-proof, `c2sp.org/tlog-proof@v1`.
struct InclusionProof {
  std::optional<std::string> extra;  ///< of ours: {"salt":...,"signed":...}, which make the entry; authenticated by it
  std::uint64_t index = 0;
  std::vector<Hash> hashes;
  Note checkpoint;
};

/// What the C2SP tlog-witness protocol sends: `old SIZE`, hashes, an empty line, the newer checkpoint.
struct ConsistencyProof {
  std::uint64_t old_size = 0;
  std::vector<Hash> hashes;
  Note checkpoint;
};

/// Two checkpoints of one log that can not both be true: the newer one's tree has `root` at the older one's size, which
/// is not the older one's root.
struct ForkProof {
  Note older;
  Note newer;
  Hash root{};
  std::vector<Hash> hashes;  ///< prove that the tree with `root` is the beginning of the newer one
};

std::string text_of(const InclusionProof& proof);
std::string text_of(const ConsistencyProof& proof);
std::string text_of(const ForkProof& proof);
InclusionProof read_inclusion_proof(std::string_view text);      ///< throws Refused
ConsistencyProof read_consistency_proof(std::string_view text);  ///< throws Refused
ForkProof read_fork_proof(std::string_view text);                ///< throws Refused

/// The extra data of our inclusion proofs.
std::string proof_extra(const Hash& salt, std::string_view event);
struct ProvenEvent {
  Hash salt{};
  std::string event;
};
ProvenEvent read_proof_extra(std::string_view extra);  ///< throws Refused

/// Why the proof does not show that `entry` (what the tree holds, see `entry_hash`) is in the log with that key; empty
/// when it does.
std::optional<std::string> why_not_proven(const InclusionProof& proof, std::string_view entry, const VerifierKey& log);

/// Why it does not show that the newer checkpoint continues `older`; empty when it does.
std::optional<std::string> why_not_proven(const ConsistencyProof& proof, const Note& older, const VerifierKey& log);

/// Why it does not show that the log with that key told two stories; empty when it does.
std::optional<std::string> why_not_proven(const ForkProof& proof, const VerifierKey& log);

/// Compares two checkpoints of one log, where `tiles` are of the tree of the one with more entries: empty when one
/// continues the other. Signatures are checked with the proof, not here. Throws Refused when they are of different
/// logs, and when the tiles do not have the root of the larger one.
std::optional<ForkProof> fork_between(const Note& one, const Note& other, const TileReader& tiles_of_larger);

}  // namespace entente::ledger
