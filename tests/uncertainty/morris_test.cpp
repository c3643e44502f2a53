#include "uncertainty/morris.h"

#include <gmock/gmock.h>
#include <tbb/global_control.h>

#include <cmath>
#include <stdexcept>

namespace entente::uncertainty {
namespace {

// 3 a - 2 b + c d, and nothing of e.
void five_columns(std::span<const double> points, std::size_t rows, std::span<double> outputs) {
  for (std::size_t row = 0; row < rows; ++row) {
    const auto x = points.subspan(5 * row, 5);
    outputs[row] = 3.0 * x[0] - 2.0 * x[1] + x[2] * x[3];
  }
}

const std::vector<std::string> kNames = {"a", "b", "c", "d", "e"};

TEST(ElementaryEffects, OfWhatIsLinearAreItsSlopesWithoutSpread) {
  const auto effects = elementary_effects(five_columns, single_factors(kNames));
  EXPECT_NEAR(effects[0].mu, 3.0, 1e-12);
  EXPECT_NEAR(effects[1].mu, -2.0, 1e-12);
  EXPECT_NEAR(effects[1].mu_star, 2.0, 1e-12);
  EXPECT_NEAR(effects[0].sigma, 0.0, 1e-12);
  EXPECT_NEAR(effects[1].sigma, 0.0, 1e-12);
}

TEST(ElementaryEffects, OfAFactorWithoutEffectAreExactlyZero) {
  const auto effects = elementary_effects(five_columns, single_factors(kNames));
  EXPECT_EQ(effects[4].mu_star, 0.0);
  EXPECT_EQ(effects[4].sigma, 0.0);
}

TEST(ElementaryEffects, OfRandomTrajectoriesTendToThoseOfAllSteps) {
  const auto all = all_elementary_effects(five_columns, 5, 4);
  const auto some = elementary_effects(five_columns, single_factors(kNames), {.trajectories = 20000});
  for (std::size_t n = 0; n < kNames.size(); ++n) {
    EXPECT_NEAR(some[n].mu, all[n].mu, 0.01) << kNames[n];
    EXPECT_NEAR(some[n].mu_star, all[n].mu_star, 0.01) << kNames[n];
    EXPECT_NEAR(some[n].sigma, all[n].sigma, 0.01) << kNames[n];
  }
  EXPECT_NEAR(all[2].sigma, std::sqrt(5.0) / 6.0, 1e-12);
}

TEST(ElementaryEffects, OfAGroupAreOfAllItsColumnsAtOnce) {
  const std::vector<Factor> groups = {{"first two", {0, 1}}, {"rest", {2, 3, 4}}};
  EXPECT_NEAR(elementary_effects(five_columns, groups)[0].mu, 1.0, 1e-12);
}

TEST(ElementaryEffects, AreTheSameForAnyOrderOfFactorsAndNumberOfThreads) {
  const auto one = elementary_effects(five_columns, single_factors(kNames));
  const std::vector<Factor> turned = {{"e", {4}}, {"d", {3}}, {"c", {2}}, {"b", {1}}, {"a", {0}}};
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, 1);
  const auto other = elementary_effects(five_columns, turned);
  for (std::size_t n = 0; n < kNames.size(); ++n) {
    EXPECT_EQ(one[n].mu, other[4 - n].mu);
    EXPECT_EQ(one[n].sigma, other[4 - n].sigma);
  }
}

TEST(ElementaryEffects, RefuseAGridThatHasNoHalf) {
  EXPECT_THROW(elementary_effects(five_columns, single_factors(kNames), {.levels = 5}), std::invalid_argument);
  EXPECT_THROW(elementary_effects(five_columns, single_factors(kNames), {.trajectories = 1}), std::invalid_argument);
  EXPECT_THROW(all_elementary_effects(five_columns, 5, 100), std::invalid_argument);
}

}  // namespace
}  // namespace entente::uncertainty
