// Draws have the distributions that the file names, with the correlations and scenarios it asks for.
#include "uncertainty/worlds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include "accord/read.h"
#include "uncertainty/designs.h"
#include "uncertainty/distributions.h"

namespace entente::uncertainty {
namespace {

using accord::Distribution;
using accord::Range;

TEST(Quantile, OfATriangularRangeIsTheTextbookOne) {
  const Range range{0.0, 1.0, 4.0};
  EXPECT_DOUBLE_EQ(quantile(range, 0.25), 1.0) << "the mode: (1 - 0) / (4 - 0)";
  EXPECT_DOUBLE_EQ(quantile(range, 0.0625), 0.5) << "u = x^2 / 4 below the mode";
  EXPECT_DOUBLE_EQ(quantile(range, 1.0 - 1.0 / 12.0), 3.0) << "1 - u = (4 - x)^2 / 12 above it";
  EXPECT_DOUBLE_EQ(quantile({2.0, 2.0, 3.0}, 0.75), 2.5) << "the mode at the lower end";
  EXPECT_DOUBLE_EQ(quantile({2.0, 3.0, 3.0}, 0.25), 2.5) << "and at the upper";
}

TEST(Quantile, OfUniformAndLogUniformRanges) {
  EXPECT_DOUBLE_EQ(quantile({1.0, 2.0, 3.0, Distribution::uniform}, 0.25), 1.5);
  EXPECT_DOUBLE_EQ(quantile({1.0, 10.0, 100.0, Distribution::log_uniform}, 0.5), 10.0);
  EXPECT_NEAR(quantile({1.0, 10.0, 100.0, Distribution::log_uniform}, 0.75), std::pow(10.0, 1.5), 1e-12);
}

// At shape 4 and the mode in the middle, PERT is the beta distribution (3, 3): F(x) = 10x^3 - 15x^4 + 6x^5.
TEST(Quantile, OfAPertRangeIsThatOfItsBetaDistribution) {
  for (const double x : {0.1, 0.25, 0.5, 0.8}) {
    const double below = x * x * x * (10.0 - 15.0 * x + 6.0 * x * x);
    EXPECT_NEAR(quantile({2.0, 3.0, 4.0, Distribution::pert}, below), 2.0 + 2.0 * x, 1e-9);
  }
}

constexpr std::string_view drawn_accord = R"yaml(
accord: Drawn
period: 3 months
parties:
  North: {patience: {uniform: [0.8, 0.9]}, turnover: [0%, 1%, 4%], breakdown: [-3, -2, -1]}
  South: {patience: [0.7, 0.8, 0.9], breakdown: {log_uniform: [0.1, 10]}}
commitments:
  reactor: {by: North, levels: [{name: off, value: {South: 1}, undo: [3 months, 6 months, 9 months]}]}
given:
  leaders:
    - {name: hard, weight: 30%, values: {parties/South/patience: 0.72, commitments/reactor/off/takes: 6 months}}
    - {name: soft, weight: 70%, values: {parties/South/patience: 0.88, commitments/reactor/off/takes: 3 months}}
together:
  moods: {numbers: [parties/North/breakdown, parties/South/breakdown, commitments/reactor/off/undo],
          correlation: [[1, 0.7, 0], [0.7, 1, -0.5], [0, -0.5, 1]]}
)yaml";

struct Drawn {
  WorldModel model = make_world_model(accord::parse(drawn_accord, "a.yaml"));
  std::vector<std::vector<double>> columns;  ///< by number

  explicit Drawn(std::uint64_t worlds) : columns(model.numbers.size()) {
    const Points points(Design::latin, 0, worlds, model.coordinates);
    std::vector<double> unit(model.coordinates.size());
    std::vector<double> values(model.numbers.size());
    for (std::uint64_t n = 0; n < worlds; ++n) {
      points.at(n, unit);
      values_at(model, unit, values);
      for (std::size_t i = 0; i < values.size(); ++i) columns[i].push_back(values[i]);
    }
  }

