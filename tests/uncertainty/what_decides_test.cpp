// What decides a plan, where it is known: numbers planted so that one decides, some matter a little and one not at all.
#include "uncertainty/what_decides.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <cmath>
#include <string>
#include <vector>

#include "accord/read.h"

namespace entente::uncertainty {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr const char* kPatience = "parties/North/patience";
constexpr const char* kArms = "commitments/arms/given up/value/North";
constexpr const char* kTower = "commitments/tower/built/value/North";

// North pays at once for what it has year by year: its patience decides whether that is worth it, and hardly anything
// else. The tower is in no plan.
constexpr std::string_view kOneDecides = R"yaml(
accord: One number decides
period: 1 year
parties:
  North: {patience: {uniform: [0.5, 0.9]}}
  South: {patience: 0.95}
commitments:
  arms: {by: North, levels: [{name: given up, undo: 1 year, value: {North: [-2.05, -2, -1.95], South: 4}, once: {North: -4}}]}
  trade: {by: South, levels: [{name: opened, undo: 1 year, value: {North: 5, South: -1}}]}
  tower: {by: South, levels: [{name: built, value: {North: [1, 5, 9], South: -1}}]}
review: {takes: 1 year}
plan:
  name: all at once
  steps: [{arms: given up, trade: opened}]
)yaml";

DecidingOptions with_rows(std::size_t rows) {
  DecidingOptions options;
  options.rows = rows;
  return options;
}

struct Found {
  StressTest test;
  WhatDecides decides;

  explicit Found(const std::string& text, const DecidingOptions& options = with_rows(256), std::uint64_t worlds = 4000)
      : test(accord_of(text), accord_of(text).plans, {.worlds = worlds}), decides(what_decides(test, 0, options)) {}

  static accord::Accord accord_of(const std::string& text) { return accord::parse(text, "accord.yaml"); }

  std::string id(std::size_t number) const { return test.model().numbers[number].id; }

  std::vector<std::string> screened() const {
    std::vector<std::string> names;
    for (const ScreenedFactor& one : decides.screened) names.push_back(one.factor.name);
    return names;
  }
  std::vector<std::string> indexed() const {
    std::vector<std::string> names;
    for (const DecidingFactor& one : decides.factors) names.push_back(one.name);
    return names;
  }
  std::vector<std::string> bars() const {
    std::vector<std::string> names;
    for (const TornadoBar& bar : decides.tornado.bars) names.push_back(id(bar.column));
    return names;
  }
  std::vector<std::string> limited(const Box& box) const {
    std::vector<std::string> names;
    for (const Limit& limit : box.limits) {
      const BoxColumn& column = decides.columns[limit.column];
      names.push_back(column.scenarios.empty() ? id(column.number) : column.group);
    }
    return names;
  }
};

// Where the plan begins to hold, by trying: all numbers at their best values but North's patience.
double least_patience(const StressTest& test) {
  StressWorker worker(test);
  std::vector<double> values;
  std::size_t patience = 0;
  for (const accord::RangedNumber& number : test.model().numbers) {
    if (number.id == kPatience) patience = values.size();
    values.push_back(number.range.best);
  }
  double breaks = 0.5;
  double holds = 0.9;
  for (int halving = 0; halving < 40; ++halving) {
    values[patience] = 0.5 * (breaks + holds);
    (worker.at(values)[0].holds ? holds : breaks) = values[patience];
  }
  return holds;
}

TEST(WhatDecides, TheNumberThatDoesIsFirstInEveryList) {
  const Found found{std::string(kOneDecides)};
  EXPECT_THAT(found.screened(), ElementsAre(kPatience, kArms));
  EXPECT_THAT(found.indexed(), ElementsAre(kPatience, kArms));
  EXPECT_THAT(found.bars(), ElementsAre(kPatience, kArms));
  EXPECT_GT(found.decides.slack.factors[0].total.low, 0.9);
  EXPECT_LT(found.decides.slack.factors[1].total.high, 0.1);
  EXPECT_GT(found.decides.holding.factors[0].total.low, 0.8);
  EXPECT_TRUE(found.decides.tornado.bars[0].verdict_changes);
  EXPECT_FALSE(found.decides.tornado.bars[1].verdict_changes);
}

TEST(WhatDecides, ANumberThatNothingDependsOnIsInNoList) {
  const Found found{std::string(kOneDecides)};
  EXPECT_THAT(found.screened(), Not(Contains(kTower)));
  EXPECT_THAT(found.bars(), Not(Contains(kTower)));
  for (const BoxColumn& column : found.decides.columns) EXPECT_NE(found.id(column.number), kTower);
  for (const Trial& trial : found.decides.trials) EXPECT_NE(found.id(trial.column), kTower);
}

