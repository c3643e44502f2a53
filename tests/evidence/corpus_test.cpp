// The seeds of the fuzzer, read without it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "fuzz/evidence_input.h"

namespace entente::evidence {
namespace {

TEST(EvidenceCorpus, IsReadWithoutBreakingAPromise) {
  std::size_t read = 0;
  for (const auto& entry : std::filesystem::directory_iterator(ENTENTE_SOURCE_DIR "/tests/fuzz/evidence_corpus")) {
    std::ifstream stream(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    SCOPED_TRACE(entry.path().filename());
    read_any_evidence(bytes);
    ++read;
  }
  EXPECT_GE(read, 3U) << "the corpus is missing";
}

}  // namespace
}  // namespace entente::evidence
