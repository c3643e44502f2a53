// `entente ledger checkpoint|cosign|prove|verify-proof|fork`: what parties sign and carry away.
#include <algorithm>

#include "accord/words.h"
#include "cli/ledger_folder.h"
#include "cli/result_file.h"
#include "ledger/ledger.h"
#include "ledger/policy.h"
#include "ledger/proof_file.h"
#include "ledger/tile_directory.h"

namespace entente::cli {

namespace {

namespace fs = std::filesystem;

// How far the cosignatures of a checkpoint go.
struct Quorum {
  bool reached = false;
  std::string text;  // a sentence with its line end
};

Quorum quorum_of(const ledger::Policy& policy, const ledger::Note& note) {
  const std::vector<std::string> names = cosigners(policy, note);
  const bool reached = quorum_reached(policy, names);
  return {reached,
          (names.empty() ? std::string("No witness has cosigned it") : "Cosigned by " + accord::joined(names)) +
              (reached ? ": it counts.\n" : ": it does not count yet, the quorum is not reached.\n")};
}

// What was done to a checkpoint, `done` naming it, and whether it counts now.
LedgerAnswer about_checkpoint(ledger::Store& store, const std::string& note_text,
                              const std::function<std::string(const std::string& entries)>& done) {
  const ledger::Note note = ledger::read_note(note_text);
  const std::uint64_t size = ledger::read_checkpoint(note.text).size;
  const Quorum quorum = quorum_of(ledger::read_policy(ledger::state_of(store).policy), note);
  return {.text = done(counted(size, "entry", "entries")) + quorum.text,
          .json = {{"size", size}, {"note", note_text}, {"counts", quorum.reached}}};
}

struct FolderOptions {
  std::string folder;
};

LedgerAnswer checkpoint(const FolderOptions& options) {
  const auto store = open_ledger(options.folder, ledger::Opening::existing, true);
  const std::string text = make_checkpoint(*store, signing_key_in((fs::path(options.folder) / "log.key").string()));
  return about_checkpoint(*store, text,
                          [](const std::string& entries) { return "The checkpoint covers " + entries + ". "; });
}

struct CosignOptions {
  std::string folder, key, seen, now;
};

LedgerAnswer cosign(const CosignOptions& options) {
  const ledger::SigningKey key = signing_key_in(options.key);
  const std::string memory = options.seen.empty() ? options.key + ".seen" : options.seen;
  std::error_code error;
  const std::optional<std::string> seen = fs::exists(memory, error) ? std::optional(file_text(memory)) : std::nullopt;
  const auto store = open_ledger(options.folder, ledger::Opening::existing);
  const std::int64_t now = time_now(options.now);
  if (now < 0) throw Error("a cosignature has a time from 1970 on");
  const std::string text = ledger::cosign(*store, key, static_cast<std::uint64_t>(now), seen,
                                          [&](const std::string& note_text) { write_whole(memory, note_text); });
  return about_checkpoint(*store, text, [&](const std::string& entries) {
    return key.name + " cosigned the checkpoint of " + entries + ", which continues what it saw before. ";
  });
}

struct ProveOptions {
  std::string folder, out;
  std::optional<std::uint64_t> entry, since;
};

std::string proof_of_entry(ledger::Store& store, const ledger::Note& note, std::uint64_t size, std::uint64_t index) {
  if (index >= size)
    throw Error("entry " + std::to_string(index) + " is not under the last checkpoint, which covers " +
                counted(size, "entry", "entries"));
  const std::vector<ledger::Entry> kept = store.entries(index, 1);
  if (kept.empty()) throw Error("entry " + std::to_string(index) + " is missing: `entente ledger audit` tells more");
  ledger::InclusionProof proof{
      .extra = {}, .index = index, .hashes = inclusion_proof(tiles_of(store), size, index), .checkpoint = note};
  if (kept.front().event && kept.front().salt)
    proof.extra = ledger::proof_extra(*kept.front().salt, *kept.front().event);
  return text_of(proof);
}

std::string proof_since(ledger::Store& store, const ledger::Note& note, std::uint64_t size, std::uint64_t old_size) {
  if (old_size < 1 || old_size > size)
    throw Error("--since takes the size of an earlier checkpoint, from 1 to " + std::to_string(size));
  return text_of(ledger::ConsistencyProof{old_size, consistency_proof(tiles_of(store), size, old_size), note});
}

LedgerAnswer prove(const ProveOptions& options) {
  if (options.entry.has_value() == options.since.has_value())
    throw Error("name one of --entry NUMBER and --since SIZE");
  const auto store = open_ledger(options.folder, ledger::Opening::existing_read_only);
  const ledger::Transaction one_view(*store, ledger::Access::read);
  const std::optional<std::string> text = last_checkpoint(*store);
  if (!text) throw Error("there is no checkpoint yet: make one with `entente ledger checkpoint`");
  const ledger::Note note = ledger::read_note(*text);
  const std::uint64_t size = ledger::read_checkpoint(note.text).size;
  const std::string proof = options.entry ? proof_of_entry(*store, note, size, *options.entry)
                                          : proof_since(*store, note, size, *options.since);
  const report::Json json{{"proof", proof}};
  if (options.out.empty()) return {.text = proof, .json = json};
  write_whole(options.out, proof);
  const std::string what = options.entry ? "entry " + std::to_string(*options.entry) + " is in the ledger of " +
                                               counted(size, "entry", "entries")
                                         : "the ledger of " + counted(size, "entry", "entries") +
                                               " continues that of " + std::to_string(*options.since);
  return {.text = "Wrote " + options.out + ": the proof that " + what + ".\n", .json = json};
}

struct VerifyProofOptions {
  std::string file, key, older, policy, entry;
};

LedgerAnswer judged(const std::optional<std::string>& why, const std::string& proven) {
  return {.text = why ? "Not proven: " + *why + ".\n" : proven,
          .json = {{"proven", !why.has_value()}, {"reason", why ? report::Json(*why) : report::Json(nullptr)}},
          .is_yes = !why.has_value()};
}

// With --policy a proof is worth something only under a checkpoint that counts.
void require_quorum(LedgerAnswer& answer, const std::string& policy_file, const ledger::Note& checkpoint) {
  if (policy_file.empty() || !answer.is_yes) return;
  const Quorum quorum =
      in_file(policy_file, [&] { return quorum_of(ledger::read_policy(file_text(policy_file)), checkpoint); });
  answer.text += quorum.text;
  answer.json["counts"] = quorum.reached;
  answer.is_yes = quorum.reached;
}

LedgerAnswer verify_inclusion(const VerifyProofOptions& options, const std::string& text,
                              const ledger::VerifierKey& key) {
  const ledger::InclusionProof proof = in_file(options.file, [&] { return ledger::read_inclusion_proof(text); });
  const ledger::Checkpoint checkpoint =
      in_file(options.file, [&] { return ledger::read_checkpoint(proof.checkpoint.text); });
  std::string proven = "Proven: entry " + std::to_string(proof.index) + " is in " + checkpoint.origin + ", among " +
                       counted(checkpoint.size, "entry", "entries") + ".\n";
  std::string entry;
  report::Json event;
  if (!options.entry.empty()) {
    entry = file_text(options.entry);
  } else if (proof.extra) {
    const auto shown = in_file(options.file, [&] { return ledger::read_proof_extra(*proof.extra); });
    entry = ledger::view(ledger::entry_hash(shown.salt, shown.event));
    const ledger::Event read = in_file(options.file, [&] { return ledger::read_event(shown.event).event; });
    proven += "It is number " + std::to_string(read.number) + " of " + read.author + ", a " +
              std::string(name_of(read.type)) + " of " + ledger::time_text(read.time) + ".\n";
    event = report::Json::parse(shown.event);
  } else {
    throw Error(options.file + " does not hold the entry: give it with --entry FILE");
  }
  LedgerAnswer answer = judged(why_not_proven(proof, entry, key), proven);
  if (answer.is_yes && !event.is_null()) answer.json["event"] = event;
  require_quorum(answer, options.policy, proof.checkpoint);
  return answer;
}

LedgerAnswer verify_consistency(const VerifyProofOptions& options, const std::string& text,
                                const ledger::VerifierKey& key) {
  if (options.older.empty()) throw Error("a proof of consistency needs the older checkpoint: --older FILE");
  const auto proof = in_file(options.file, [&] { return ledger::read_consistency_proof(text); });
  const auto older = in_file(options.older, [&] { return ledger::read_note(file_text(options.older)); });
  LedgerAnswer answer =
      judged(why_not_proven(proof, older, key), "Proven: the newer checkpoint continues the older one of " +
                                                    counted(proof.old_size, "entry", "entries") + ".\n");
  require_quorum(answer, options.policy, proof.checkpoint);
  return answer;
}

LedgerAnswer verify_fork(const VerifyProofOptions& options, const std::string& text, const ledger::VerifierKey& key) {
  const auto proof = in_file(options.file, [&] { return ledger::read_fork_proof(text); });
  return judged(why_not_proven(proof, key), "Proven: " + key.name + " signed two stories that can not both be true.\n");
}

LedgerAnswer verify_proof(const VerifyProofOptions& options) {
  const std::string text = file_text(options.file);
  const ledger::VerifierKey key = verifier_key_in(options.key);
  const bool of_consistency = text.starts_with("old ");
  const bool of_fork = text.starts_with("{");
  if (!options.older.empty() && !of_consistency) throw Error("--older goes with a proof of consistency alone");
  if (!options.entry.empty() && (of_consistency || of_fork)) throw Error("--entry goes with a proof of an entry alone");
  if (!options.policy.empty() && of_fork)
    throw Error("--policy has no say in a fork: the log's two signatures prove it");
  if (of_consistency) return verify_consistency(options, text, key);
  return of_fork ? verify_fork(options, text, key) : verify_inclusion(options, text, key);
}

struct ForkOptions {
  std::string one, other, out;
};

// A ledger, or a folder of tiles.
struct Copy {
  std::unique_ptr<ledger::Store> store;
  ledger::Note note;
  ledger::TileReader tiles;
  ledger::Checkpoint checkpoint;
};

Copy copy_in(const std::string& folder) {
  Copy copy;
  std::error_code error;
  std::string text;
  if (fs::is_regular_file(fs::path(folder) / "checkpoint", error)) {
    text = file_text((fs::path(folder) / "checkpoint").string());
    copy.tiles = ledger::tiles_of(fs::path(folder));
  } else {
    copy.store = open_ledger(folder, ledger::Opening::existing_read_only);
    text = last_checkpoint(*copy.store).value_or("");
    if (text.empty()) throw Error(folder + " has no checkpoint");
    copy.tiles = tiles_of(*copy.store);
  }
  copy.note = ledger::read_note(text);
  copy.checkpoint = ledger::read_checkpoint(copy.note.text);
  return copy;
}

LedgerAnswer fork(const ForkOptions& options) {
  const Copy one = copy_in(options.one);
  const Copy other = copy_in(options.other);
  const bool one_is_larger = one.checkpoint.size > other.checkpoint.size;
  const auto proof = fork_between(one.note, other.note, one_is_larger ? one.tiles : other.tiles);
  if (!proof) {
    return {.text = "They tell the same story: " +
                    counted(std::min(one.checkpoint.size, other.checkpoint.size), "entry is", "entries are") +
                    " the same.\n",
            .json = {{"forked", false}, {"proof", nullptr}}};
  }
  if (!options.out.empty()) write_whole(options.out, text_of(*proof));
  return {
      .text = "They tell different stories: the first " +
              counted(std::min(one.checkpoint.size, other.checkpoint.size), "entry is", "entries are") +
              " not the same." +
              (options.out.empty() ? " Write the proof with --out FILE.\n" : " The proof is in " + options.out + ".\n"),
      .json = {{"forked", true}, {"proof", text_of(*proof)}},
      .is_yes = false};
}

}  // namespace

void add_ledger_proofs(CLI::App& ledger, int& status) {
  const auto signing = std::make_shared<FolderOptions>();
  CLI::App* command = add_ledger_command(ledger, "checkpoint", "signs what is there so far with the log's key", status,
                                         [signing] { return checkpoint(*signing); });
  command->add_option("DIR", signing->folder, "the ledger")->required();

  const auto cosigning = std::make_shared<CosignOptions>();
  command = add_ledger_command(ledger, "cosign", "cosigns the last checkpoint as a witness", status,
                               [cosigning] { return cosign(*cosigning); });
  command->add_option("DIR", cosigning->folder, "the ledger")->required();
  command->add_option("--key", cosigning->key, "the witness's secret key")->required()->type_name("FILE");
  command
      ->add_option("--seen", cosigning->seen,
                   "where the witness keeps the last checkpoint that it cosigned; default KEY.seen")
      ->type_name("FILE");
  add_now(*command, cosigning->now);

  const auto proving = std::make_shared<ProveOptions>();
  command = add_ledger_command(ledger, "prove", "a proof under the last checkpoint, to carry away", status,
                               [proving] { return prove(*proving); });
  command->add_option("DIR", proving->folder, "the ledger")->required();
  command->add_option("--entry", proving->entry, "that this entry is in it")->type_name("NUMBER");
  command->add_option("--since", proving->since, "that it continues the checkpoint of that size")->type_name("SIZE");
  command->add_option("--out", proving->out, "file for it; default standard output")->type_name("FILE");

  const auto verifying = std::make_shared<VerifyProofOptions>();
  command = add_ledger_command(ledger, "verify-proof", "checks a proof without the ledger", status,
                               [verifying] { return verify_proof(*verifying); });
  command->add_option("FILE", verifying->file, "what prove or fork wrote, or another log's proof")->required();
  command->add_option("--key", verifying->key, "the log's public key, or a file of it")->required()->type_name("VKEY");
  command->add_option("--older", verifying->older, "the older checkpoint, for a proof of consistency")
      ->type_name("FILE");
  command->add_option("--policy", verifying->policy, "who must have cosigned the checkpoint")->type_name("FILE");
  command->add_option("--entry", verifying->entry, "the entry, where the proof does not hold it")->type_name("FILE");

  const auto comparing = std::make_shared<ForkOptions>();
  command =
      add_ledger_command(ledger, "fork", "whether two copies tell the same story; else the proof that they do not",
                         status, [comparing] { return fork(*comparing); });
  command->add_option("ONE", comparing->one, "a ledger, or a folder of tiles")->required();
  command->add_option("OTHER", comparing->other, "another copy")->required();
  command->add_option("--out", comparing->out, "file for the proof")->type_name("FILE");
}

}  // namespace entente::cli
