// A log as a folder of files (C2SP tlog-tiles): anyone's can be checked, and ours is written so that anyone's program
// can check it.
//
//   checkpoint                the last signed checkpoint
//   checkpoint.SIZE           earlier ones
//   tile/LEVEL/INDEX          hashes of the tree; INDEX as x001/x234/067, partial ones as INDEX.p/WIDTH
//   tile/entries/INDEX        entries, each two bytes of length and the bytes
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/audit.h"
#include "ledger/merkle.h"
#include "ledger/note.h"
#include "ledger/store.h"

namespace entente::ledger {

/// `x001/x234/067`, with `.p/WIDTH` for a width below 256.
std::string tile_path(std::uint64_t index, std::uint64_t width);

/// The entries of a bundle. Throws Refused when the bytes are not whole entries, or more than 256 of them.
std::vector<std::string> read_bundle(std::string_view bytes);
/// Throws Refused for an entry of 65,536 bytes or more.
std::string write_bundle(std::span<const std::string> entries);

/// Reads the tiles of a folder; a full tile stands for a partial one. Throws StoreError where neither can be read.
TileReader tiles_of(const std::filesystem::path& folder);

struct TilesChecked {
  std::uint64_t entries = 0;
  std::uint64_t tiles = 0;
  std::uint64_t checkpoints = 0;
  std::optional<Fault> fault;  ///< the first
};

/// Checks a folder: the signature of the checkpoint, every entry against the tiles, the tiles against the root, earlier
/// checkpoints (signed, consistent), partial tiles beside whole ones. Throws StoreError where a file can not be read
/// for another reason than that it is missing.
TilesChecked verify_tiles(const std::filesystem::path& folder, const VerifierKey& log);

/// Hands out every file of the folder that shows the ledger up to its last checkpoint, by its path in the folder.
/// Throws Refused when there is no checkpoint.
void export_tiles(Store& store, const std::function<void(const std::string& path, const std::string& bytes)>& write);

}  // namespace entente::ledger
