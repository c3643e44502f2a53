// Counts, spreads and quantiles that fit in constant memory.
#include "statistics/summaries.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "support/random_accord.h"

namespace entente::statistics {
namespace {

TEST(Moments, AreThoseOfTheNumbersSeen) {
  Moments moments;
  for (const double value : {2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0}) moments.add(value);
  EXPECT_DOUBLE_EQ(moments.mean, 5.0);
  EXPECT_DOUBLE_EQ(moments.variance(), 4.0);
}

std::vector<double> numbers_of_all_sizes(std::uint64_t seed) {
  testing::Draws draws(seed);
  std::vector<double> values;
  for (int n = 0; n < 2000; ++n) {
    const double size = std::exp(draws.uniform(-30.0, 25.0));
    values.push_back(draws.chance(0.1) ? 0.0 : draws.chance(0.5) ? -size : size);
  }
  return values;
}

TEST(QuantileSketch, IsWithinItsPrecisionOfTheExactQuantiles) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    std::vector<double> values = numbers_of_all_sizes(seed);
    QuantileSketch sketch;
    for (const double value : values) sketch.add(value);
    std::ranges::sort(values);
    for (const double q : {0.0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1.0}) {
      const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(q * 2000.0)));
      const double exact = values[rank - 1];
      EXPECT_NEAR(sketch.quantile(q), exact, std::abs(exact) / 256.0 + 1e-12) << "seed " << seed << ", q " << q;
    }
    EXPECT_EQ(sketch.quantile(0.0), values.front());
    EXPECT_EQ(sketch.quantile(1.0), values.back());
  }
}

TEST(QuantileSketch, MergesInAnyOrderToTheSame) {
  const std::vector<double> values = numbers_of_all_sizes(3);
  QuantileSketch whole;
  QuantileSketch first;
  QuantileSketch second;
  for (std::size_t n = 0; n < values.size(); ++n) {
    whole.add(values[n]);
    (n % 3 == 0 ? first : second).add(values[n]);
  }
  QuantileSketch other = second;
  first.merge(second);
  EXPECT_EQ(first.stored(), whole.stored());
  QuantileSketch third;
  for (std::size_t n = 0; n < values.size(); n += 3) third.add(values[n]);
  other.merge(third);
  EXPECT_EQ(other.stored(), whole.stored());
}

TEST(QuantileSketch, IsRestoredFromWhatItStoresAndFromNothingElse) {
  QuantileSketch sketch;
  for (const double value : numbers_of_all_sizes(4)) sketch.add(value);
  QuantileSketch again;
  ASSERT_TRUE(again.restore(sketch.stored()));
  EXPECT_EQ(again.stored(), sketch.stored());
  std::vector<std::uint64_t> damaged = sketch.stored();
  ++damaged.back();
  EXPECT_FALSE(again.restore(damaged)) << "a count more than numbers";
  damaged.pop_back();
  EXPECT_FALSE(again.restore(damaged));
}

TEST(QuantileSketch, HoldsWhatIsTooSmallAndTooLargeToTellApart) {
  QuantileSketch sketch;
  for (const double value : {-1e300, 1e-300, 0.0, 1e300}) sketch.add(value);
  EXPECT_EQ(sketch.quantile(0.0), -1e300);
  EXPECT_EQ(sketch.quantile(0.5), 0.0);
  EXPECT_EQ(sketch.quantile(1.0), 1e300);
}

}  // namespace
}  // namespace entente::statistics
