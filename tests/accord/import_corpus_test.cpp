// Every input of the importers that the fuzzer ever kept is read again: a fault once found stays found.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "fuzz/import_input.h"

namespace entente::accord {
namespace {

TEST(ImportCorpus, IsReadWithoutBreakingAPromise) {
  std::size_t read = 0;
  for (const auto& entry : std::filesystem::directory_iterator(ENTENTE_SOURCE_DIR "/tests/fuzz/import_corpus")) {
    std::ifstream stream(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    SCOPED_TRACE(entry.path().filename());
    EXPECT_NO_THROW(import_anything(std::string_view(bytes)));
    ++read;
  }
  EXPECT_GE(read, 7U) << "the corpus is missing";
}

}  // namespace
}  // namespace entente::accord
