// What the fuzzer starts from, as it is and with every byte changed in one of three ways, and cut off before each.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "fuzz/ledger_input.h"

namespace entente::ledger {
namespace {

TEST(Corpus, IsReadOrRefusedWhateverIsChangedInIt) {
  std::size_t files = 0;
  for (const auto& file : std::filesystem::directory_iterator(ENTENTE_SOURCE_DIR "/tests/fuzz/ledger_corpus")) {
    std::ostringstream stream;
    stream << std::ifstream(file.path(), std::ios::binary).rdbuf();
    const std::string bytes = stream.str();
    read_anything(bytes);
    for (std::size_t n = 0; n < bytes.size(); ++n) {
      std::string changed = bytes;
      changed[n] = static_cast<char>(changed[n] ^ "\x01\x20\x7F"[n % 3]);
      read_anything(changed);
      read_anything(bytes.substr(0, n));
    }
    ++files;
  }
  EXPECT_GE(files, 7U);
}

}  // namespace
}  // namespace entente::ledger
