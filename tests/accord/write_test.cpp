// An accord written as a file is read back as the same accord.
#include "accord/write.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "accord/read.h"
#include "accord/same_accord.h"

namespace entente::accord {
namespace {

using testing::HasSubstr;

std::vector<std::filesystem::path> accord_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(ENTENTE_SOURCE_DIR "/tests/reference/data/accords")) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  for (const auto& entry : std::filesystem::directory_iterator(ENTENTE_SOURCE_DIR "/cases")) {
    if (std::filesystem::exists(entry.path() / "accord.yaml")) files.push_back(entry.path() / "accord.yaml");
  }
  std::ranges::sort(files);
  return files;
}

// A small accord with one name or text exchanged.
Accord accord_with(const std::string& party, const std::string& commitment, const std::string& level,
                   const std::string& note) {
  Accord accord = parse(
      "accord: Exchange\nperiod: 3 months\nparties: {Ash: {patience: 0.9}}\n"
      "commitments: {arms: {by: Ash, levels: [{name: fewer, once: {Ash: 1}}]}}\n",
      "exchange.yaml");
  accord.parties[0].name = party;
  accord.commitments[0].name = commitment;
  accord.commitments[0].levels[0].name = level;
  accord.provenance.note = note;
  return accord;
}

class WrittenAccord : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(WrittenAccord, IsReadBackAsTheSame) {
  const Accord accord = load(GetParam());
  const std::string text = write(accord);
  expect_same(parse(text, "written.yaml"), accord);
  EXPECT_EQ(write(parse(text, "written.yaml")), text);
  expect_same(parse_json(write_json(accord), "written.json"), accord);
}

INSTANTIATE_TEST_SUITE_P(Accords, WrittenAccord, testing::ValuesIn(accord_files()), [](const auto& row) {
  const std::filesystem::path& file = row.param;
  std::string name = (file.stem() == "accord" ? file.parent_path().filename() : file.stem()).string();
  std::ranges::replace_if(
      name, [](unsigned char letter) { return std::isalnum(letter) == 0; }, '_');
  return name;
});

TEST(Written, AFileWithoutValuesStaysOne) {
  const Accord accord = parse(
      "accord: Record\nperiod: 1 month\nvalues: false\nparties: {Ash: {note: n}, Birch: {}}\n"
      "commitments: {arms: {by: Ash, levels: [{name: fewer, indicator: {measure: rifles, at_least: 3}}]}}\n",
      "record.yaml");
  EXPECT_FALSE(accord.values);
  expect_same(parse(write(accord), "written.yaml"), accord);
}

