#include "uncertainty/sobol_indices.h"

#include <gmock/gmock.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace entente::uncertainty {
namespace {

template <typename Function>
Model function_of_row(std::size_t columns, const Function& function) {
  return [columns, function](std::span<const double> points, std::size_t rows, std::span<double> outputs) {
    for (std::size_t row = 0; row < rows; ++row) outputs[row] = function(points.subspan(row * columns, columns));
  };
}

double ishigami(std::span<const double> unit) {
  const auto angle = [&](std::size_t n) { return std::numbers::pi * (2.0 * unit[n] - 1.0); };
  return std::sin(angle(0)) + 7.0 * std::pow(std::sin(angle(1)), 2) + 0.1 * std::pow(angle(2), 4) * std::sin(angle(0));
}

std::vector<Factor> factors_called(std::vector<std::string> names) {
  return single_factors(names);
}

SobolIndices indices(const Model& model, const std::vector<Factor>& factors, const SobolOptions& options = {}) {
  return sobol_indices(model, factors, options).outputs.front();
}

// Ishigami & Homma (1990), a = 7, b = 0.1.
const std::vector<double> kIshigamiFirst = {0.31390519114781146, 0.4424111447900409, 0.0};
const std::vector<double> kIshigamiTotal = {0.5575888552099592, 0.4424111447900409, 0.24368366406214773};

TEST(SobolIndices, IntervalsHoldTheTrueIndicesOfIshigamiInNineteenOfTwentyAnalyses) {
  constexpr std::size_t analyses = 300;
  std::size_t held = 0;
  std::size_t tried = 0;
  for (std::uint64_t seed = 0; seed < analyses; ++seed) {
    const auto of =
        indices(function_of_row(3, ishigami), factors_called({"x1", "x2", "x3"}), {.rows = 512, .seed = seed});
    const auto count = [&](const Estimate& estimate, double truth) {
      ++tried;
      held += estimate.low <= truth && truth <= estimate.high ? 1U : 0U;
    };
    for (std::size_t n = 0; n < 3; ++n) {
      count(of.factors[n].first, kIshigamiFirst[n]);
      count(of.factors[n].total, kIshigamiTotal[n]);
    }
  }
  const double share = static_cast<double>(held) / static_cast<double>(tried);
  EXPECT_GT(share, 0.93);
  EXPECT_LT(share, 0.97);
}

TEST(SobolIndices, OfALinearModelAreTheSquaresOfItsSlopes) {
  const auto of = indices(function_of_row(3, [](auto x) { return 3.0 * x[0] - 2.0 * x[1] + x[2]; }),
                          factors_called({"a", "b", "c"}), {.rows = 4096});
  const std::vector<double> shares = {9.0 / 14.0, 4.0 / 14.0, 1.0 / 14.0};
  for (std::size_t n = 0; n < 3; ++n) {
    EXPECT_NEAR(of.factors[n].first.value, shares[n], 1e-3);
    EXPECT_NEAR(of.factors[n].total.value, shares[n], 1e-3);
  }
  EXPECT_NEAR(of.variance, 14.0 / 12.0, 1e-3);
  EXPECT_NEAR(of.mean, 1.0, 1e-3);
}

TEST(SobolIndices, OfAFactorWithoutEffectAreExactlyZero) {
  const auto of =
      indices(function_of_row(3, [](auto x) { return 1000.0 + x[0] * x[2]; }), factors_called({"a", "inert", "c"}));
  EXPECT_EQ(of.factors[1].first.value, 0.0);
  EXPECT_EQ(of.factors[1].total.value, 0.0);
  EXPECT_EQ(of.factors[1].total.high, 0.0);
}

TEST(SobolIndices, FirstOrderIsAtMostTotalAndSumsToAtMostOneWithinTheIntervals) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    // A smallest of several margins, as the slack of a plan is.
    const auto of = indices(function_of_row(4,
                                            [](auto x) {
                                              return std::min({x[0] - 0.3 * x[1], x[2] * x[3], 0.5 + x[1] * x[2]});
                                            }),
                            factors_called({"a", "b", "c", "d"}), {.seed = seed});
    for (const SobolIndex& factor : of.factors) EXPECT_LE(factor.first.low, factor.total.high);
    EXPECT_LE(of.sum_of_first.low, 1.0);
  }
}

