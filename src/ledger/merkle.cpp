#include "ledger/merkle.h"

#include <sodium.h>

#include <algorithm>
#include <bit>

namespace entente::ledger {

namespace {

// An inclusion proof has two parts: up to where the path of the leaf meets the right border of the tree, and along the
// border.
struct PathLength {
  unsigned inner = 0;
  unsigned border = 0;
};

PathLength path_length(std::uint64_t index, std::uint64_t size) {
  const auto inner = static_cast<unsigned>(std::bit_width(index ^ (size - 1)));
  return {inner, inner >= 64 ? 0 : static_cast<unsigned>(std::popcount(index >> inner))};
}

Hash along_inner(Hash hash, std::span<const Hash> proof, std::uint64_t index) {
  for (std::size_t n = 0; n < proof.size(); ++n) {
    hash = ((index >> n) & 1U) == 0 ? node_hash(hash, proof[n]) : node_hash(proof[n], hash);
  }
  return hash;
}

// Only the hashes on the left: what the older tree had.
Hash along_inner_left(Hash hash, std::span<const Hash> proof, std::uint64_t index) {
  for (std::size_t n = 0; n < proof.size(); ++n) {
    if (((index >> n) & 1U) == 1) hash = node_hash(proof[n], hash);
  }
  return hash;
}

Hash along_border(Hash hash, std::span<const Hash> proof) {
  for (const Hash& left : proof) hash = node_hash(left, hash);
  return hash;
}

// The root of the older tree that a proof leads to, given that it leads to `new_root` for the newer one; empty when it
// does not. Needs 0 < old_size < new_size, and the older root in front where the proof leaves it out.
std::optional<Hash> old_root_shown(std::uint64_t old_size, std::uint64_t new_size, std::span<const Hash> proof,
                                   const Hash& new_root) {
  auto [inner, border] = path_length(old_size - 1, new_size);
  const auto shift = static_cast<unsigned>(std::countr_zero(old_size));
  inner -= shift;
  if (proof.empty()) return std::nullopt;
  if (proof.size() != 1 + inner + border) return std::nullopt;
  const Hash seed = proof.front();
  const std::span<const Hash> inside = proof.subspan(1, inner);
  const std::span<const Hash> beside = proof.subspan(1 + inner);
  const std::uint64_t mask = shift >= 64 ? 0 : (old_size - 1) >> shift;
  if (along_border(along_inner(seed, inside, mask), beside) != new_root) return std::nullopt;
  return along_border(along_inner_left(seed, inside, mask), beside);
}

std::string count_of_hashes(std::size_t needed, std::size_t given) {
  return "the proof has " + std::to_string(given) + " hashes where it takes " + std::to_string(needed);
}

// Hashes of a tile, one after the other.
Hash hash_at(const std::string& tile, std::uint64_t place) {
  const std::optional<Hash> hash = hash_of(std::string_view(tile).substr(
      std::min<std::size_t>(tile.size(), static_cast<std::size_t>(place) * sizeof(Hash)), sizeof(Hash)));
  if (!hash) throw Refused("a tile has fewer hashes than it should");
  return *hash;
}

// Reads the tiles of one tree, each once in a row.
class Tree {
 public:
  Tree(const TileReader& tiles, std::uint64_t size) : tiles_(tiles), size_(size) {}

  // The hash over the leaves from `begin` to before `end`, for ranges that occur in the tree of RFC 6962.
  Hash over(std::uint64_t begin, std::uint64_t end) {
    const std::uint64_t count = end - begin;
    if (std::has_single_bit(count)) {
      const auto height = static_cast<unsigned>(std::countr_zero(count));
      return perfect(height, begin >> height);
    }
    const std::uint64_t left = std::bit_floor(count);
    return node_hash(over(begin, begin + left), over(begin + left, end));
  }

 private:
  Hash perfect(unsigned height, std::uint64_t index) {
    const unsigned level = height / tile_height;
    const unsigned above = height % tile_height;
    const std::uint64_t first = index << above;
    const std::string& tile = read(level, first / tile_width);
    std::vector<Hash> row;
    for (std::uint64_t n = 0; n < (std::uint64_t{1} << above); ++n)
      row.push_back(hash_at(tile, first % tile_width + n));
    for (; row.size() > 1; row.resize(row.size() / 2)) {
      for (std::size_t n = 0; n < row.size() / 2; ++n) row[n] = node_hash(row[2 * n], row[2 * n + 1]);
    }
    return row.front();
  }

  const std::string& read(unsigned level, std::uint64_t index) {
    const TilePlace place = tile_of(level, index, size_);
    for (const auto& [known, hashes] : read_) {
      if (known == place) return hashes;
    }
    read_.emplace_back(place, tiles_(place));
    return read_.back().second;
  }

  const TileReader& tiles_;
  std::uint64_t size_;
  std::vector<std::pair<TilePlace, std::string>> read_;
};

}  // namespace

Hash leaf_hash(std::string_view entry) {
  crypto_hash_sha256_state state;
  Hash hash;
  constexpr unsigned char leaf = 0;
  crypto_hash_sha256_init(&state);
  crypto_hash_sha256_update(&state, &leaf, 1);
  crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(entry.data()), entry.size());
  crypto_hash_sha256_final(&state, hash.data());
  return hash;
}

Hash node_hash(const Hash& left, const Hash& right) {
  std::array<unsigned char, 65> bytes{};
  bytes[0] = 1;
  std::ranges::copy(left, bytes.begin() + 1);
  std::ranges::copy(right, bytes.begin() + 33);
  Hash hash;
  crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
  return hash;
}

Hash empty_root() {
  return sha256({});
}

