// What decides a plan, told: the words and the picture carry the numbers of the JSON.
#include "report/deciding_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "accord/read.h"
#include "report/svg.h"
#include "report/wording.h"

namespace entente::report {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr Terminal kAllOnOneLine{.columns = 1000};

// North's patience decides; the time that trade takes to be undone and the tower's worth do little or nothing.
constexpr std::string_view kPatienceDecides = R"yaml(
accord: Patience decides
period: 1 month
parties:
  North: {patience: {uniform: [0.5, 0.9]}}
  South: {patience: 0.95}
commitments:
  arms: {by: North, levels: [{name: given up, undo: 1 year, value: {North: -2, South: 4}, once: {North: -4}}]}
  trade: {by: South, levels: [{name: opened, undo: [10 months, 1 year, 13 months], value: {North: 5, South: -1}}]}
  tower: {by: South, levels: [{name: built, value: {North: [1, 5, 9], South: -1}}]}
review: {takes: 1 month}
plan:
  name: all at once
  steps: [{arms: given up, trade: opened}]
)yaml";

struct Told {
  accord::Accord accord;
  uncertainty::StressTest test;
  uncertainty::WhatDecides found;
  Json json;
  std::string text;
  std::string picture;

  explicit Told(std::string_view file)
      : accord(accord::parse(file, "accord.yaml")), test(accord, accord.plans, {.worlds = 3000}) {
    uncertainty::DecidingOptions options;
    options.rows = 128;
    found = uncertainty::what_decides(test, 0, options);
    json = deciding_json(test, found);
    text = deciding_text(test, found, accord.plans[0].name, kAllOnOneLine);
    picture = tornado_svg(test, found, accord.plans[0].name);
  }
};

std::string text_of(double value) {
  std::string text = std::to_string(value);
  while (text.back() == '0') text.pop_back();
  return text;
}

TEST(DecidingReport, SaysTheBoxInWordsWithTheNumbersOfTheJson) {
  const Told told(kPatienceDecides);
  ASSERT_EQ(told.json["boxes"].size(), 1U);
  const Json& box = told.json["boxes"][0];
  ASSERT_EQ(box["limits"].size(), 1U);
  const Json& limit = box["limits"][0];
  EXPECT_EQ(limit["number"], "parties/North/patience");
  const bool lower = limit["at_most"].is_null();
  const double at = (lower ? limit["at_least"] : limit["at_most"]).get<double>();
  EXPECT_EQ(at, std::round(100.0 * at) / 100.0) << "as many digits as a range of 0.4 bears";
  const Json& measure = box["on_other_worlds"];
  const std::string verb = told.json["boxes_of"] == "holding" ? "holds" : "breaks";
  EXPECT_THAT(told.text, HasSubstr("It " + verb + " when North's patience is " + (lower ? "at least " : "at most ") +
                                   text_of(at) + ": "));
  EXPECT_THAT(told.text, HasSubstr(count(measure["worlds"].get<double>()) + " of 1,500 other worlds"));
  EXPECT_THAT(told.text, HasSubstr("covers " + probability(measure["coverage"].get<double>())));
  EXPECT_THAT(told.text, HasSubstr(probability(measure["density"].get<double>()) + " of the worlds in it"));
  const double everywhere = told.json["other_hits"].get<double>() / told.json["other_worlds"].get<double>();
  EXPECT_THAT(told.text, HasSubstr("(of all worlds " + probability(everywhere) + ")"));
}

TEST(DecidingReport, ListsWhatDecidesFirstAndWhatDoesNotNowhere) {
  const Told told(kPatienceDecides);
  for (const char* list : {"screening", "tornado"}) {
    const char* name = list == std::string("tornado") ? "number" : "name";
    ASSERT_EQ(told.json[list].size(), 2U) << list;
    EXPECT_EQ(told.json[list][0][name], "parties/North/patience") << list;
    EXPECT_EQ(told.json[list][1][name], "commitments/trade/opened/undo") << list;
  }
  EXPECT_EQ(told.json["min_slack"]["factors"][0]["name"], "parties/North/patience");
  EXPECT_THAT(told.json.dump(), Not(HasSubstr("tower")));
  EXPECT_THAT(told.text, Not(HasSubstr("tower")));
  EXPECT_THAT(told.picture, Not(HasSubstr("tower")));
}

TEST(DecidingReport, TellsIndicesInWholePercentWithTheirIntervals) {
  const Told told(kPatienceDecides);
  const Json& total = told.json["min_slack"]["factors"][0]["total"];
  const auto whole = [&](const char* end) {
    return std::to_string(std::lround(100.0 * std::clamp(total[end].get<double>(), 0.0, 1.0)));
  };
  EXPECT_THAT(told.text, HasSubstr(whole("value") + "% (" + whole("low") + " to " + whole("high") + ")"));
  EXPECT_EQ(told.json["holds"]["factors"].size(), 2U);
}

TEST(DecidingReport, TellsTheTornadoInTheUnitsOfTheFile) {
  const Told told(kPatienceDecides);
  const Json& bar = told.json["tornado"][1];
  EXPECT_EQ(bar["settings"][0]["value"].get<double>(), 10.0 / 12.0);
  EXPECT_THAT(told.text, HasSubstr("10 months"));
  EXPECT_THAT(told.text, HasSubstr("13 months"));
  const Json& widest = told.json["tornado"][0]["settings"];
  EXPECT_THAT(told.text, HasSubstr(points(widest[0]["min_slack"].get<double>()) + " to " +
                                   points(widest[3]["min_slack"].get<double>())));
  EXPECT_TRUE(told.json["tornado"][0]["verdict_changes"].get<bool>());
  EXPECT_THAT(told.text, HasSubstr("changes"));
  EXPECT_THAT(told.text, HasSubstr("where the smallest slack is " + points(told.test.at_best()[0].min_slack)));
}

