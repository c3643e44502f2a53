#include "verification/sampling.h"

#include <gtest/gtest.h>

#include <bit>
#include <boost/math/distributions/hypergeometric.hpp>
#include <cmath>

#include "accord/error.h"

namespace entente::verification {
namespace {

// Over all samples of 8 items, by their bits; the first `falsified` items are.
double detection_by_counting(unsigned falsified, unsigned sample, double recognised) {
  double samples = 0.0;
  double detected = 0.0;
  for (unsigned set = 0; set < 256U; ++set) {
    if (std::popcount(set) != static_cast<int>(sample)) continue;
    samples += 1.0;
    detected += 1.0 - std::pow(1.0 - recognised, std::popcount(set & ((1U << falsified) - 1U)));
  }
  return detected / samples;
}

TEST(Sampling, DetectionIsTheShareOfAllSamples) {
  for (unsigned falsified = 0; falsified <= 8; ++falsified) {
    for (unsigned sample = 0; sample <= 8; ++sample) {
      for (const double recognised : {0.0, 0.3, 0.999, 1.0}) {
        EXPECT_NEAR(sample_detection({.items = 8, .falsified = falsified, .recognised = recognised}, sample),
                    detection_by_counting(falsified, sample, recognised), 1e-13)
            << falsified << ' ' << sample << ' ' << recognised;
      }
    }
  }
}

TEST(Sampling, ImperfectRecognitionIsTheHypergeometricSum) {
  const boost::math::hypergeometric_distribution<double> found(40, 120, 500);
  double missed = 0.0;
  for (unsigned j = 0; j <= 40; ++j) missed += boost::math::pdf(found, j) * std::pow(0.35, j);
  EXPECT_NEAR(sample_detection({.items = 500, .falsified = 40, .recognised = 0.65}, 120), 1.0 - missed, 1e-9);
}

TEST(Sampling, AMillionItemsAreNoTrouble) {
  const std::size_t million = 1'000'000;
  EXPECT_NEAR(sample_detection({.items = million, .falsified = 1}, 1), 1e-6, 1e-18);
  EXPECT_EQ(sample_detection({.items = million, .falsified = million}, 1), 1.0);
  EXPECT_EQ(sample_detection({.items = million, .falsified = 0}, million), 0.0);
  EXPECT_NEAR(sample_detection({.items = million, .falsified = 500'000}, 20), 1.0 - std::pow(0.5, 20), 1e-9);
  // Almost perfect recognition is almost what perfect recognition gives.
  EXPECT_NEAR(sample_detection({.items = million, .falsified = 3000, .recognised = 1.0 - 1e-12}, 700),
              sample_detection({.items = million, .falsified = 3000}, 700), 1e-9);
  EXPECT_EQ(least_sample({.items = million, .falsified = 1}, 0.05), 950'000U);
}

TEST(Sampling, TheLeastSampleSufficesAndOneItemLessDoesNot) {
  for (const std::size_t items : {1U, 7U, 100U, 1000U}) {
    for (std::size_t falsified = 1; falsified <= items; falsified = falsified * 3 + 1) {
      for (const double recognised : {0.5, 0.95, 1.0}) {
        for (const double nondetection : {0.5, 0.1, 0.001}) {
          const Population population{.items = items, .falsified = falsified, .recognised = recognised};
          const auto least = least_sample(population, nondetection);
          if (!least) {
            EXPECT_LT(sample_detection(population, items), 1.0 - nondetection);
            continue;
          }
          EXPECT_GE(sample_detection(population, *least), 1.0 - nondetection - 1e-12);
          ASSERT_GE(*least, 1U);
          EXPECT_LT(sample_detection(population, *least - 1), 1.0 - nondetection);
        }
      }
    }
  }
}

TEST(Sampling, AtTheEndsNothingOrAllButTheSpareIsLookedAt) {
  EXPECT_EQ(least_sample({.items = 50, .falsified = 3}, 1.0), 0U);
  EXPECT_EQ(least_sample({.items = 50, .falsified = 3}, 0.0), 48U);
  EXPECT_EQ(least_sample({.items = 50, .falsified = 3, .recognised = 0.9}, 0.0), std::nullopt);
  EXPECT_EQ(least_sample({.items = 50, .falsified = 0}, 0.5), std::nullopt);
}

TEST(Sampling, RefusesNumbersThatDoNotFitTogether) {
  EXPECT_THROW(sample_detection({.items = 5, .falsified = 6}, 1), Error);
  EXPECT_THROW(sample_detection({.items = 5, .falsified = 1}, 6), Error);
  EXPECT_THROW(sample_detection({.items = 5, .falsified = 1, .recognised = 1.5}, 1), Error);
  EXPECT_THROW(least_sample({.items = 5, .falsified = 1}, -0.1), Error);
  EXPECT_THROW(approximate_sample({.items = 5, .falsified = 0}, 0.1), Error);
}

}  // namespace
}  // namespace entente::verification