// What no case has: a fund, a procedure that the review goes by, every key of a level, plans, ranges everywhere.
TEST(Written, WhatNoCaseHasIsReadBack) {
  const Accord accord = parse(R"(accord: Everything
source: [book1, book2]
note: "two: lines\nand \"quotes\""
period: 2 weeks
points_comparable: true
walk_away: false
parties:
  Ash: {patience: [0.8, 0.9, 0.95], turnover: 2%, breakdown: [-2, -1, 0], doubt: 0.4, note: n}
  Birch: {patience: 0.9, source: book3}
commitments:
  arms:
    by: Ash
    title: "Arms: fewer"
    source: s
    levels:
      - name: a third
        takes: [1 month, 6 weeks, 1 year]
        value: {Ash: [-1.5, -1, -0.00001], Birch: 123456789012}
        once: {Ash: -1}
        seen: [80%, 90%, 95%]
        watched: 70%
        undo: [1 day, 2 days, 3 days]
        undone_by: automatic
        indicator: {measure: tanks, unit: "1", at_least: 10, at_most: 20.5, reported_by: Ash, verified_by: who, note: i}
        schedule: {unit: t, per_period: 12500, source: q}
        note: l
      - {name: all, undo: never, undone_by: {all: [Birch, Ash]}, needs: {relief: half}}
  relief: {by: Birch, levels: [{name: half}, {name: "all, at once"}]}
complements:
  - {name: both, when: {arms: all, relief: half}, value: {Birch: [1, 2, 3]}, note: c}
procedures:
  commission: {note: p, stages: [{name: meeting, clock: 15 days}, {name: report, clock: 2 months}]}
  council: {stages: [{name: talk, clock: unbounded}]}
  whole:
    title: Everything at once
    source: [s1, s2]
    starts: [Ash]
    bodies: {Board: [Ash, Birch, "30"]}
    stages:
      - name: first
        motion: "to stop: at once"
        clock: 3 weeks
        decides:
          {body: Board, rule: 60.5% of members, quorum: 2, veto: [Ash], not_voting: [complainant], chance: {Birch: 25%}}
        extension: {by: decision, at_most: 1 quarter}
        outcomes: {adopted: last, rejected: {ends: no breach, text: "no: none"}, put off: first}
        silence: both
      - name: both
        source: s3
        tracks:
          - {name: one, clock: 12 hours, decides: {by: parties, rule: majority}, extension: consensus}
          - {name: two, clock: 1 year, decides: {by: 41, rule: 3/4 of votes}, binding: false}
        starts: any
        meanwhile: suspension
        outcomes: {adopted: {ends: settled}}
      - {name: last, clock: unbounded, decides: {by: ["7"]}, outcomes: {adopted: {ends: termination}}, note: n}
  shipped: {template: jcpoa-dispute, bodies: {Joint Commission: [Ash, Birch]}, stages: [{name: council, clock: 40 days}]}
review: {by: commission, succeeds: 80%, penalty: {Ash: -2}, source: r}
pace: {per_step: 3, per_party: 2}
fund:
  unit: bn
  size: [0, 5]
  contributors: {Birch: [0.4, 0.5, 0.6]}
  tranches:
    - {name: first, share: 40%, when: {arms: a third}, to: Ash, worth: 0.3, note: t}
    - {name: rest, amount: 2.5, when: {arms: all, relief: half}, to: Ash, worth: 1}
aim: {arms: all}
plans:
  - {name: "1st", note: quick, source: x, steps: [{relief: half}, {arms: all, relief: "all, at once"}]}
  - {name: slow, steps: [[{relief: half}]]}
)",
                              "everything.yaml");
  const std::string text = write(accord);
  expect_same(parse(text, "written.yaml"), accord);
}

TEST(Written, ASimulationIsReadBack) {
  const std::string text = R"(
accord: Exchange
period: 3 months
parties: {Ash: {patience: 0.9}}
commitments: {arms: {by: Ash, levels: [{name: fewer, once: {Ash: 1}}]}}
simulation:
  base_rates: none
  late: {rate: [10%, 20%, 40%], source: [oslo2001, geneva2003], note: analyst}
  late_by: 45 days
  grace: 0
  false_alarms: 0.125
  resumes: 50%
  steps_back: 2
  note: judged
)";
  const Accord accord = parse(text, "exchange.yaml");
  ASSERT_TRUE(accord.simulation.has_value());
  EXPECT_EQ(accord.simulation->steps_back, 2U);
  expect_same(parse(write(accord), "written.yaml"), accord);
}

TEST(Written, AccordsOfEveryKindAreTried) {
  EXPECT_GE(accord_files().size(), 15U);
}

TEST(Written, WhatHasItsDefaultIsLeftOut) {
  EXPECT_EQ(write(accord_with("Ash", "arms", "fewer", "")),
            "accord: Exchange\n"
            "period: 3 months\n"
            "parties:\n"
            "  Ash:\n"
            "    patience: 0.9\n"
            "commitments:\n"
            "  arms:\n"
            "    by: Ash\n"
            "    levels:\n"
            "      - name: fewer\n"
            "        once: {Ash: 1}\n");
}

TEST(Written, DurationsStandInTheUnitInWhichTheyAreWhole) {
  for (const std::string written : {"1 day", "45 days", "2 weeks", "1 month", "7 months", "3 years", "0.3 years"}) {
    const Accord accord = parse("accord: A\nperiod: " + written +
                                    "\nparties: {Ash: {patience: 0.9}}\n"
                                    "commitments: {arms: {by: Ash, levels: [{name: fewer}]}}\n",
                                "accord.yaml");
    EXPECT_THAT(write(accord), HasSubstr("period: " + written + "\n"));
  }
}

