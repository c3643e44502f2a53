// The project's own copy of the known answers (tests/reference/data, with their origin).
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "reference/check.h"

namespace entente::reference {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

std::vector<fs::path> accords() {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(fs::path(ENTENTE_SOURCE_DIR) / "tests/reference/data/accords")) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class KnownAccord : public testing::TestWithParam<fs::path> {};

TEST_P(KnownAccord, HasTheExpectedFrontierSolutionsAndSlacks) {
  Tally tally;
  check_file(GetParam(), tally);
  EXPECT_THAT(tally.differences, testing::IsEmpty());
  EXPECT_GE(tally.agree, 1U);
  EXPECT_EQ(tally.unknown, 0U);
}

INSTANTIATE_TEST_SUITE_P(Accords, KnownAccord, testing::ValuesIn(accords()),
                         [](const testing::TestParamInfo<fs::path>& accord) {
                           return "accord_" + accord.param.stem().string();
                         });

TEST(KnownAnswers, OfBargainingAreAllComputedAndAgree) {
  Tally tally;
  check_file(fs::path(ENTENTE_SOURCE_DIR) / "tests/reference/data/bargaining.json", tally);
  EXPECT_THAT(tally.differences, testing::IsEmpty());
  EXPECT_EQ(tally.agree, 23U);
  EXPECT_EQ(tally.unknown, 0U);
}

TEST(KnownAnswers, OfVerificationAreAllComputedAndAgree) {
  Tally tally;
  check_file(fs::path(ENTENTE_SOURCE_DIR) / "tests/reference/data/verification.json", tally);
  EXPECT_THAT(tally.differences, testing::IsEmpty());
  EXPECT_EQ(tally.agree, 35U);
  EXPECT_EQ(tally.unknown, 0U);
}

TEST(KnownAnswers, OfEvidenceAreAllComputedAndAgree) {
  Tally tally;
  check_file(fs::path(ENTENTE_SOURCE_DIR) / "tests/reference/data/evidence.json", tally);
  EXPECT_THAT(tally.differences, testing::IsEmpty());
  EXPECT_EQ(tally.agree, 14U);
  EXPECT_EQ(tally.unknown, 0U);
}

TEST(KnownAnswers, OfUncertaintyAreAllComputedAndAgree) {
  Tally tally;
  check_file(fs::path(ENTENTE_SOURCE_DIR) / "tests/reference/data/uncertainty.json", tally);
  EXPECT_THAT(tally.differences, testing::IsEmpty());
  EXPECT_EQ(tally.agree, 12U);
  EXPECT_EQ(tally.unknown, 0U);
}

TEST(KnownAnswers, OfSimulationAreAllComputedAndAgreeWithTheEngine) {
  Tally tally;
  check_file(fs::path(ENTENTE_SOURCE_DIR) / "tests/reference/data/simulation.json", tally);
  EXPECT_THAT(tally.differences, testing::IsEmpty());
  EXPECT_EQ(tally.agree, 5U);
  EXPECT_EQ(tally.unknown, 0U);
}

// A case that must be refused agrees when it is; ct-tree has a root for 0 to 8 leaves.
TEST(KnownAnswers, OfMerkleLogsAreJudgedAsTheyShould) {
  Tally tally;
  for (const char* name : {"inclusion.json", "consistency.json", "ct-tree.json"})
    check_file(fs::path(ENTENTE_SOURCE_DIR) / "tests/reference/data/transparency-log" / name, tally);
  EXPECT_THAT(tally.differences, testing::IsEmpty());
  EXPECT_EQ(tally.agree, 98U + 98U + 9U);
}

TEST(Compare, ANumberOffByMoreThanTheToleranceDiffers) {
  std::vector<std::string> differences;
  compare({{"gain", 2.0}}, {{"gain", 2.0 + 1e-5}}, 1e-6, "", differences);
  EXPECT_THAT(differences, testing::SizeIs(1));
}

TEST(Compare, AMissingNumberOrAWrongTruthValueDiffers) {
  std::vector<std::string> differences;
  compare({{"gain", 2.0}, {"holds", true}}, {{"holds", false}}, 1e-6, "", differences);
  EXPECT_THAT(differences, testing::SizeIs(2));
}

TEST(Compare, StringsAreNotCompared) {
  std::vector<std::string> differences;
  compare({{"note", "x"}, {"shares", {1.0, "no"}}}, {{"shares", {1.0, 2.0}}}, 1e-6, "", differences);
  EXPECT_THAT(differences, testing::IsEmpty());
}

}  // namespace
}  // namespace entente::reference
