// libFuzzer target: arbitrary bytes as an event, a note, a policy, a proof and a bundle of a ledger.
#include <cstddef>
#include <cstdint>

#include "fuzz/ledger_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  entente::ledger::read_anything({reinterpret_cast<const char*>(data), size});
  return 0;
}
