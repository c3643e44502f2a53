#include "ledger/lines.h"

#include <map>

#include "ledger/canonical_json.h"
#include "ledger/checkpoint.h"
#include "ledger/ledger.h"

namespace entente::ledger {

namespace {

constexpr std::string_view export_format = "entente-ledger/1";
constexpr std::uint64_t entries_per_line = 1024;

Json base64_list(const std::vector<Hash>& hashes) {
  Json list = Json::array();
  for (const Hash& hash : hashes) list.push_back(base64(view(hash)));
  return list;
}

std::string line_of(std::uint64_t index, const Entry& entry, const std::optional<std::vector<Hash>>& proof) {
  Json json{{"entry", index}, {"hash", base64(view(entry.hash))}};
  if (proof) json["proof"] = base64_list(*proof);
  if (entry.salt) json["salt"] = base64(view(*entry.salt));
  std::string line = canonical(json);
  // The signed event is canonical already and comes last in the order of keys.
  if (entry.event) line.insert(line.size() - 1, ",\"signed\":" + *entry.event);
  return line + '\n';
}

// Each entry of the first `count`.
template <typename Work>
void for_each_entry(Store& store, std::uint64_t count, const Work& work) {
  for (std::uint64_t first = 0; first < count;) {
    const std::vector<Entry> entries = store.entries(first, std::min(entries_per_line, count - first));
    if (entries.empty()) throw Refused("entry " + std::to_string(first) + " is missing");
    for (const Entry& entry : entries) work(first++, entry);
  }
}

std::string in_csv(const std::string& field) {
  if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
  std::string quoted = "\"";
  for (const char c : field) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

Hash hash_field(const Json& json, const char* name) {
  const std::optional<Hash> hash = json.contains(name) && json[name].is_string()
                                       ? hash_from_base64(json[name].get_ref<const std::string&>())
                                       : std::nullopt;
  if (!hash) throw Refused(std::string(name) + " is not 32 bytes in base64");
  return *hash;
}

Entry entry_in(std::string_view line, std::uint64_t index) {
  const Json json = read_json(line);
  if (!json.is_object() || !json.contains("entry") || json["entry"] != index) {
    throw Refused("this should be entry " + std::to_string(index));
  }
  Entry entry{.hash = hash_field(json, "hash"), .salt = {}, .event = {}};
  if (json.contains("salt")) entry.salt = hash_field(json, "salt");
  if (json.contains("signed")) entry.event = canonical(json["signed"]);
  return entry;
}

struct Header {
  std::string state;
  std::map<std::uint64_t, std::string> checkpoints;  // notes, by size
};

Header header_in(const std::optional<std::string>& line) {
  if (!line) throw Refused("the file is empty");
  const Json json = read_json(*line);
  if (!json.is_object() || !json.contains("format") || json["format"] != export_format || !json.contains("state") ||
      !json.contains("checkpoints") || !json["checkpoints"].is_array()) {
    throw Refused("the first line is not that of a ledger in the format " + std::string(export_format));
  }
  Header header{.state = canonical(json["state"]), .checkpoints = {}};
  for (const Json& note : json["checkpoints"]) {
    if (!note.is_string()) throw Refused("a checkpoint is no text");
    const auto& text = note.get_ref<const std::string&>();
    const std::uint64_t size = read_checkpoint(read_note(text).text).size;
    if (!header.checkpoints.emplace(size, text).second)
      throw Refused("there are two checkpoints of " + std::to_string(size) + " entries");
  }
  return header;
}

}  // namespace

void export_lines(Store& store, bool proofs, const Line& write) {
  const Transaction transaction(store, Access::read);
  const State state = state_of(store);
  const std::vector<std::uint64_t> sizes = store.checkpoint_sizes();
  if (proofs && (sizes.empty() || sizes.back() != state.size)) {
    throw Refused("proofs need a checkpoint of all entries: make one with `entente ledger checkpoint`");
  }
  Json notes = Json::array();
  for (const std::uint64_t size : sizes) notes.push_back(store.checkpoint(size).value_or(""));
  write(R"({"checkpoints":)" + canonical(notes) + R"(,"format":")" + std::string(export_format) + R"(","state":)" +
        text_of(state) + "}\n");
  const TileReader tiles = tiles_of(store);
  for_each_entry(store, state.size, [&](std::uint64_t index, const Entry& entry) {
    std::optional<std::vector<Hash>> proof;
    if (proofs) proof = inclusion_proof(tiles, state.size, index);
    write(line_of(index, entry, proof));
  });
}

void export_csv(Store& store, const Line& write) {
  const Transaction transaction(store, Access::read);
  write("entry,time,author,role,number,type,accord,content\r\n");
  for_each_entry(store, state_of(store).size, [&](std::uint64_t index, const Entry& entry) {
    if (!entry.event) {
      write(std::to_string(index) + ",,,,,withdrawn,,\r\n");
      return;
    }
    const Event event = read_event(*entry.event).event;
    write(std::to_string(index) + ',' + time_text(event.time) + ',' + in_csv(event.author) + ',' +
          std::string(name_of(event.role)) + ',' + std::to_string(event.number) + ',' +
          std::string(name_of(event.type)) + ',' + event.accord + ',' + in_csv(canonical(event.content)) + "\r\n");
  });
}

Audit import_lines(Store& store, const std::optional<VerifierKey>& log, const NextLine& next) {
  std::uint64_t number = 1;
  try {
    Transaction transaction(store, Access::write);
    if (store.size() != 0) throw Refused("there are entries here already: a copy is made in a new ledger");
    const Header header = header_in(next());
    RightEdge edge;
    for (bool more = true; more;) {
      std::vector<Entry> entries;
      std::vector<Hash> leaves;
      while (entries.size() < entries_per_line) {
        const std::optional<std::string> line = next();
        more = line.has_value();
        if (!more) break;
        ++number;
        entries.push_back(entry_in(*line, edge.size + entries.size()));
        leaves.push_back(leaf_hash(view(entries.back().hash)));
      }
      store.add(edge.size, entries);
      for (const GrownTile& tile : grow(edge, leaves)) store.set_tile(tile.level, tile.index, tile.hashes);
    }
    store.set_state(header.state);
    for (const auto& [size, note] : header.checkpoints) store.set_checkpoint(size, note);
    Audit audit = audit_in_transaction(store, log);
    if (!audit.fault) transaction.commit();
    return audit;
  } catch (const Refused& refused) {
    throw Refused("line " + std::to_string(number) + ": " + refused.what());
  }
}

}  // namespace entente::ledger
