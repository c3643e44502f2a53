// A table of faulty accords: tests/accord/faulty has one file a case. What must be said of it stands at its end, one
// comment a problem: `# LINE:COLUMN: error: MESSAGE`. All of it must be said in one run, in the order of the file, and
// nothing else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "accord/read.h"

namespace entente::accord {
namespace {

using testing::ElementsAreArray;
using testing::HasSubstr;

std::vector<std::filesystem::path> faulty_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(ENTENTE_SOURCE_DIR "/tests/accord/faulty")) {
    files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::vector<std::string> expected_problems(const std::filesystem::path& file) {
  std::vector<std::string> lines;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("# ")) lines.push_back(line.substr(2));
  }
  return lines;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// What is said of a text that is no file of the table: bytes that an editor would spoil.
std::string problems_of(std::string_view text) {
  try {
    parse(text, "accord.yaml");
  } catch (const Problems& refused) {
    return refused.what();
  }
  return "accepted";
}

class FaultyAccord : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(FaultyAccord, IsRefusedWithExactlyTheseMessages) {
  const std::filesystem::path& file = GetParam();
  std::vector<std::string> expected = expected_problems(file);
  ASSERT_FALSE(expected.empty()) << file << " says nowhere what is wrong with it";
  for (std::string& line : expected) line = file.string() + ':' + line;
  try {
    load(file);
    ADD_FAILURE() << file << " was accepted";
  } catch (const Problems& refused) {
    EXPECT_THAT(lines_of(refused.what()), ElementsAreArray(expected));
  }
}

INSTANTIATE_TEST_SUITE_P(Table, FaultyAccord, testing::ValuesIn(faulty_files()), [](const auto& row) {
  std::string name = row.param.stem().string();
  std::ranges::replace_if(
      name, [](unsigned char letter) { return std::isalnum(letter) == 0; }, '_');
  return name;
});

TEST(FaultyTable, HasAtLeastSixtyCases) {
  EXPECT_GE(faulty_files().size(), 60U);
}

TEST(FaultyFile, EmptyOrOnlyRemarksIsRefused) {
  const std::string expected =
      "accord.yaml:1:1: error: the file is empty; write `accord: Two neighbours`, then `period`, `parties` and "
      "`commitments`";
  EXPECT_EQ(problems_of(""), expected);
  EXPECT_EQ(problems_of("# nothing yet\n"), expected);
  EXPECT_EQ(problems_of("---\n"), expected);
}

TEST(FaultyFile, BytesThatAreNotUtf8AreRefusedWhereTheyStand) {
  EXPECT_EQ(problems_of("accord: Faulty\nperiod: \xE9t\xE9\n"),
            "accord.yaml:2:9: error: the byte 0xe9 is not UTF-8 text; save the file as UTF-8");
  EXPECT_EQ(problems_of("\xFF\xFE"
                        "a"),
            "accord.yaml:1:1: error: the byte 0xff is not UTF-8 text; save the file as UTF-8");
  // Overlong forms and surrogates are not UTF-8 either.
  EXPECT_THAT(problems_of("\xC0\xAF"), HasSubstr("the byte 0xc0 is not UTF-8 text"));
  EXPECT_THAT(problems_of("\xED\xA0\x80"), HasSubstr("the byte 0xed is not UTF-8 text"));
}

TEST(FaultyFile, BinaryBytesAreRefused) {
  EXPECT_EQ(problems_of(std::string_view("accord: a\0b\n", 12)),
            "accord.yaml:1:10: error: the control character 0x00 does not belong in a text file; remove it");
  // The parser's own library would take this byte for the end of the file and accept what stands before it.
  EXPECT_EQ(problems_of("accord: x\n\x04"
                        "aim: {}\n"),
            "accord.yaml:2:1: error: the control character 0x04 does not belong in a text file; remove it");
}

TEST(FaultyFile, NestedDeeplyIsRefusedBeforeItCostsStack) {
  const std::string deep(1000, '[');
  EXPECT_EQ(
      problems_of("accord: " + deep + "a" + std::string(1000, ']')),
      "accord.yaml:1:72: error: lists and mappings are nested more than 64 deep here; an accord needs fewer than ten");
  EXPECT_THAT(problems_of("accord: " + std::string(100'000, '[')), HasSubstr("nested more than 64 deep"));
}

TEST(FaultyFile, TooLargeIsRefused) {
  EXPECT_EQ(problems_of("accord: " + std::string(2 << 20, 'x')),
            "accord.yaml:1:1: error: the file is larger than 1 MiB; an accord of that size can not be computed");
  std::string many = "accord: [";
  for (int n = 0; n < 300'000; ++n) many += "1,";
  EXPECT_THAT(problems_of(many + "1]\n"), HasSubstr("the file has more than 200000 values"));
}

TEST(FaultyFile, LongTextsAreShortenedInMessages) {
  const std::string text = "accord: Faulty\nperiod: " + std::string(1000, 'x') +
                           "\nparties: {North: {patience: 0.9}}\n"
                           "commitments: {reactor: {by: North, levels: [{name: disabled}]}}\n";
  EXPECT_EQ(problems_of(text),
            "accord.yaml:2:9: error: `" + std::string(48, 'x') + "...` (period) is not a duration; write `6 months`");
}

TEST(MissingFile, IsAFailureOfTheMachineNotOfTheAccord) {
  EXPECT_THROW(load("no/such/case"), MachineError);
  EXPECT_THROW(load_plans(Accord{}, "no/such/plan.yaml"), MachineError);
}

}  // namespace
}  // namespace entente::accord
