// libFuzzer target: arbitrary bytes as a document.
#include <cstddef>
#include <cstdint>

#include "fuzz/document_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  entente::evidence::read_any_document({reinterpret_cast<const char*>(data), size});
  return 0;
}
