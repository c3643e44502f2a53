#include "ledger/proof_file.h"

#include "ledger/canonical_json.h"

namespace entente::ledger {

namespace {

constexpr std::string_view inclusion_header = "c2sp.org/tlog-proof@v1";
constexpr std::string_view fork_format = "entente-fork/1";
constexpr std::size_t most_hashes = 64;  // of a proof: the height of the tallest tree

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) throw Refused("the proof ends within a line");
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

Hash hash_in(std::string_view base64_text) {
  const std::optional<Hash> hash = hash_from_base64(base64_text);
  if (!hash) throw Refused("a hash of the proof is not 32 bytes in base64");
  return *hash;
}

// The lines up to an empty one.
std::vector<Hash> take_hashes(std::string_view& text) {
  std::vector<Hash> hashes;
  for (std::string_view line = take_line(text); !line.empty(); line = take_line(text)) {
    if (hashes.size() == most_hashes) throw Refused("a proof has at most 64 hashes");
    hashes.push_back(hash_in(line));
  }
  return hashes;
}

std::uint64_t number_after(std::string_view word, std::string_view line) {
  const std::optional<std::uint64_t> number = line.starts_with(word) ? decimal(line.substr(word.size())) : std::nullopt;
  if (!number) throw Refused("the proof lacks the line `" + std::string(word) + "NUMBER`");
  return *number;
}

std::string lines_of(const std::vector<Hash>& hashes) {
  std::string text;
  for (const Hash& hash : hashes) text += base64(view(hash)) + '\n';
  return text;
}

// The checkpoint of a note that `log` has signed; throws Refused.
Checkpoint signed_by(const Note& note, const VerifierKey& log) {
  if (signers(note, std::span(&log, 1)).empty()) throw Refused("the checkpoint is not signed by " + log.name);
  return read_checkpoint(note.text);
}

template <typename Check>
std::optional<std::string> reason_of(const Check& check) {
  try {
    return check();
  } catch (const Refused& refused) {
    return refused.what();
  }
}

}  // namespace

std::string text_of(const InclusionProof& proof) {
  std::string text = std::string(inclusion_header) + '\n';
  if (proof.extra) text += "extra " + base64(*proof.extra) + '\n';
  return text + "index " + std::to_string(proof.index) + '\n' + lines_of(proof.hashes) + '\n' +
         text_of(proof.checkpoint);
}

std::string text_of(const ConsistencyProof& proof) {
  return "old " + std::to_string(proof.old_size) + '\n' + lines_of(proof.hashes) + '\n' + text_of(proof.checkpoint);
}

std::string text_of(const ForkProof& proof) {
  Json hashes = Json::array();
  for (const Hash& hash : proof.hashes) hashes.push_back(base64(view(hash)));
  return canonical({{"format", fork_format},
                    {"hashes", hashes},
                    {"newer", text_of(proof.newer)},
                    {"older", text_of(proof.older)},
                    {"root", base64(view(proof.root))}}) +
         '\n';
}

InclusionProof read_inclusion_proof(std::string_view text) {
  if (take_line(text) != inclusion_header)
    throw Refused("the proof does not begin with " + std::string(inclusion_header));
  InclusionProof proof;
  std::string_view line = take_line(text);
  constexpr std::string_view extra = "extra ";
  if (line.starts_with(extra)) {
    proof.extra = from_base64(line.substr(extra.size()));
    if (!proof.extra) throw Refused("the extra data of the proof is not base64");
    line = take_line(text);
  }
  proof.index = number_after("index ", line);
  proof.hashes = take_hashes(text);
  proof.checkpoint = read_note(text);
  return proof;
}

ConsistencyProof read_consistency_proof(std::string_view text) {
  ConsistencyProof proof;
  proof.old_size = number_after("old ", take_line(text));
  proof.hashes = take_hashes(text);
  proof.checkpoint = read_note(text);
  return proof;
}

