// The numbers of an accord by name, and the same accord at other values of them.
#include "accord/ranges.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "accord/detection.h"
#include "accord/error.h"
#include "accord/read.h"
#include "accord/same_accord.h"
#include "accord/write.h"

namespace entente::accord {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view ranged_accord = R"yaml(
accord: Ranged
period: 3 months
parties:
  North: {patience: [0.8, 0.85, 0.9], turnover: 2%}
  South/West: {patience: 0.9, breakdown: [-2, -1, 0], doubt: [0.1, 0.2, 0.3]}
commitments:
  reactor:
    by: North
    levels:
      - {name: off, takes: [3 months, 6 months, 1 year], value: {South/West: [1, 2, 3]}, once: {North: [-1, -0.5, 0]},
         seen: [80%, 90%, 95%], watched: [10%, 20%, 30%], undo: [3 months, 6 months, 9 months]}
      - {name: gone, undo: never}
complements:
  - {name: both, when: {reactor: gone}, value: {North: [0, 1, 2]}}
review: {takes: [0, 3 months, 6 months], succeeds: [50%, 80%, 90%], penalty: {North: [-3, -2, -1]}}
verification:
  unit: m USD
  means:
    - {name: cameras, cost: [1, 2, 3], false_alarms: [0, 1, 2], sees: {reactor: {off: {seen: [20%, 30%, 40%]}}}}
    - {name: seals, cost: 1, sees: {reactor: {off: {seen: 30%}}}}
  common_cause: [{means: [cameras, seals], share: [0%, 10%, 20%]}]
  chosen: [cameras]
)yaml";

std::vector<std::string> ids_of(const Accord& accord) {
  std::vector<std::string> ids;
  for (const RangedNumber& number : ranged_numbers(accord)) ids.push_back(number.id);
  return ids;
}

RangedNumber number_called(const Accord& accord, const std::string& id) {
  for (const RangedNumber& number : ranged_numbers(accord)) {
    if (number.id == id) return number;
  }
  ADD_FAILURE() << "no range is called " << id;
  return {};
}

std::string refusal(const Accord& accord, const std::vector<ValueOf>& values) {
  try {
    at_values(accord, values);
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Ranges, AreNamedByTheirWayThroughTheFile) {
  EXPECT_THAT(ids_of(parse(ranged_accord, "a.yaml")),
              ElementsAre("parties/North/patience", "parties/South~1West/breakdown", "parties/South~1West/doubt",
                          "commitments/reactor/off/takes", "commitments/reactor/off/value/South~1West",
                          "commitments/reactor/off/once/North", "commitments/reactor/off/seen",
                          "commitments/reactor/off/watched", "commitments/reactor/off/undo",
                          "complements/both/value/North", "review/takes", "review/succeeds", "review/penalty/North",
                          "verification/means/cameras/cost", "verification/means/cameras/false_alarms",
                          "verification/means/cameras/sees/reactor/off/seen", "verification/common_cause/1/share"));
}

TEST(Ranges, SayWhatTheyAreCountedIn) {
  const Accord accord = parse(ranged_accord, "a.yaml");
  EXPECT_EQ(number_called(accord, "parties/North/patience").unit, Unit::patience);
  EXPECT_EQ(number_called(accord, "commitments/reactor/off/undo").unit, Unit::years);
  EXPECT_EQ(number_called(accord, "commitments/reactor/off/undo").range, (Range{0.25, 0.5, 0.75}));
  EXPECT_EQ(number_called(accord, "review/takes").unit, Unit::years_from_zero);
  EXPECT_EQ(number_called(accord, "commitments/reactor/off/watched").unit, Unit::share_a_year);
  EXPECT_EQ(number_called(accord, "review/penalty/North").unit, Unit::penalty);
}

TEST(Ranges, OfWhatIsSeenAreThoseOfTheFileWithoutTheChosenMeans) {
  const Accord accord = parse(ranged_accord, "a.yaml");
  EXPECT_EQ(number_called(accord, "commitments/reactor/off/seen").range, (Range{0.8, 0.9, 0.95}));
  EXPECT_DOUBLE_EQ(accord.commitments[0].levels[0].seen.best, 1.0 - 0.1 * 0.7) << "with the cameras";
}

TEST(Ranges, AtOtherValuesTheChosenMeansAreInForceAgain) {
  const Accord changed = at_values(parse(ranged_accord, "a.yaml"),
                                   std::vector<ValueOf>{{"commitments/reactor/off/seen", 0.5},
                                                        {"verification/means/cameras/sees/reactor/off/seen", 0.4}});
  EXPECT_DOUBLE_EQ(changed.commitments[0].levels[0].seen.best, 1.0 - 0.5 * 0.6);
  EXPECT_EQ(changed.commitments[0].levels[0].seen_without_means, Range::exactly(0.5));
}

TEST(Ranges, ANumberThatIsNoRangeInTheFileCanBeGivenAnotherValue) {
  const Accord changed =
      at_values(parse(ranged_accord, "a.yaml"), std::vector<ValueOf>{{"parties/North/turnover", 0.1}});
  EXPECT_EQ(changed.parties[0].turnover, Range::exactly(0.1));
  EXPECT_EQ(changed.parties[0].patience, (Range{0.8, 0.85, 0.9})) << "the others stay";
}

TEST(Ranges, AllThatIsWrongWithValuesIsSaidAtOnce) {
  const Accord accord = parse(ranged_accord, "a.yaml");
  const std::string said = refusal(accord, {{"parties/North/patience", 1.0},
                                            {"parties/North/patiense", 0.9},
                                            {"commitments/reactor/off/undo", 0.0},
                                            {"commitments/reactor/gone/undo", 1.0},
                                            {"review/penalty/North", 1.0},
                                            {"review/succeeds", 1.5},
                                            {"review/succeeds", 0.5}});
  EXPECT_THAT(said, HasSubstr("\"review/succeeds\" is given twice"));
  EXPECT_THAT(said, HasSubstr("1 (parties/North/patience) must lie between 0 and 1"));
  EXPECT_THAT(said, HasSubstr("\"parties/North/patiense\"; did you mean parties/North/patience?"));
  EXPECT_THAT(said, HasSubstr("0 (commitments/reactor/off/undo) must be above 0 years"));
  EXPECT_THAT(said, HasSubstr("\"commitments/reactor/gone/undo\"")) << "what never falls has no undo";
  EXPECT_THAT(said, HasSubstr("1 (review/penalty/North) must be 0 or below"));
  EXPECT_THAT(said, HasSubstr("1.5 (review/succeeds) must lie between 0 and 1"));
}

constexpr std::string_view worlds_accord = R"yaml(
accord: Worlds
period: 3 months
parties:
  North: {patience: {uniform: [80%, 90%]}, turnover: {log_uniform: [1%, 4%]}, breakdown: {pert: [-3, -2, 0]}}
  South: {patience: [0.7, 0.8, 0.9], breakdown: [-2, -1, 0]}
commitments:
  reactor: {by: North, levels: [{name: off, undo: {uniform: [3 months, 9 months]}}]}
given:
  leaders in the North:
    - {name: hard, weight: 30%, values: {parties/North/patience: 0.82, commitments/reactor/off/undo: 6 months}}
    - {name: soft, weight: 70%, values: {commitments/reactor/off/undo: 9 months, parties/North/patience: 0.9}, note: since 2018}
together:
  moods: {numbers: [parties/North/breakdown, parties/South/breakdown], correlation: 0.5}
)yaml";

