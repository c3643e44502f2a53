// libFuzzer target: arbitrary bytes as an accord, as a plan file and as a state.
#include <cstddef>
#include <cstdint>

#include "fuzz/reader_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  entente::accord::read_anything({reinterpret_cast<const char*>(data), size});
  return 0;
}
