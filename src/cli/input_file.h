// Files that a command is given, read as they are.
#pragma once

#include <cstddef>
#include <string>

namespace entente::cli {

/// The first bytes of the file `name`, `most` at most: a reader that takes fewer says that the file is too large.
/// Throws MachineError when it can not be opened or read.
std::string read_bytes(const std::string& name, std::size_t most);

}  // namespace entente::cli