TEST(WhatDecides, TheTornadoTriesTheEndsAndQuantilesOfEachRange) {
  const Found found{std::string(kOneDecides)};
  for (const Trial& trial : found.decides.trials) {
    if (found.id(trial.column) != kPatience) continue;
    ASSERT_THAT(trial.settings, SizeIs(4));
    EXPECT_EQ(trial.settings[0], 0.5);
    EXPECT_NEAR(trial.settings[1], 0.52, 1e-12);
    EXPECT_NEAR(trial.settings[2], 0.88, 1e-12);
    EXPECT_EQ(trial.settings[3], 0.9);
  }
  EXPECT_EQ(found.decides.tornado.base, found.test.at_best()[0].min_slack);
}

TEST(WhatDecides, TheBoxIsTheKnownRegionAsFarAsItsDigitsGo) {
  const Found found{std::string(kOneDecides)};
  const double least = least_patience(found.test);
  ASSERT_GT(least, 0.7) << "it holds in fewer than half of the worlds, and the box is of those";
  ASSERT_TRUE(found.decides.boxes_hold);
  ASSERT_THAT(found.decides.boxes, SizeIs(1));
  const FoundBox& one = found.decides.boxes[0];
  EXPECT_THAT(found.limited(one.box), ElementsAre(kPatience));
  ASSERT_TRUE(one.box.limits[0].lower.has_value());
  EXPECT_FALSE(one.box.limits[0].upper.has_value());
  EXPECT_NEAR(one.box.limits[0].lower->inside, least, 0.02);
  EXPECT_GT(one.measure.coverage, 0.95);
  EXPECT_GT(one.measure.density, 0.9);
}

TEST(WhatDecides, BoxesAreOfTheRarerVerdict) {
  std::string mostly_holds(kOneDecides);
  const std::string uniform = "{uniform: [0.5, 0.9]}";
  mostly_holds.replace(mostly_holds.find(uniform), uniform.size(), "{uniform: [0.7, 0.95]}");
  const Found found(mostly_holds);
  ASSERT_FALSE(found.decides.boxes_hold);
  ASSERT_THAT(found.decides.boxes, SizeIs(1));
  EXPECT_FALSE(found.decides.boxes[0].box.limits[0].lower.has_value());
  EXPECT_NEAR(found.decides.boxes[0].box.limits[0].upper->inside, least_patience(found.test), 0.02);
}

// The measure is of the box as it is said, with its limit rounded, on every other world from the second on.
TEST(WhatDecides, ABoxIsMeasuredAsItIsSaidOnWorldsThatItWasNotMadeFrom) {
  const Found found{std::string(kOneDecides), with_rows(16), 3000};
  ASSERT_THAT(found.decides.boxes, SizeIs(1));
  const double limit = found.decides.boxes[0].box.limits[0].lower->inside;
  EXPECT_EQ(limit, std::round(limit * 100.0) / 100.0);
  std::size_t patience = 0;
  while (found.id(patience) != kPatience) ++patience;
  StressWorker worker(found.test);
  BoxMeasure fresh;
  BoxMeasure own;
  std::uint64_t all_hits = 0;
  for (std::uint64_t n = 0; n < 3000; ++n) {
    const bool holds = worker.world(n)[0].holds;
    all_hits += n % 2 == 1 && holds ? 1U : 0U;
    if (worker.values()[patience] < limit) continue;
    BoxMeasure& measure = n % 2 == 1 ? fresh : own;
    ++measure.rows;
    measure.hits += holds ? 1U : 0U;
  }
  EXPECT_EQ(found.decides.boxes[0].measure.rows, fresh.rows);
  EXPECT_EQ(found.decides.boxes[0].measure.hits, fresh.hits);
  EXPECT_EQ(found.decides.boxes[0].box.measure.rows, own.rows);
  EXPECT_EQ(found.decides.boxes[0].box.measure.hits, own.hits);
  EXPECT_EQ(found.decides.worlds_for_boxes, 1500U);
  EXPECT_EQ(found.decides.hits_for_boxes, all_hits);
}

TEST(WhatDecides, NumbersDrawnTogetherAreOneFactor) {
  const std::string together = std::string(kOneDecides) +
                               "together:\n  wants: {numbers: [parties/North/patience, commitments/arms/given "
                               "up/value/North], correlation: 0.5}\n";
  const Found found(together);
  EXPECT_THAT(found.screened(), ElementsAre("together/wants"));
  EXPECT_THAT(found.indexed(), ElementsAre("together/wants"));
  EXPECT_THAT(found.decides.screened[0].factor.coordinates, SizeIs(2));
  EXPECT_THAT(found.bars(), ElementsAre(kPatience, kArms)) << "the tornado turns one number at a time all the same";
  ASSERT_THAT(found.decides.boxes, SizeIs(1));
  EXPECT_THAT(found.limited(found.decides.boxes[0].box), ElementsAre(kPatience)) << "and boxes speak of numbers";
}