ForkProof read_fork_proof(std::string_view text) {
  const Json json = read_json(text);
  const auto field = [&](const char* name) -> std::string {
    if (!json.is_object() || !json.contains(name) || !json[name].is_string()) {
      throw Refused("the fork proof lacks the text " + std::string(name));
    }
    return json[name];
  };
  if (field("format") != fork_format)
    throw Refused("this is not a fork proof of the format " + std::string(fork_format));
  ForkProof proof{.older = read_note(field("older")),
                  .newer = read_note(field("newer")),
                  .root = hash_in(field("root")),
                  .hashes = {}};
  if (!json.contains("hashes") || !json["hashes"].is_array() || json["hashes"].size() > most_hashes) {
    throw Refused("the hashes of the fork proof are not a list of at most 64");
  }
  for (const Json& hash : json["hashes"])
    proof.hashes.push_back(hash_in(hash.is_string() ? hash.get<std::string>() : ""));
  return proof;
}

std::string proof_extra(const Hash& salt, std::string_view event) {
  return R"({"salt":")" + base64(view(salt)) + R"(","signed":)" + std::string(event) + '}';
}

ProvenEvent read_proof_extra(std::string_view extra) {
  const Json json = read_json(extra);
  if (!json.is_object() || json.size() != 2 || !json.contains("salt") || !json.contains("signed") ||
      !json["salt"].is_string()) {
    throw Refused("the extra data of the proof are not a salt and a signed event");
  }
  return {hash_in(json["salt"].get_ref<const std::string&>()), canonical(json["signed"])};
}

std::optional<std::string> why_not_proven(const InclusionProof& proof, std::string_view entry, const VerifierKey& log) {
  return reason_of([&] {
    const Checkpoint checkpoint = signed_by(proof.checkpoint, log);
    return why_not_included(proof.index, checkpoint.size, leaf_hash(entry), proof.hashes, checkpoint.root);
  });
}

std::optional<std::string> why_not_proven(const ConsistencyProof& proof, const Note& older, const VerifierKey& log) {
  return reason_of([&]() -> std::optional<std::string> {
    const Checkpoint before = signed_by(older, log);
    const Checkpoint after = signed_by(proof.checkpoint, log);
    if (before.origin != after.origin)
      return "the checkpoints are of two logs, " + before.origin + " and " + after.origin;
    if (before.size != proof.old_size) {
      return "the proof is for a tree of " + std::to_string(proof.old_size) +
             " entries, and the older checkpoint has " + std::to_string(before.size);
    }
    return why_not_consistent(before.size, after.size, proof.hashes, before.root, after.root);
  });
}

std::optional<std::string> why_not_proven(const ForkProof& proof, const VerifierKey& log) {
  return reason_of([&]() -> std::optional<std::string> {
    const Checkpoint older = signed_by(proof.older, log);
    const Checkpoint newer = signed_by(proof.newer, log);
    if (older.origin != newer.origin)
      return "the checkpoints are of two logs, " + older.origin + " and " + newer.origin;
    if (auto why = why_not_consistent(older.size, newer.size, proof.hashes, proof.root, newer.root)) return why;
    if (proof.root == older.root) return "the newer checkpoint continues the older one: there is no fork";
    return std::nullopt;
  });
}

std::optional<ForkProof> fork_between(const Note& one, const Note& other, const TileReader& tiles_of_larger) {
  const Checkpoint first = read_checkpoint(one.text);
  const Checkpoint second = read_checkpoint(other.text);
  if (first.origin != second.origin) throw Refused("they are two logs, " + first.origin + " and " + second.origin);
  const bool in_order = first.size <= second.size;
  const Checkpoint& older = in_order ? first : second;
  const Checkpoint& newer = in_order ? second : first;
  if (older.size == 0) return std::nullopt;
  ForkProof proof{.older = in_order ? one : other, .newer = in_order ? other : one, .root = newer.root, .hashes = {}};
  if (older.size < newer.size) {
    if (root_of(tiles_of_larger, newer.size, newer.size) != newer.root) {
      throw Refused("the tiles of the copy of " + std::to_string(newer.size) +
                    " entries do not have the root of its checkpoint: check that copy alone first");
    }
    proof.root = root_of(tiles_of_larger, newer.size, older.size);
    proof.hashes = consistency_proof(tiles_of_larger, newer.size, older.size);
  }
  if (proof.root == older.root) return std::nullopt;
  return proof;
}

}  // namespace entente::ledger