TEST(Written, NamesThatYamlWouldTakeForSomethingElseAreQuoted) {
  for (const std::string name : {"null",
                                 "~",
                                 "Yes",
                                 "no",
                                 "1",
                                 "- a",
                                 "a: b",
                                 "a #b",
                                 "{a}",
                                 "[a]",
                                 "*a",
                                 "&a",
                                 "!a",
                                 "|",
                                 ">",
                                 "\"",
                                 "'",
                                 "\\",
                                 "a\"b",
                                 "a'b",
                                 "%",
                                 "@",
                                 "`",
                                 "?",
                                 ": ",
                                 " a",
                                 "a ",
                                 "a\nb",
                                 "a\tb",
                                 "a\\nb",
                                 "\xC3\xA9t\xC3\xA9",
                                 "---",
                                 "...",
                                 "a,b",
                                 "<<",
                                 "1e-5",
                                 "\x01",
                                 "\x7F"}) {
    const Accord accord = accord_with(name, "arms", name, name);
    expect_same(parse(write(accord), "written.yaml"), accord);
    expect_same(parse_json(write_json(accord), "written.json"), accord);
  }
}

RC_GTEST_PROP(Written, AnyTextIsReadBack, (const std::vector<unsigned char>& bytes)) {
  std::string text;
  for (const unsigned char byte : bytes) text += static_cast<char>(byte & 0x7FU);
  if (text.empty()) text = "x";
  RC_PRE(text.find('\0') == std::string::npos);
  const Accord read = parse(write(accord_with("Ash", "arms", "level " + text, text)), "written.yaml");
  RC_ASSERT(read.commitments[0].levels[0].name == "level " + text);
  RC_ASSERT(read.provenance.note == text);
  const Accord by_json = parse_json(write_json(read), "written.json");
  RC_ASSERT(by_json.commitments[0].levels[0].name == "level " + text);
  RC_ASSERT(by_json.provenance.note == text);
}

TEST(Written, NumbersAreReadBackExactly) {
  for (const double number : {0.1, 1.0 / 3.0, -2.5, 1e12, -999999999999.9999, 1e-5, 0.1 + 0.2, 5e-324,
                              2.2250738585072014e-308, 1.7976931348623157e-300}) {
    Accord accord = accord_with("Ash", "arms", "fewer", "");
    accord.parties[0].breakdown = Range::exactly(number);
    EXPECT_EQ(parse(write(accord), "written.yaml").parties[0].breakdown.best, number);
  }
}

RC_GTEST_PROP(Written, AnyNumberIsReadBackExactly, (std::int64_t above, std::int64_t below)) {
  RC_PRE(below != 0);
  const double number = std::remainder(static_cast<double>(above) / static_cast<double>(below), 1e12);
  Accord accord = accord_with("Ash", "arms", "fewer", "");
  accord.parties[0].breakdown = Range::exactly(number);
  RC_ASSERT(parse(write(accord), "written.yaml").parties[0].breakdown.best == number);
}

// Names that stand for numbers and words of JSON are texts there, as they are in YAML between quotes.
TEST(WrittenAsJson, EveryValueIsAText) {
  const std::string json = write_json(accord_with("true", "1", "null", "0.10"));
  EXPECT_THAT(json, HasSubstr(R"("patience":"0.9")"));
  EXPECT_THAT(json, HasSubstr(R"("note":"0.10")"));
  EXPECT_EQ(json.find('\n'), std::string::npos);
}

TEST(WrittenAsJson, WhatIsNoneIsRefusedWithItsName) {
  const std::vector<std::pair<std::string, std::string>> refused{
      {"{", "not JSON"},
      {"", "not JSON"},
      {"null", "empty"},
      {"[1]", "accord"},
      {std::string(100, '[') + std::string(100, ']'), "larger than an accord"}};
  for (const auto& [text, reason] : refused) {
    try {
      parse_json(text, "a report");
      ADD_FAILURE() << "taken: " << text;
    } catch (const Problems& problems) {
      EXPECT_THAT(problems.what(), testing::AllOf(HasSubstr("a report"), HasSubstr(reason)));
    }
  }
}

TEST(Written, WhatTheReaderWouldNotTakeIsRefused) {
  EXPECT_THROW(write(accord_with(std::string(2000, 'x'), "arms", "fewer", "")), Error);
  EXPECT_THROW(write(accord_with("Ash", "arms", "fewer", std::string(2 << 20, 'x'))), Error);
  const Accord accord = accord_with(std::string(900, 'x'), "arms", "fewer", "");
  expect_same(parse(write(accord), "written.yaml"), accord);
}

}  // namespace
}  // namespace entente::accord
