// libFuzzer target: arbitrary bytes as an evidence file and as a table of events.
#include <cstddef>
#include <cstdint>

#include "fuzz/evidence_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  entente::evidence::read_any_evidence({reinterpret_cast<const char*>(data), size});
  return 0;
}
