#include "ledger/tile_directory.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <set>

#include "ledger/checkpoint.h"
#include "ledger/ledger.h"

namespace entente::ledger {

namespace {

constexpr std::uintmax_t largest_file = std::uintmax_t{256} * (65535 + 2);  // a bundle of the largest entries

std::string padded(std::uint64_t number) {
  std::string text = std::to_string(number);
  return std::string(3 - text.size(), '0') + text;
}

std::string entries_path(std::uint64_t index, std::uint64_t width) {
  return "tile/entries/" + tile_path(index, width);
}

std::string hashes_path(const TilePlace& place) {
  return "tile/" + std::to_string(place.level) + '/' + tile_path(place.index, place.width);
}

[[noreturn]] void fail_to_read(const std::filesystem::path& file, const std::string& reason) {
  throw StoreError("can not read " + file.string() + ": " + reason);
}

// Empty where there is no such file.
std::optional<std::string> contents(const std::filesystem::path& file) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(file, error);
  // A folder that may not be looked into is not one without the file.
  if (status.type() == std::filesystem::file_type::none) fail_to_read(file, error.message());
  if (!std::filesystem::is_regular_file(status)) return std::nullopt;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  if (error) fail_to_read(file, error.message());
  if (size > largest_file) throw Refused("it has " + std::to_string(size) + " bytes, more than such a file may have");
  std::ifstream stream(file, std::ios::binary);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  if (!stream || !stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) {
    fail_to_read(file, std::strerror(errno));
  }
  return bytes;
}

class FolderCheck {
 public:
  FolderCheck(const std::filesystem::path& folder, const VerifierKey& log, TilesChecked& checked)
      : folder_(folder), log_(log), checked_(checked) {}

  void run() {
    const Checkpoint last = checkpoint_in("checkpoint");
    earlier_ = earlier_checkpoints(last);
    for (std::uint64_t index = 0; index * tile_width < last.size; ++index) bundle(index, last.size);
    for (unsigned level = 0; level < edge_.tiles.size(); ++level) {
      if (edge_.tiles[level].empty()) continue;
      compare({level, edge_.size >> (tile_height * (level + 1)), edge_.tiles[level].size() / sizeof(Hash)},
              edge_.tiles[level]);
    }
    const Hash root = last.size == 0 ? empty_root() : root_of(edge_);
    if (root != last.root) throw Found("checkpoint", "its root is not that of the entries");
  }

 private:
  struct Earlier {
    std::string file;
    Checkpoint checkpoint;
  };

  Checkpoint checkpoint_in(const std::string& file) {
    Checkpoint checkpoint;
    at(file, [&] {
      const std::optional<std::string> text = contents(folder_ / file);
      if (!text) throw Refused("it is missing");
      const Note note = read_note(*text);
      if (signers(note, std::span(&log_, 1)).empty()) throw Refused("it is not signed with the key of " + log_.name);
      checkpoint = read_checkpoint(note.text);
    });
    ++checked_.checkpoints;
    return checkpoint;
  }

  // Those beside the last one, by size.
  std::vector<Earlier> earlier_checkpoints(const Checkpoint& last) {
    std::set<std::string> files;
    std::error_code error;
    std::filesystem::directory_iterator beside(folder_, error);
    if (error) fail_to_read(folder_, error.message());
    for (const auto& file : beside) {
      const std::string name = file.path().filename().string();
      if (name.starts_with("checkpoint.") && decimal(name.substr(11))) files.insert(name);
    }
    std::vector<Earlier> earlier;
    for (const std::string& file : files) {
      const Checkpoint checkpoint = checkpoint_in(file);
      if (checkpoint.origin != last.origin) throw Found(file, "it is of another log, " + checkpoint.origin);
      if (checkpoint.size > last.size) throw Found(file, "it has more entries than the last checkpoint");
      if (checkpoint.size == 0 && checkpoint.root != empty_root())
        throw Found(file, "its root is not that of no entries");
      if (checkpoint.size != 0) earlier.push_back({file, checkpoint});
    }
    std::ranges::sort(earlier, {}, [](const Earlier& one) { return one.checkpoint.size; });
    return earlier;
  }

  // The bytes of a file, partial or whole, as the first `width` parts of it want; `file` becomes its name.
  std::string read_either(std::string& file, const std::string& whole) {
    std::optional<std::string> bytes;
    at(file, [&] { bytes = contents(folder_ / file); });
    if (!bytes && file != whole) {
      at(whole, [&] { bytes = contents(folder_ / whole); });
      if (bytes) file = whole;
    }
    if (!bytes) throw Found(file, "it is missing");
    return *std::move(bytes);
  }