TEST(WhatDecides, AScenarioIsNamedByTheBoxThatItFills) {
  std::string given(kOneDecides);
  const std::string uniform = "{uniform: [0.5, 0.9]}";
  given.replace(given.find(uniform), uniform.size(), "[0.6, 0.7, 0.9]");
  given += R"yaml(
given:
  leaders in the North:
    - {name: hurried, weight: 40%, values: {parties/North/patience: 60%}}
    - {name: patient, weight: 30%, values: {parties/North/patience: 90%}}
    - {name: hesitant, weight: 30%, values: {parties/North/patience: 65%}}
)yaml";
  const Found found(given);
  EXPECT_THAT(found.screened(), ElementsAre("given/leaders in the North", kArms));
  ASSERT_THAT(found.decides.boxes, SizeIs(1));
  EXPECT_TRUE(found.decides.boxes_hold);
  EXPECT_THAT(found.limited(found.decides.boxes[0].box), ElementsAre("leaders in the North"));
  EXPECT_THAT(found.decides.boxes[0].box.limits[0].categories, ElementsAre(1));
  EXPECT_EQ(found.decides.boxes[0].measure.coverage, 1.0);
  EXPECT_EQ(found.decides.boxes[0].measure.density, 1.0);
  EXPECT_THAT(found.decides.trials[0].settings, UnorderedElementsAre(0.6, 0.65, 0.9));
}

// Of many numbers those that screening puts first have indices of their own, the others one together.
TEST(WhatDecides, WhatIsLeftOverCountsTogether) {
  std::string many(kOneDecides);
  many.replace(many.find("{North: 5, South: -1}"), 21, "{North: [4.9, 5, 5.1], South: -1}");
  many.replace(many.find("review: {takes: 1 year}"), 23, "review: {takes: 1 year, succeeds: [0.97, 0.98, 0.99]}");
  const Found all(many);
  ASSERT_THAT(all.indexed(), SizeIs(4));
  EXPECT_THAT(all.indexed(), Not(Contains("others")));
  DecidingOptions two = with_rows(256);
  two.most_factors = 2;
  const Found few(many, two);
  EXPECT_THAT(few.indexed(), ElementsAre(kPatience, all.indexed()[1], "others"));
  EXPECT_THAT(few.decides.factors[2].screened, ElementsAre(2, 3));
  EXPECT_EQ(few.screened(), all.screened());
}

TEST(WhatDecides, APlanThatDependsOnNothingHasNothingThatDecidesIt) {
  std::string exact(kOneDecides);
  exact.replace(exact.find("{uniform: [0.5, 0.9]}"), 21, "0.7");
  exact.replace(exact.find("[-2.05, -2, -1.95]"), 18, "-2");
  const Found found(exact);
  EXPECT_EQ(found.decides.evaluations, 0U);
  EXPECT_THAT(found.screened(), IsEmpty());
  EXPECT_THAT(found.bars(), IsEmpty());
}

TEST(WhatDecides, IndicesOfTheVerdictAreLeftOutWhereItHardlyEverChanges) {
  std::string certain(kOneDecides);
  certain.replace(certain.find("{uniform: [0.5, 0.9]}"), 21, "{uniform: [0.5, 0.7]}");
  const Found found(certain);
  EXPECT_THAT(found.decides.holding.factors, IsEmpty());
  EXPECT_THAT(found.decides.slack.factors, SizeIs(2));
  EXPECT_THAT(found.decides.boxes, IsEmpty());
}

TEST(WhatDecides, IsTheSameForAnyNumberOfThreads) {
  const auto figures = [](std::size_t threads) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    const Found found{std::string(kOneDecides)};
    std::vector<double> all{found.decides.slack.mean, found.decides.slack.variance, found.decides.holding.mean};
    for (const SobolIndex& index : found.decides.slack.factors) {
      for (const Estimate& one : {index.first, index.total}) all.insert(all.end(), {one.value, one.low, one.high});
    }
    for (const ScreenedFactor& one : found.decides.screened)
      all.insert(all.end(), {one.effects.mu, one.effects.mu_star, one.effects.sigma});
    for (const FoundBox& one : found.decides.boxes)
      all.insert(all.end(), {one.box.limits[0].lower->inside, one.measure.coverage, one.measure.density});
    return all;
  };
  EXPECT_EQ(figures(1), figures(3));
}

TEST(WhatDecides, SaysHowOftenThePlanWasEvaluated) {
  DecidingOptions options = with_rows(64);
  options.trajectories = 5;
  options.worlds_for_boxes = 500;
  const Found found{std::string(kOneDecides), options};
  // Screening 5 x (1 + 2), indices 64 x (2 + 2 x 2), tornado 1 + 2 x 4, boxes 500.
  EXPECT_EQ(found.decides.evaluations, 15U + 384U + 9U + 500U);
}

}  // namespace
}  // namespace entente::uncertainty
