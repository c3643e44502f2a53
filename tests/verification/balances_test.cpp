#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "accord/error.h"
#include "verification/balance_sequence.h"
#include "verification/material_balance.h"

namespace entente::verification {
namespace {

const BalanceSequence kYear{.periods = 12, .sigma_inventory = 1.0, .sigma_transfer = 0.3};

Eigen::MatrixXd covariance(const BalanceSequence& sequence) {
  const auto size = static_cast<Eigen::Index>(sequence.periods);
  const double inventory = sequence.sigma_inventory * sequence.sigma_inventory;
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(size, size);
  matrix.diagonal().setConstant(2.0 * inventory + sequence.sigma_transfer * sequence.sigma_transfer);
  if (size > 1) {
    matrix.diagonal(1).setConstant(-inventory);
    matrix.diagonal(-1).setConstant(-inventory);
  }
  return matrix;
}

double distance(const BalanceSequence& sequence, const std::vector<double>& diversion) {
  const Eigen::Map<const Eigen::VectorXd> losses(diversion.data(), static_cast<Eigen::Index>(diversion.size()));
  return std::sqrt(losses.dot(covariance(sequence).inverse() * losses));
}

TEST(Balances, StandardisedShiftsAreAsLongAsTheInverseCovarianceSays) {
  for (const BalanceSequence& sequence :
       {kYear, BalanceSequence{.periods = 1, .sigma_inventory = 2.0},
        BalanceSequence{.periods = 6, .sigma_inventory = 1.0}, BalanceSequence{.periods = 6, .sigma_transfer = 0.5}}) {
    std::vector<double> diversion;
    for (std::size_t t = 0; t < sequence.periods; ++t) diversion.push_back(std::sin(static_cast<double>(t) + 1.0));
    double squared = 0.0;
    for (const double shift : standardised_shifts(sequence, diversion)) squared += shift * shift;
    EXPECT_NEAR(std::sqrt(squared), distance(sequence, diversion), 1e-9);
  }
}

TEST(Balances, MovingLossesBetweenPeriodsMakesTheWorstDiversionEasierToDetect) {
  const std::vector<double> worst = worst_diversion(kYear, 4.0);
  EXPECT_NEAR(std::accumulate(worst.begin(), worst.end(), 0.0), 4.0, 1e-12);
  const double least = best_detection(kYear, worst, 0.05);
  EXPECT_NEAR(least, worst_diversion_detection(kYear, 4.0, 0.05), 1e-12);
  for (std::size_t from = 0; from < 12; ++from) {
    for (std::size_t to = 0; to < 12; ++to) {
      if (from == to) continue;
      std::vector<double> moved = worst;
      moved[from] -= 0.01;
      moved[to] += 0.01;
      EXPECT_GT(best_detection(kYear, moved, 0.05), least);
    }
  }
}

TEST(Balances, WithoutTransferErrorsOnlyTheEndsAreWorthDiverting) {
  EXPECT_THAT(worst_diversion({.periods = 4, .sigma_inventory = 1.0}, 2.0),
              testing::Pointwise(testing::DoubleNear(1e-12), {1.0, 0.0, 0.0, 1.0}));
}

TEST(Balances, ManyPeriodsKeepTheSumOfAllAsGoodAsItsTwoInventories) {
  const BalanceSequence daily{.periods = 1'000'000, .sigma_inventory = 3.0, .sigma_transfer = 0.0};
  EXPECT_NEAR(total_sigma(daily), std::sqrt(18.0), 1e-12);
}

TEST(Balances, NoLossAlarmsAsOftenAsFalseAlarmsAreAllowed) {
  EXPECT_NEAR(balance_detection(0.0, 2.0, 0.05), 0.05, 1e-14);
  EXPECT_NEAR(balance_detection(1e6, 2.0, 1e-12), 1.0, 1e-14);
  EXPECT_NEAR(balance_detection(detectable_loss(0.9, 0.01), 1.0, 0.01), 0.9, 1e-12);
}

TEST(Balances, AtTheLargestThroughputASignificantQuantityIsDetectedAsAsked) {
  const PlantAssessment any = assess({.throughput = 800.0, .relative_sigma = 0.01}, 0.05, 0.95);
  const PlantAssessment largest = assess({.throughput = any.most_throughput, .relative_sigma = 0.01}, 0.05, 0.95);
  EXPECT_NEAR(largest.detection, 0.95, 1e-12);
  EXPECT_NEAR(largest.detectable_loss, 8.0, 1e-12);
  EXPECT_EQ(assess({.throughput = 1.0, .relative_sigma = 0.01}, 0.5, 0.4).most_throughput,
            std::numeric_limits<double>::infinity());
}

TEST(Balances, RefuseWhatCanNotBeMeasured) {
  EXPECT_THROW(balance_detection(1.0, 0.0, 0.05), Error);
  EXPECT_THROW(balance_detection(-1.0, 1.0, 0.05), Error);
  EXPECT_THROW(balance_detection(1.0, 1.0, 0.0), Error);
  EXPECT_THROW(total_sigma({.periods = 3}), Error);
  EXPECT_THROW(total_sigma({.periods = 0, .sigma_inventory = 1.0}), Error);
  EXPECT_THROW(best_detection(kYear, std::vector<double>(11, 0.0), 0.05), Error);
  EXPECT_THROW(assess({.throughput = 0.0, .relative_sigma = 0.01}, 0.05, 0.95), Error);
}

}  // namespace
}  // namespace entente::verification