TEST(DecidingReport, DrawsTheTornadoWithTheSameNumbers) {
  const Told told(kPatienceDecides);
  double least = told.test.at_best()[0].min_slack;
  double largest = least;
  for (const Json& setting : told.json["tornado"][0]["settings"]) {
    least = std::min(least, setting["min_slack"].get<double>());
    largest = std::max(largest, setting["min_slack"].get<double>());
  }
  EXPECT_THAT(told.picture, HasSubstr("North&apos;s patience: " + points(least) + " to " + points(largest) +
                                      "; the verdict changes"));
  EXPECT_NEAR(told.json["tornado"][0]["swing"].get<double>(), largest - least, 1e-12);
}

// From 330 to 700 across, least to largest slack of all bars; the second row is 24 below the first.
TEST(DecidingReport, DrawsEachBarFromItsLeastToItsLargestSlack) {
  const Told told(kPatienceDecides);
  const auto span = [&](const Json& bar) {
    std::pair<double, double> ends{told.test.at_best()[0].min_slack, told.test.at_best()[0].min_slack};
    for (const Json& setting : bar["settings"]) {
      ends.first = std::min(ends.first, setting["min_slack"].get<double>());
      ends.second = std::max(ends.second, setting["min_slack"].get<double>());
    }
    return ends;
  };
  const auto [least, largest] = span(told.json["tornado"][0]);
  const auto [from, to] = span(told.json["tornado"][1]);
  ASSERT_LT(least, 0.0);
  ASSERT_GT(largest, 0.0);
  const auto x = [&, low = least, high = largest](double slack) {
    return 330.0 + 370.0 * (slack - low) / (high - low);
  };
  EXPECT_THAT(told.picture,
              HasSubstr("<rect x=\"" + length(x(from)) + "\" y=\"87\" width=\"" + length(x(to) - x(from))));
}

// The star stands at the row of the number that turns the verdict, the first, and at no other.
TEST(DecidingReport, MarksWhatTurnsTheVerdictInThePicture) {
  std::string mostly_holds(kPatienceDecides);
  mostly_holds.replace(mostly_holds.find("{uniform: [0.5, 0.9]}"), 21, "{uniform: [0.5, 0.97]}");
  const Told told(mostly_holds);
  ASSERT_TRUE(told.json["tornado"][0]["verdict_changes"].get<bool>());
  ASSERT_FALSE(told.json["tornado"][1]["verdict_changes"].get<bool>());
  EXPECT_THAT(told.picture, ContainsRegex("y=\"75\"[^>]*>[*]<"));
  EXPECT_THAT(told.picture, Not(ContainsRegex("y=\"99\"[^>]*>[*]<")));
}

TEST(DecidingReport, SaysSoWhereNothingDecides) {
  std::string exact(kPatienceDecides);
  exact.replace(exact.find("{uniform: [0.5, 0.9]}"), 21, "0.7");
  exact.replace(exact.find("[10 months, 1 year, 13 months]"), 30, "1 year");
  EXPECT_THAT(Told(exact).text, HasSubstr("depends on none of the ranges"));
}

TEST(DecidingReport, NamesScenariosInABox) {
  std::string given(kPatienceDecides);
  given.replace(given.find("{uniform: [0.5, 0.9]}"), 21, "[0.6, 0.7, 0.9]");
  given += R"yaml(
given:
  leaders in the North:
    - {name: hurried, weight: 60%, values: {parties/North/patience: 60%}}
    - {name: patient, weight: 40%, values: {parties/North/patience: 90%}}
)yaml";
  const Told told(given);
  ASSERT_EQ(told.json["boxes"].size(), 1U);
  EXPECT_EQ(told.json["boxes"][0]["limits"][0]["given"], "leaders in the North");
  EXPECT_EQ(told.json["boxes"][0]["limits"][0]["scenarios"], Json::array({"patient"}));
  EXPECT_THAT(told.text, HasSubstr("It holds when leaders in the North is patient: "));
  EXPECT_THAT(told.text, HasSubstr("leaders in the North (scenarios)"));
}

TEST(Number, IsNamedByItsWayThroughTheFile) {
  EXPECT_EQ(number_in_words("parties/North/patience"), "North's patience");
  EXPECT_EQ(number_in_words("commitments/reactor/off/undo"), "undo of reactor off");
  EXPECT_EQ(number_in_words("commitments/reactor/off/value/South"), "value of reactor off to South");
  EXPECT_EQ(number_in_words("complements/both off/value/South"), "value of both off to South");
  EXPECT_EQ(number_in_words("review/penalty/US"), "review: penalty US");
  EXPECT_EQ(number_in_words("together/harvests"), "harvests (numbers that go together)");
  EXPECT_EQ(number_in_words("given/leaders"), "leaders (scenarios)");
  EXPECT_EQ(number_in_words("parties/North~1East/patience"), "North/East's patience");
  EXPECT_EQ(number_in_words("parties/a~0b/patience"), "a~b's patience");
}

TEST(Value, IsToldInItsUnit) {
  EXPECT_EQ(value_in_words(0.625, accord::Unit::years), "7.5 months");
  EXPECT_EQ(value_in_words(1.0 / 12.0, accord::Unit::years), "1 month");
  EXPECT_EQ(value_in_words(0.03, accord::Unit::turnover), "3%");
  EXPECT_EQ(value_in_words(0.78, accord::Unit::patience), "0.78");
  EXPECT_EQ(value_in_words(-2.5, accord::Unit::points_a_year), "-2.5");
}

}  // namespace
}  // namespace entente::report
