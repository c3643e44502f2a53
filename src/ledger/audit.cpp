#include "ledger/audit.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <set>

#include "ledger/checkpoint.h"
#include "ledger/ledger.h"
#include "ledger/policy.h"
#include "ledger/signed_events.h"

namespace entente::ledger {

namespace {

constexpr std::uint64_t entries_per_look = 4096;

std::string entry_name(std::uint64_t index) {
  return "entry " + std::to_string(index);
}

class Auditor {
 public:
  Auditor(Store& store, const std::optional<VerifierKey>& log, Audit& audit)
      : store_(store), log_(log), audit_(audit) {}

  void run() {
    if (const auto damage = store_.damage()) throw Found("the database", *damage);
    at("the members", [&] { kept_state_ = store_.state(); });
    if (!kept_state_) throw Found("the members", "the ledger has no charter");
    at("the members", [&] { final_ = read_state(*kept_state_); });
    sizes_ = store_.checkpoint_sizes();
    if (!sizes_.empty() && sizes_.front() == 0)
      throw Found("the checkpoint of 0 entries", "an empty ledger has nothing to sign");
    for (bool more = true; more;) more = chunk();
    compare_edge();
    if (next_checkpoint_ != sizes_.size()) {
      throw Found(checkpoint_name(sizes_[next_checkpoint_]),
                  "the ledger has only " + std::to_string(state_.size) + " entries");
    }
    take_times_of_withdrawn();
    if (text_of(state_) != *kept_state_)
      throw Found("the members", "what is kept of them does not follow from the entries");
  }

 private:
  static std::string checkpoint_name(std::uint64_t size) {
    return "the checkpoint of " + std::to_string(size) + " entries";
  }

  // The next entries; whether there may be more.
  bool chunk() {
    std::vector<Entry> entries;
    const std::uint64_t first = audit_.entries;
    at("the entries", [&] { entries = store_.entries(first, entries_per_look); });
    std::vector<std::string> texts;
    for (const Entry& entry : entries) texts.push_back(entry.event.value_or(""));
    const std::vector<ReadEvent> read = read_events(texts);
    std::vector<unsigned char> hashed(entries.size(), 0);
    tbb::parallel_for(std::size_t{0}, entries.size(), [&](std::size_t n) {
      const Entry& entry = entries[n];
      hashed[n] = entry.salt && entry.event && entry_hash(*entry.salt, *entry.event) == entry.hash ? 1 : 0;
    });
    std::vector<Hash> keys(entries.size());
    std::vector<Hash> leaves;
    // The signatures before a fault are checked, too, so that the first fault is told.
    std::optional<Found> found;
    std::size_t sound = 0;
    for (; sound < entries.size(); ++sound) {
      try {
        take(first + sound, entries[sound], hashed[sound] == 1, read[sound], keys[sound]);
      } catch (const Found& fault) {
        found = fault;
        break;
      }
      leaves.push_back(leaf_hash(view(entries[sound].hash)));
    }
    if (const auto forged = first_forged(std::span(read).first(sound), keys)) {
      throw Found(entry_name(first + *forged),
                  "the signature is not of the key of " + read[*forged].event->event.author);
    }
    if (found) throw Found(*found);
    build(leaves);
    audit_.entries += entries.size();
    return entries.size() == entries_per_look;
  }

  void take(std::uint64_t index, const Entry& entry, bool hashed, const ReadEvent& read, Hash& key) {
    if (!entry.event && !entry.salt) {
      const auto allowed = final_.withdrawn.find(index);
      if (allowed == final_.withdrawn.end())
        throw Found(entry_name(index), "its text is gone, and no withdrawal allows that");
      const auto author = state_.members.find(allowed->second.author);
      if (author == state_.members.end() || author->second.last_number + 1 != allowed->second.number) {
        throw Found(entry_name(index),
                    "its text is gone, and the withdrawal names another number than it can have had");
      }
      author->second.last_number = allowed->second.number;
      untimed_.insert(author->first);
      ++state_.size;
      ++audit_.withdrawn;
      return;
    }
    if (!entry.event || !entry.salt) throw Found(entry_name(index), "it has text without salt, or salt without text");
    if (!hashed) throw Found(entry_name(index), "its text and salt do not have its hash");
    if (!read.event) throw Found(entry_name(index), read.reason);
    at(entry_name(index), [&] {
      key = signer_of(state_, read.event->event, std::nullopt).bytes;
      require_true_withdrawal(read.event->event);
      advance(state_, read.event->event);
      untimed_.erase(read.event->event.author);
    });
    if (index == 0) prepare_keys();
  }

  // Where the text of the entry named is there, it must be the one that the withdrawal says.
  void require_true_withdrawal(const Event& event) {
    if (event.type != EventType::withdrawal) return;
    const auto [entry, claim] = withdrawn_by(event);
    const std::vector<Entry> named = store_.entries(entry, 1);
    if (!named.empty() && named.front().event)
      require_withdrawable(entry, read_event(*named.front().event).event, claim);
  }