std::optional<std::string> why_not_included(std::uint64_t index, std::uint64_t size, const Hash& leaf,
                                            std::span<const Hash> proof, const Hash& root) {
  if (index >= size) {
    return "entry " + std::to_string(index) + " is not in a tree of " + std::to_string(size) + " entries";
  }
  const auto [inner, border] = path_length(index, size);
  if (proof.size() != inner + border) return count_of_hashes(inner + border, proof.size());
  const Hash shown = along_border(along_inner(leaf, proof.first(inner), index), proof.subspan(inner));
  if (shown != root) return "the proof leads to another root than the checkpoint's";
  return std::nullopt;
}

std::optional<std::string> why_not_consistent(std::uint64_t old_size, std::uint64_t new_size,
                                              std::span<const Hash> proof, const Hash& old_root, const Hash& new_root) {
  if (old_size == 0) return "an empty tree is the beginning of any: that proves nothing";
  if (old_size > new_size) return "the older tree is larger than the newer one";
  if (old_size == new_size) {
    if (!proof.empty()) return count_of_hashes(0, proof.size());
    if (old_root != new_root) return "two trees of the same size have different roots";
    return std::nullopt;
  }
  const auto [inner, border] = path_length(old_size - 1, new_size);
  const bool perfect = std::has_single_bit(old_size);
  const std::size_t needed = inner - static_cast<unsigned>(std::countr_zero(old_size)) + border + (perfect ? 0 : 1);
  if (proof.size() != needed) return count_of_hashes(needed, proof.size());
  // A perfect older tree stands in the newer one as it is: its root is the first hash of the proof, and left out.
  std::vector<Hash> whole;
  if (perfect) whole.push_back(old_root);
  whole.insert(whole.end(), proof.begin(), proof.end());
  const std::optional<Hash> shown = old_root_shown(old_size, new_size, whole, new_root);
  if (!shown) return "the proof leads to another root than the newer tree's";
  if (*shown != old_root) return "the proof leads to another root than the older tree's";
  return std::nullopt;
}

TilePlace tile_of(unsigned level, std::uint64_t index, std::uint64_t size) {
  const std::uint64_t hashes = level * tile_height >= 64 ? 0 : size >> (level * tile_height);
  const std::uint64_t begin = index * tile_width;
  return {level, index, begin >= hashes ? 0 : std::min(tile_width, hashes - begin)};
}

Hash root_of(const TileReader& tiles, std::uint64_t tree_size, std::uint64_t size) {
  return size == 0 ? empty_root() : Tree(tiles, tree_size).over(0, size);
}

std::vector<Hash> inclusion_proof(const TileReader& tiles, std::uint64_t size, std::uint64_t index) {
  Tree tree(tiles, size);
  std::vector<Hash> proof;
  std::uint64_t begin = 0;
  std::uint64_t end = size;
  // From the root down: the other half's hash each time (RFC 6962, section 2.1.1, PATH).
  while (end - begin > 1) {
    const std::uint64_t middle = begin + std::bit_floor(end - begin - 1);
    proof.push_back(index < middle ? tree.over(middle, end) : tree.over(begin, middle));
    (index < middle ? end : begin) = middle;
  }
  std::ranges::reverse(proof);
  return proof;
}

std::vector<Hash> consistency_proof(const TileReader& tiles, std::uint64_t size, std::uint64_t old_size) {
  Tree tree(tiles, size);
  std::vector<Hash> proof;
  std::uint64_t begin = 0;
  std::uint64_t end = size;
  // From the root down to where a part is wholly the older tree's (RFC 6962, section 2.1.2, SUBPROOF).
  while (end != old_size) {
    const std::uint64_t middle = begin + std::bit_floor(end - begin - 1);
    if (old_size <= middle) {
      proof.push_back(tree.over(middle, end));
      end = middle;
    } else {
      proof.push_back(tree.over(begin, middle));
      begin = middle;
    }
  }
  // Whoever checks has the older root; where it is this very part, it need not be told.
  if (begin != 0) proof.push_back(tree.over(begin, end));
  std::ranges::reverse(proof);
  return proof;
}

std::vector<GrownTile> grow(RightEdge& edge, std::span<const Hash> leaves) {
  std::vector<GrownTile> grown;
  std::vector<Hash> row(leaves.begin(), leaves.end());
  for (unsigned level = 0; !row.empty(); ++level) {
    if (edge.tiles.size() <= level) edge.tiles.emplace_back();
    std::string& last = edge.tiles[level];
    std::uint64_t index = edge.size >> (tile_height * (level + 1));
    std::vector<Hash> above;
    for (const Hash& hash : row) {
      last += view(hash);
      if (last.size() < tile_width * sizeof(Hash)) continue;
      std::vector<Hash> halves;
      for (std::uint64_t n = 0; n < tile_width; ++n) halves.push_back(hash_at(last, n));
      for (; halves.size() > 1; halves.resize(halves.size() / 2)) {
        for (std::size_t n = 0; n < halves.size() / 2; ++n) halves[n] = node_hash(halves[2 * n], halves[2 * n + 1]);
      }
      above.push_back(halves.front());
      grown.push_back({level, index, std::move(last)});
      last.clear();
      ++index;
    }
    if (!last.empty()) grown.push_back({level, index, last});
    row = std::move(above);
  }
  edge.size += leaves.size();
  return grown;
}

Hash root_of(const RightEdge& edge) {
  return root_of(
      [&edge](const TilePlace& place) {
        if (place.level < edge.tiles.size() && !edge.tiles[place.level].empty()) return edge.tiles[place.level];
        throw Refused("the right edge of the tree lacks a tile");
      },
      edge.size, edge.size);
}

}  // namespace entente::ledger
