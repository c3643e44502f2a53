#include "ledger/ledger.h"

#include <algorithm>

#include "ledger/policy.h"
#include "ledger/signed_events.h"

namespace entente::ledger {

namespace {

std::string nth_event(std::size_t n, std::size_t count) {
  return count == 1 ? std::string("the event is refused: ")
                    : "event " + std::to_string(n + 1) + " of " + std::to_string(count) + " is refused: ";
}

Note note_of(Store& store, std::uint64_t size) {
  const std::optional<std::string> text = store.checkpoint(size);
  if (!text) throw Refused("there is no checkpoint of " + std::to_string(size) + " entries");
  return read_note(*text);
}

// The checkpoint of a note that the log has signed.
Checkpoint signed_checkpoint(const Note& note, const State& state) {
  if (signers(note, std::span(&state.log, 1)).empty())
    throw Refused("the checkpoint is not signed by the log " + state.log.name);
  Checkpoint checkpoint = read_checkpoint(note.text);
  if (checkpoint.origin != state.origin) throw Refused("the checkpoint is of another log, " + checkpoint.origin);
  return checkpoint;
}

void require_continues(Store& store, std::uint64_t tree_size, const Checkpoint& earlier) {
  if (earlier.size > tree_size) {
    throw Refused("the ledger has " + std::to_string(tree_size) + " entries, and a checkpoint of " +
                  std::to_string(earlier.size) + " was signed before: entries are gone");
  }
  if (root_of(tiles_of(store), tree_size, earlier.size) != earlier.root) {
    throw Refused("the first " + std::to_string(earlier.size) +
                  " entries are not those of the checkpoint seen before: this ledger tells another story");
  }
}

// A withdrawal must say truly whose entry it names: an audit goes by that when the text is gone. The entry may be one
// of the batch, which begins at `first`.
void require_true_withdrawal(Store& store, std::span<const ReadEvent> batch, std::uint64_t first, const Event& event) {
  if (event.type != EventType::withdrawal) return;
  const auto [entry, claim] = withdrawn_by(event);
  if (entry >= first) {
    require_withdrawable(entry, batch[static_cast<std::size_t>(entry - first)].event->event, claim);
    return;
  }
  const std::vector<Entry> named = store.entries(entry, 1);
  if (named.empty() || !named.front().event) throw Refused("the text of entry " + std::to_string(entry) + " is gone");
  require_withdrawable(entry, read_event(*named.front().event).event, claim);
}

}  // namespace

Hash entry_hash(const Hash& salt, std::string_view event) {
  std::string bytes = "entente-entry/1\n";
  bytes += view(salt);
  bytes += event;
  return sha256(bytes);
}

std::uint64_t append(Store& store, std::span<const std::string> events, std::span<const Hash> salts, std::int64_t now) {
  if (events.empty()) throw std::invalid_argument("no event to append");
  if (salts.size() != events.size()) throw std::invalid_argument("one salt for each event");
  const std::vector<ReadEvent> read = read_events(events);
  for (std::size_t n = 0; n < read.size(); ++n) {
    if (!read[n].event) throw Refused(nth_event(n, read.size()) + read[n].reason);
  }

  Transaction transaction(store, Access::write);
  const std::optional<std::string> before = store.state();
  State state = before ? read_state(*before) : State{};
  const std::uint64_t first = state.size;
  std::vector<Hash> keys;
  std::vector<Entry> entries;
  std::vector<Hash> leaves;
  for (std::size_t n = 0; n < read.size(); ++n) {
    try {
      keys.push_back(signer_of(state, read[n].event->event, now).bytes);
      require_true_withdrawal(store, read, first, read[n].event->event);
      advance(state, read[n].event->event);
    } catch (const Refused& refused) {
      throw Refused(nth_event(n, read.size()) + refused.what());
    }
    entries.push_back({entry_hash(salts[n], events[n]), salts[n], events[n]});
    leaves.push_back(leaf_hash(view(entries.back().hash)));
  }
  if (const auto forged = first_forged(read, keys)) {
    throw Refused(nth_event(*forged, read.size()) + "the signature is not of the key " +
                  read[*forged].event->event.key + " of " + read[*forged].event->event.author);
  }

  RightEdge edge = right_edge(store, first);
  store.add(first, entries);
  for (const GrownTile& tile : grow(edge, leaves)) store.set_tile(tile.level, tile.index, tile.hashes);
  store.set_state(text_of(state));
  transaction.commit();
  return first;
}

State state_of(Store& store) {
  const std::optional<std::string> text = store.state();
  if (!text) throw Refused("the ledger has no charter yet");
  return read_state(*text);
}

std::string make_checkpoint(Store& store, const SigningKey& log_key) {
  Transaction transaction(store, Access::write);
  const State state = state_of(store);
  if (verifier_of(log_key) != state.log) throw Refused("the key given is not the log's, " + text_of(state.log));
  if (const std::optional<std::string> there = store.checkpoint(state.size)) return *there;
  if (const std::optional<std::string> last = last_checkpoint(store)) {
    require_continues(store, state.size, signed_checkpoint(read_note(*last), state));
  }
  Note note{.text = text_of(Checkpoint{state.origin, state.size, root_of(right_edge(store, state.size)), {}}),
            .signatures = {}};
  add_signature(note, log_key);
  std::string text = text_of(note);
  store.set_checkpoint(state.size, text);
  transaction.commit();
  return text;
}

std::optional<std::string> last_checkpoint(Store& store) {
  const std::vector<std::uint64_t> sizes = store.checkpoint_sizes();
  if (sizes.empty()) return std::nullopt;
  return store.checkpoint(sizes.back());
}

std::string cosign(Store& store, const SigningKey& witness, std::uint64_t time, const std::optional<std::string>& seen,
                   const std::function<void(const std::string& note)>& remember) {
  Transaction transaction(store, Access::write);
  const State state = state_of(store);
  const std::vector<std::uint64_t> sizes = store.checkpoint_sizes();
  if (sizes.empty()) throw Refused("there is no checkpoint to cosign yet");
  const Policy policy = read_policy(state.policy);
  if (std::ranges::find(policy.witnesses, verifier_of(witness, KeyKind::cosignature), &Witness::key) ==
      policy.witnesses.end()) {
    throw Refused("the policy of this ledger names no witness with the key of " + witness.name);
  }
  Note note = note_of(store, sizes.back());
  const Checkpoint checkpoint = signed_checkpoint(note, state);
  require_continues(store, state.size, checkpoint);
  if (seen) require_continues(store, checkpoint.size, signed_checkpoint(read_note(*seen), state));
  add_cosignature(note, witness, time);
  std::string text = text_of(note);
  remember(text);
  store.set_checkpoint(checkpoint.size, text);
  transaction.commit();
  return text;
}

void withdraw(Store& store, std::uint64_t entry) {
  Transaction transaction(store, Access::write);
  const State state = state_of(store);
  const auto allowed = state.withdrawn.find(entry);
  if (allowed == state.withdrawn.end())
    throw Refused("no withdrawal in the ledger names entry " + std::to_string(entry) +
                  ": append a withdrawal of it by its author or an organ first");
  const std::vector<Entry> kept = store.entries(entry, 1);
  if (kept.empty() || !kept.front().event) throw Refused("entry " + std::to_string(entry) + " is withdrawn already");
  require_withdrawable(entry, read_event(*kept.front().event).event, allowed->second);
  store.forget(entry);
  transaction.commit();
}

TileReader tiles_of(Store& store) {
  return [&store](const TilePlace& place) {
    std::optional<std::string> hashes = store.tile(place.level, place.index);
    if (!hashes)
      throw Refused("tile " + std::to_string(place.index) + " of level " + std::to_string(place.level) + " is missing");
    return *std::move(hashes);
  };
}

RightEdge right_edge(Store& store, std::uint64_t size) {
  RightEdge edge{.size = size, .tiles = {}};
  for (unsigned level = 0; level * tile_height < 64 && (size >> (level * tile_height)) != 0; ++level) {
    const std::uint64_t hashes = size >> (level * tile_height);
    const TilePlace place = tile_of(level, hashes / tile_width, size);
    std::string tile = place.width == 0 ? std::string() : tiles_of(store)(place);
    if (tile.size() < place.width * sizeof(Hash))
      throw Refused("the last tile of level " + std::to_string(level) + " is too short");
    tile.resize(place.width * sizeof(Hash));
    edge.tiles.push_back(std::move(tile));
  }
  return edge;
}

}  // namespace entente::ledger
