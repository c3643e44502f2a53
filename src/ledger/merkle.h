// The Merkle tree of RFC 6962, section 2.1, over SHA-256: leaves, roots and what proves them.
//
// A proof is checked without the tree. Roots and proofs are computed from tiles: rows of 256 hashes of the tree at
// every eighth height (C2SP tlog-tiles), of which a tree of n leaves has about n/255; any root or proof reads a few of
// them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/bytes.h"

namespace entente::ledger {

Hash leaf_hash(std::string_view entry);
Hash node_hash(const Hash& left, const Hash& right);
Hash empty_root();  ///< SHA-256 of nothing

/// Why `proof` does not show that `leaf` is number `index` (from 0) of the `size` leaves under `root`; empty when it
/// does.
std::optional<std::string> why_not_included(std::uint64_t index, std::uint64_t size, const Hash& leaf,
                                            std::span<const Hash> proof, const Hash& root);

/// Why `proof` does not show that the tree of `old_size` leaves is the beginning of that of `new_size`; empty when it
/// does. An empty old tree proves nothing and is refused.
std::optional<std::string> why_not_consistent(std::uint64_t old_size, std::uint64_t new_size,
                                              std::span<const Hash> proof, const Hash& old_root, const Hash& new_root);

inline constexpr std::uint64_t tile_width = 256;  ///< hashes of a full tile
inline constexpr unsigned tile_height = 8;        ///< levels of the tree between two levels of tiles

/// Where a tile stands, and how many hashes it has.
struct TilePlace {
  unsigned level = 0;
  std::uint64_t index = 0;
  std::uint64_t width = tile_width;
  bool operator==(const TilePlace&) const = default;
};

/// The tile at that place of a tree of `size` leaves; width 0 where it has none.
TilePlace tile_of(unsigned level, std::uint64_t index, std::uint64_t size);

/// Gives the hashes of a tile, 32 bytes each, at least as many as the width asked for; throws where it can not.
using TileReader = std::function<std::string(const TilePlace&)>;

/// The root of the first `size` leaves of the tree that has `tree_size`. Throws what the reader throws, and Refused
/// when a tile is too short.
Hash root_of(const TileReader& tiles, std::uint64_t tree_size, std::uint64_t size);

/// The hashes that prove leaf `index` under the root of `size` leaves. Needs index < size.
std::vector<Hash> inclusion_proof(const TileReader& tiles, std::uint64_t size, std::uint64_t index);

/// The hashes that prove the tree of `old_size` leaves to be the beginning of that of `size`. Needs 0 < old_size <=
/// size.
std::vector<Hash> consistency_proof(const TileReader& tiles, std::uint64_t size, std::uint64_t old_size);

/// The right edge of a growing tree: its last tile of each level, where they are not full.
struct RightEdge {
  std::uint64_t size = 0;
  std::vector<std::string> tiles;  ///< by level; empty where the level ends with a full tile
};

struct GrownTile {
  unsigned level = 0;
  std::uint64_t index = 0;
  std::string hashes;
};

/// Adds leaves on the right and gives every tile that changed, from below and the left.
std::vector<GrownTile> grow(RightEdge& edge, std::span<const Hash> leaves);

/// The root of the tree with that edge.
Hash root_of(const RightEdge& edge);

}  // namespace entente::ledger