TEST(Ranges, SayHowTheyAreDrawnAndWhatIsBest) {
  const Accord accord = parse(worlds_accord, "a.yaml");
  EXPECT_EQ(accord.parties[0].patience.drawn, Distribution::uniform);
  EXPECT_DOUBLE_EQ(accord.parties[0].patience.best, 0.85) << "the middle";
  EXPECT_EQ(accord.parties[0].turnover.drawn, Distribution::log_uniform);
  EXPECT_DOUBLE_EQ(accord.parties[0].turnover.best, 0.02) << "the geometric mean";
  EXPECT_EQ(accord.parties[0].breakdown, (Range{-3, -2, 0, Distribution::pert}));
  EXPECT_EQ(accord.parties[1].patience.drawn, Distribution::triangular);
}

TEST(Ranges, ScenariosGiveTheSameNumbersInTheSameOrder) {
  const Accord accord = parse(worlds_accord, "a.yaml");
  ASSERT_EQ(accord.given.size(), 1U);
  const Scenario& soft = accord.given[0].scenarios.at(1);
  EXPECT_DOUBLE_EQ(soft.weight, 0.7);
  ASSERT_EQ(soft.values.size(), 2U);
  EXPECT_EQ(soft.values[0].id, "parties/North/patience") << "as the first scenario has them";
  EXPECT_DOUBLE_EQ(soft.values[0].value, 0.9);
  EXPECT_DOUBLE_EQ(soft.values[1].value, 0.75) << "years";
}

TEST(Ranges, OneCorrelationHoldsForAllPairs) {
  const Accord accord = parse(worlds_accord, "a.yaml");
  ASSERT_EQ(accord.together.size(), 1U);
  EXPECT_THAT(accord.together[0].correlation, ElementsAre(1.0, 0.5, 0.5, 1.0));
}

TEST(Ranges, AndScenariosAreWrittenAsTheyWereRead) {
  const Accord accord = parse(worlds_accord, "a.yaml");
  expect_same(parse(write(accord), "a.yaml"), accord);
}

class RangesOfCase : public testing::TestWithParam<std::string> {};

TEST_P(RangesOfCase, HaveNamesOfTheirOwnAndValuesTheirUnitAllows) {
  const Accord accord = load(ENTENTE_SOURCE_DIR "/cases/" + GetParam());
  std::set<std::string> names;
  for_each_number(accord, [&](std::string id, const Range& range, Unit unit) {
    EXPECT_TRUE(names.insert(id).second) << id;
    if (!accord.values) return;
    for (const double end : {range.low, range.best, range.high}) EXPECT_EQ(fault_of(accord, unit, end), "") << id;
  });
}

TEST_P(RangesOfCase, AtTheirBestValuesGiveTheSameAccord) {
  const Accord accord = load(ENTENTE_SOURCE_DIR "/cases/" + GetParam());
  std::vector<ValueOf> best;
  std::vector<Range> written;
  for (const RangedNumber& number : ranged_numbers(accord)) {
    best.push_back({number.id, number.range.best});
    written.push_back(number.range);
  }
  Accord changed = at_values(accord, best);
  EXPECT_THAT(ids_of(changed), ElementsAre()) << "nothing is left to draw";
  std::size_t next = 0;
  for_each_number(changed, [&](const std::string& id, Range& range, Unit) {
    if (next < best.size() && best[next].id == id) range = written[next++];
  });
  EXPECT_EQ(next, best.size());
  expect_same(with_chosen_means(changed), accord);
}

std::vector<std::string> cases() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(ENTENTE_SOURCE_DIR "/cases")) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

INSTANTIATE_TEST_SUITE_P(Cases, RangesOfCase, testing::ValuesIn(cases()), [](const auto& of) {
  std::string name = of.param;
  std::ranges::replace(name, '-', '_');
  return name;
});

}  // namespace
}  // namespace entente::accord