  const std::vector<double>& operator[](const std::string& id) const {
    for (std::size_t n = 0; n < model.numbers.size(); ++n) {
      if (model.numbers[n].id == id) return columns[n];
    }
    throw std::out_of_range(id);
  }
};

double share_below(const std::vector<double>& values, double limit) {
  return static_cast<double>(std::ranges::count_if(values, [&](double value) { return value < limit; })) /
         static_cast<double>(values.size());
}

std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  for (std::size_t n = 0; n < order.size(); ++n) order[n] = n;
  std::ranges::sort(order, {}, [&](std::size_t n) { return values[n]; });
  std::vector<double> result(values.size());
  for (std::size_t n = 0; n < order.size(); ++n) result[order[n]] = static_cast<double>(n);
  return result;
}

double spearman(const std::vector<double>& one, const std::vector<double>& other) {
  const std::vector<double> a = ranks(one);
  const std::vector<double> b = ranks(other);
  double squares = 0.0;
  for (std::size_t n = 0; n < a.size(); ++n) squares += (a[n] - b[n]) * (a[n] - b[n]);
  const auto size = static_cast<double>(a.size());
  return 1.0 - 6.0 * squares / (size * (size * size - 1.0));
}

TEST(Worlds, HaveTheMarginalsOfTheFile) {
  const Drawn drawn(20000);
  EXPECT_NEAR(share_below(drawn["parties/North/patience"], 0.82), 0.2, 1e-4);
  EXPECT_NEAR(share_below(drawn["parties/North/turnover"], 0.01), 0.25, 1e-4) << "its mode";
  EXPECT_NEAR(share_below(drawn["parties/South/breakdown"], 1.0), 0.5, 0.015) << "drawn together, so not stratified";
  EXPECT_NEAR(share_below(drawn["commitments/reactor/off/undo"], 0.5), 0.5, 0.015);
}

TEST(Worlds, HaveTheRankCorrelationsOfTheFile) {
  const Drawn drawn(20000);
  EXPECT_NEAR(spearman(drawn["parties/North/breakdown"], drawn["parties/South/breakdown"]), 0.7, 0.015);
  EXPECT_NEAR(spearman(drawn["parties/South/breakdown"], drawn["commitments/reactor/off/undo"]), -0.5, 0.02);
  EXPECT_NEAR(spearman(drawn["parties/North/breakdown"], drawn["commitments/reactor/off/undo"]), 0.0, 0.03);
  EXPECT_NEAR(spearman(drawn["parties/North/breakdown"], drawn["parties/North/patience"]), 0.0, 0.03);
}

TEST(Worlds, DrawOneScenarioWithAllItsValues) {
  const Drawn drawn(10000);
  const std::vector<double>& patience = drawn["parties/South/patience"];
  const std::vector<double>& takes = drawn["commitments/reactor/off/takes"];
  std::size_t hard = 0;
  for (std::size_t n = 0; n < patience.size(); ++n) {
    ASSERT_TRUE(patience[n] == 0.72 || patience[n] == 0.88);
    EXPECT_EQ(takes[n], patience[n] == 0.72 ? 0.5 : 0.25);
    hard += patience[n] == 0.72 ? 1U : 0U;
  }
  EXPECT_EQ(hard, 3000U) << "30% of a Latin hypercube";
}

TEST(Worlds, CountAGroupAsOneFactor) {
  const WorldModel model = make_world_model(accord::parse(drawn_accord, "a.yaml"));
  std::vector<std::string> names;
  for (const Factor& factor : model.factors) names.push_back(factor.name);
  EXPECT_THAT(names, ::testing::ElementsAre("parties/North/patience", "parties/North/turnover", "together/moods",
                                            "given/leaders"));
}

}  // namespace
}  // namespace entente::uncertainty