  void bundle(std::uint64_t index, std::uint64_t size) {
    const std::uint64_t width = tile_of(0, index, size).width;
    std::string file = entries_path(index, width);
    const std::string bytes = read_either(file, entries_path(index, tile_width));
    std::vector<std::string> entries;
    at(file, [&] {
      entries = read_bundle(bytes);
      if (entries.size() < width)
        throw Refused("it has " + std::to_string(entries.size()) + " entries where there should be " +
                      std::to_string(width));
      if (file == entries_path(index, width) && entries.size() > width)
        throw Refused("it has more entries than its name says");
    });
    entries.resize(static_cast<std::size_t>(width));
    check_partial_bundles(index, entries);
    std::vector<Hash> leaves;
    for (const std::string& entry : entries) leaves.push_back(leaf_hash(entry));
    compare_leaves(index, leaves);
    checked_.entries += width;
    add(leaves);
  }

  // Names the entry that does not fit.
  void compare_leaves(std::uint64_t index, std::span<const Hash> leaves) {
    std::string file = hashes_path({0, index, leaves.size()});
    const std::string tile = read_either(file, hashes_path({0, index, tile_width}));
    if (tile.size() < leaves.size() * sizeof(Hash)) throw Found(file, "it has fewer hashes than there are entries");
    for (std::size_t n = 0; n < leaves.size(); ++n) {
      if (std::string_view(tile).substr(n * sizeof(Hash), sizeof(Hash)) != view(leaves[n])) {
        throw Found(file, "the hash of entry " + std::to_string(index * tile_width + n) +
                              " is not that of the entry in its bundle");
      }
    }
  }

  void add(std::span<const Hash> leaves) {
    while (!leaves.empty()) {
      std::size_t count = leaves.size();
      if (next_ < earlier_.size()) {
        count = static_cast<std::size_t>(std::min<std::uint64_t>(count, earlier_[next_].checkpoint.size - edge_.size));
      }
      for (const GrownTile& tile : grow(edge_, leaves.first(count))) {
        if (tile.hashes.size() == tile_width * sizeof(Hash)) compare({tile.level, tile.index, tile_width}, tile.hashes);
      }
      leaves = leaves.subspan(count);
      for (; next_ < earlier_.size() && earlier_[next_].checkpoint.size == edge_.size; ++next_) {
        if (earlier_[next_].checkpoint.root != root_of(edge_)) {
          throw Found(earlier_[next_].file, "its root is not that of the first entries: the log was changed since");
        }
      }
    }
  }

  void compare(const TilePlace& place, const std::string& hashes) {
    std::string file = hashes_path(place);
    const std::string kept = read_either(file, hashes_path({place.level, place.index, tile_width}));
    if (!kept.starts_with(hashes) || (file == hashes_path(place) && kept.size() != hashes.size())) {
      throw Found(file, "its hashes are not those of the entries");
    }
    ++checked_.tiles;
    for (const Partial& part : partials(hashes_path({place.level, place.index, tile_width}))) {
      std::optional<std::string> bytes;
      at(part.file, [&] { bytes = contents(folder_ / part.file); });
      const std::size_t wanted = static_cast<std::size_t>(part.width) * sizeof(Hash);
      // One that is wider than the tree is of a later checkpoint, and says nothing of this one.
      if (bytes && wanted <= hashes.size() && *bytes != std::string_view(hashes).substr(0, wanted)) {
        throw Found(part.file, "its hashes are not those of the entries");
      }
    }
  }

  void check_partial_bundles(std::uint64_t index, std::span<const std::string> entries) {
    for (const Partial& part : partials(entries_path(index, tile_width))) {
      if (part.width > entries.size()) continue;
      at(part.file, [&] {
        const auto first = entries.first(static_cast<std::size_t>(part.width));
        if (contents(folder_ / part.file) != write_bundle(first))
          throw Refused("its entries are not those of the wider bundle");
      });
    }
  }

  struct Partial {
    std::uint64_t width = 0;
    std::string file;
  };

  // The partial files beside a whole one, by width.
  std::vector<Partial> partials(const std::string& whole) const {
    std::vector<Partial> found;
    std::error_code none_there;
    for (const auto& file : std::filesystem::directory_iterator(folder_ / (whole + ".p"), none_there)) {
      const std::string name = file.path().filename().string();
      const std::optional<std::uint64_t> width = decimal(name);
      if (width && *width > 0 && *width < tile_width) found.push_back({*width, whole + ".p/" + name});
    }
    std::ranges::sort(found, {}, &Partial::width);
    return found;
  }

