// How much memory a command may take without being killed for it.
#pragma once

#include <cstddef>

namespace entente::cli {

/// Bytes that the machine has to spare, less a reserve; 0 where it does not say.
std::size_t spare_memory();

}  // namespace entente::cli
