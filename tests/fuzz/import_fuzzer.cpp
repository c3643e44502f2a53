// libFuzzer target: arbitrary bytes as a table and as a negotiation domain with its profiles.
#include <cstddef>
#include <cstdint>

#include "fuzz/import_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  entente::accord::import_anything({reinterpret_cast<const char*>(data), size});
  return 0;
}