TEST(SobolIndices, AFactorKeepsItsIndicesWhereverItStandsInTheList) {
  const auto one = indices(function_of_row(3, ishigami), factors_called({"x1", "x2", "x3"}));
  const std::vector<Factor> turned = {{"x3", {2}}, {"x1", {0}}, {"x2", {1}}};
  const auto other = indices(function_of_row(3, ishigami), turned);
  // The same columns under other numbers, too.
  const auto moved = indices(function_of_row(3,
                                             [](auto x) {
                                               return ishigami(std::vector<double>{x[1], x[2], x[0]});
                                             }),
                             factors_called({"x3", "x1", "x2"}));
  const std::vector<std::size_t> place = {1, 2, 0};
  for (std::size_t n = 0; n < 3; ++n) {
    EXPECT_EQ(one.factors[n].first.value, other.factors[place[n]].first.value);
    EXPECT_EQ(one.factors[n].total.low, other.factors[place[n]].total.low);
    EXPECT_EQ(one.factors[n].first.value, moved.factors[place[n]].first.value);
  }
}

TEST(SobolIndices, OfAGroupCountWhatItsColumnsDoTogether) {
  const std::vector<Factor> groups = {{"both", {0, 1}}, {"third", {2}}};
  const auto of = indices(function_of_row(3, [](auto x) { return (x[0] - 0.5) * (x[1] - 0.5) + x[2] / 6.0; }), groups,
                          {.rows = 8192});
  // Variances 1/144 and 1/432.
  EXPECT_NEAR(of.factors[0].first.value, 0.75, 0.02);
  EXPECT_NEAR(of.factors[1].total.value, 0.25, 0.02);
}

TEST(SobolIndices, AreTheSameToTheLastBitForAnyNumberOfThreads) {
  const auto analyse = [](std::size_t threads) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    return indices(function_of_row(3, ishigami), factors_called({"x1", "x2", "x3"}));
  };
  const auto one = analyse(1);
  const auto four = analyse(4);
  for (std::size_t n = 0; n < 3; ++n) {
    EXPECT_EQ(one.factors[n].first.low, four.factors[n].first.low);
    EXPECT_EQ(one.factors[n].total.high, four.factors[n].total.high);
  }
  EXPECT_EQ(one.variance, four.variance);
}

TEST(SobolIndices, OfSeveralOutputsAreThoseOfEach) {
  const Model both = [](std::span<const double> points, std::size_t rows, std::span<double> outputs) {
    for (std::size_t row = 0; row < rows; ++row) {
      outputs[2 * row] = ishigami(points.subspan(3 * row, 3));
      outputs[2 * row + 1] = points[3 * row + 1];
    }
  };
  const auto of = sobol_indices(both, factors_called({"x1", "x2", "x3"}), {.outputs = 2}).outputs;
  EXPECT_EQ(of[0].factors[0].first.value,
            indices(function_of_row(3, ishigami), factors_called({"x1", "x2", "x3"})).factors[0].first.value);
  EXPECT_NEAR(of[1].factors[1].first.value, 1.0, 1e-12);
  EXPECT_EQ(of[1].factors[0].total.value, 0.0);
}

TEST(SobolIndices, OfWhatNeverChangesThereAreNone) {
  const auto of = indices(function_of_row(2, [](auto) { return 0.1; }), factors_called({"a", "b"}));
  EXPECT_EQ(of.variance, 0.0);
  EXPECT_EQ(of.mean, 0.1);
  EXPECT_THAT(of.factors, testing::IsEmpty());
}

TEST(SobolIndices, RefuseFactorsThatDoNotFitAndNumbersThatAreNotFinite) {
  const Model sum = function_of_row(2, [](auto x) { return x[0] + x[1]; });
  const std::vector<Factor> shared = {{"a", {0, 1}}, {"b", {1}}};
  const std::vector<Factor> same_name = {{"a", {0}}, {"a", {1}}};
  const std::vector<Factor> empty = {{"a", {0, 1}}, {"b", {}}};
  EXPECT_THROW(sobol_indices(sum, shared), std::invalid_argument);
  EXPECT_THROW(sobol_indices(sum, same_name), std::invalid_argument);
  EXPECT_THROW(sobol_indices(sum, empty), std::invalid_argument);
  EXPECT_THROW(
      sobol_indices(function_of_row(2, [](auto x) { return 1.0 / (x[0] - x[0]); }), factors_called({"a", "b"})),
      std::invalid_argument);
  EXPECT_THROW(sobol_indices(sum, factors_called({"a", "b"}), {.designs = 1}), std::invalid_argument);
}

}  // namespace
}  // namespace entente::uncertainty