  const std::filesystem::path& folder_;
  const VerifierKey& log_;
  TilesChecked& checked_;
  std::vector<Earlier> earlier_;
  std::size_t next_ = 0;
  RightEdge edge_;
};

}  // namespace

std::string tile_path(std::uint64_t index, std::uint64_t width) {
  std::string path = padded(index % 1000);
  for (index /= 1000; index != 0; index /= 1000) path = 'x' + padded(index % 1000) + '/' + path;
  return width == tile_width ? path : path + ".p/" + std::to_string(width);
}

std::vector<std::string> read_bundle(std::string_view bytes) {
  std::vector<std::string> entries;
  while (!bytes.empty()) {
    if (entries.size() == tile_width) throw Refused("a bundle has at most 256 entries");
    const std::size_t length = bytes.size() < 2 ? bytes.size()
                                                : static_cast<std::size_t>(static_cast<unsigned char>(bytes[0])) * 256 +
                                                      static_cast<unsigned char>(bytes[1]);
    if (bytes.size() < 2 || bytes.size() - 2 < length) throw Refused("a bundle ends within an entry");
    entries.emplace_back(bytes.substr(2, length));
    bytes.remove_prefix(2 + length);
  }
  return entries;
}

std::string write_bundle(std::span<const std::string> entries) {
  std::string bytes;
  for (const std::string& entry : entries) {
    if (entry.size() > 65535) throw Refused("an entry of a bundle has at most 65535 bytes");
    bytes += static_cast<char>(entry.size() >> 8U);
    bytes += static_cast<char>(entry.size() & 0xFFU);
    bytes += entry;
  }
  return bytes;
}

TileReader tiles_of(const std::filesystem::path& folder) {
  return [folder](const TilePlace& place) {
    for (const std::uint64_t width : {place.width, tile_width}) {
      if (auto bytes = contents(folder / hashes_path({place.level, place.index, width}))) return *std::move(bytes);
    }
    throw StoreError("can not find " + (folder / hashes_path(place)).string());
  };
}

TilesChecked verify_tiles(const std::filesystem::path& folder, const VerifierKey& log) {
  if (std::error_code error; !std::filesystem::is_directory(folder, error))
    throw StoreError("there is no folder " + folder.string());
  TilesChecked checked;
  try {
    FolderCheck(folder, log, checked).run();
  } catch (const Found& found) {
    checked.fault = found.fault;
  }
  return checked;
}

void export_tiles(Store& store, const std::function<void(const std::string& path, const std::string& bytes)>& write) {
  const Transaction transaction(store, Access::read);
  const std::vector<std::uint64_t> sizes = store.checkpoint_sizes();
  if (sizes.empty()) throw Refused("there is no checkpoint yet: make one with `entente ledger checkpoint`");
  const std::uint64_t last = sizes.back();
  const TileReader tiles = tiles_of(store);
  for (const std::uint64_t size : sizes) {
    const std::string note = store.checkpoint(size).value_or("");
    write("checkpoint." + std::to_string(size), note);
    if (size == last) write("checkpoint", note);
  }
  for (unsigned level = 0; level * tile_height < 64 && (last >> (level * tile_height)) != 0; ++level) {
    for (std::uint64_t index = 0; tile_of(level, index, last).width != 0; ++index) {
      const std::string hashes = tiles(tile_of(level, index, last));
      std::set<std::uint64_t> widths{tile_of(level, index, last).width};
      // An earlier checkpoint needs its own partial tile, unless the whole one is there.
      if (!widths.contains(tile_width)) {
        for (const std::uint64_t size : sizes) widths.insert(tile_of(level, index, size).width);
      }
      for (const std::uint64_t width : widths) {
        if (width != 0)
          write(hashes_path({level, index, width}), hashes.substr(0, static_cast<std::size_t>(width) * sizeof(Hash)));
      }
    }
  }
  for (std::uint64_t index = 0; index * tile_width < last; ++index) {
    const std::uint64_t width = tile_of(0, index, last).width;
    std::vector<std::string> entries;
    for (const Entry& entry : store.entries(index * tile_width, width)) entries.emplace_back(view(entry.hash));
    std::set<std::uint64_t> widths{width};
    if (width != tile_width) {
      for (const std::uint64_t size : sizes) widths.insert(tile_of(0, index, size).width);
    }
    for (const std::uint64_t part : widths) {
      if (part != 0)
        write(entries_path(index, part), write_bundle(std::span(entries).first(static_cast<std::size_t>(part))));
    }
  }
}

}  // namespace entente::ledger