  // The time of an entry without text is known from what is kept alone; it can only be later than those before it.
  void take_times_of_withdrawn() {
    for (const std::string& name : untimed_) {
      std::int64_t& time = state_.members.find(name)->second.last_time;
      if (const auto kept = final_.members.find(name); kept != final_.members.end())
        time = std::max(time, kept->second.last_time);
    }
    if (audit_.withdrawn > 0) state_.latest_time = std::max(state_.latest_time, final_.latest_time);
  }

  void prepare_keys() {
    if (log_ && *log_ != state_.log) throw Found("entry 0", "the charter names another log key than the one given");
    at("entry 0", [&] { policy_ = read_policy(state_.policy); });
  }

  // Adds leaves, stopping at every size that a checkpoint has.
  void build(std::span<const Hash> leaves) {
    while (!leaves.empty()) {
      std::size_t count = leaves.size();
      if (next_checkpoint_ < sizes_.size()) {
        count = static_cast<std::size_t>(std::min<std::uint64_t>(count, sizes_[next_checkpoint_] - edge_.size));
      }
      for (const GrownTile& tile : grow(edge_, leaves.first(count))) {
        if (tile.hashes.size() == tile_width * sizeof(Hash)) compare(tile.level, tile.index, tile.hashes);
      }
      leaves = leaves.subspan(count);
      if (next_checkpoint_ < sizes_.size() && edge_.size == sizes_[next_checkpoint_]) check_checkpoint();
    }
  }

  void compare(unsigned level, std::uint64_t index, const std::string& hashes) {
    ++audit_.tiles;
    const std::optional<std::string> kept = store_.tile(level, index);
    if (!kept) throw Found(tile_name(level, index), "it is missing");
    if (*kept != hashes) throw Found(tile_name(level, index), "its hashes are not those of the entries");
  }

  static std::string tile_name(unsigned level, std::uint64_t index) {
    return "tile " + std::to_string(index) + " of level " + std::to_string(level);
  }

  void compare_edge() {
    for (unsigned level = 0; level < edge_.tiles.size(); ++level) {
      if (edge_.tiles[level].empty()) continue;
      compare(level, edge_.size >> (tile_height * (level + 1)), edge_.tiles[level]);
    }
  }

  void check_checkpoint() {
    const std::uint64_t size = sizes_[next_checkpoint_++];
    at(checkpoint_name(size), [&] {
      const Note note = read_note(store_.checkpoint(size).value_or(""));
      // Written again, it must be what is kept: no byte outside of what is signed may differ either.
      if (text_of(note) != store_.checkpoint(size)) throw Refused("it is not written as a signed note is");
      const Checkpoint checkpoint = read_checkpoint(note.text);
      if (signers(note, std::span(&state_.log, 1)).empty()) throw Refused("it is not signed by the log");
      if (checkpoint.origin != state_.origin) throw Refused("it is of another log, " + checkpoint.origin);
      if (checkpoint.size != size) throw Refused("it says " + std::to_string(checkpoint.size) + " entries");
      if (checkpoint.root != root_of(edge_)) throw Refused("its root is not that of the entries");
      const std::vector<std::string> cosigned = cosigners(policy_, note);
      std::size_t known = 0;
      for (const NoteSignature& line : note.signatures) known += is_known(line) ? 1U : 0U;
      if (known != note.signatures.size()) throw Refused("a signature is of nobody that the charter names");
      if (quorum_reached(policy_, cosigned)) audit_.counted = size;
    });
    ++audit_.checkpoints;
    audit_.covered = size;
  }

  bool is_known(const NoteSignature& line) const {
    const auto is = [&](const VerifierKey& key) { return key.name == line.name && key.id() == line.id; };
    return is(state_.log) || std::ranges::any_of(policy_.logs, is) ||
           std::ranges::any_of(policy_.witnesses, [&](const Witness& witness) { return is(witness.key); });
  }

  Store& store_;
  const std::optional<VerifierKey>& log_;
  Audit& audit_;
  std::optional<std::string> kept_state_;
  State final_;
  State state_;
  std::set<std::string> untimed_;  // authors whose last entry has no text
  Policy policy_;
  RightEdge edge_;
  std::vector<std::uint64_t> sizes_;
  std::size_t next_checkpoint_ = 0;
};

}  // namespace

Audit audit_in_transaction(Store& store, const std::optional<VerifierKey>& log) {
  Audit audit;
  try {
    Auditor(store, log, audit).run();
  } catch (const Found& found) {
    audit.fault = found.fault;
  }
  return audit;
}

Audit audit(Store& store, const std::optional<VerifierKey>& log) {
  const Transaction transaction(store, Access::read);
  return audit_in_transaction(store, log);
}

}  // namespace entente::ledger
