#include "verification/cumulative_sum.h"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "accord/error.h"

namespace entente::verification {
namespace {

double above(double z) {
  return 0.5 * std::erfc(z / std::numbers::sqrt2);
}

// Brook and Evans (1972): the sum in cells, moves between their middles.
double run_length_by_markov_chain(double h, double k, double shift, int cells) {
  const double width = 2.0 * h / (2.0 * cells - 1.0);
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(cells, cells);
  for (int i = 0; i < cells; ++i) {
    for (int j = 0; j < cells; ++j) {
      const double middle = (j - i) * width + k - shift;
      const double up_to = 1.0 - above(middle + width / 2.0);
      matrix(i, j) -= j == 0 ? up_to : up_to - (1.0 - above(middle - width / 2.0));
    }
  }
  return matrix.partialPivLu().solve(Eigen::VectorXd::Ones(cells))[0];
}

TEST(CumulativeSum, RunLengthsAreThoseOfAFineMarkovChain) {
  for (const double shift : {0.0, 0.7, 2.0, -0.5}) {
    const double expected = run_length_by_markov_chain(3.3, 0.5, shift, 400);
    EXPECT_NEAR(average_run_length({.threshold = 3.3, .reference = 0.5}, shift) / expected, 1.0, 2e-4) << shift;
  }
}

TEST(CumulativeSum, WithoutAThresholdEachObservationIsTestedAlone) {
  EXPECT_NEAR(average_run_length({.threshold = 0.0, .reference = 1.0}, 0.0), 1.0 / above(1.0), 1e-12);
}

TEST(CumulativeSum, TheRunLengthIsTheSumOfTheChancesOfNoAlarmYet) {
  const PageTest test{.threshold = 2.0, .reference = 0.25};
  double sum = 1.0;
  for (std::size_t periods = 1; periods < 400; ++periods) {
    sum += 1.0 - alarm_probability(test, std::vector<double>(periods, 0.8));
  }
  EXPECT_NEAR(sum, average_run_length(test, 0.8), 1e-9);
}

TEST(CumulativeSum, OneObservationAlarmsWhenItExceedsThresholdAndReference) {
  EXPECT_NEAR(alarm_probability({.threshold = 1.5, .reference = 0.5}, std::vector{0.3}), above(1.7), 1e-13);
  EXPECT_EQ(alarm_probability({}, {}), 0.0);
}

// Two observations: no alarm after the first, sum at most h after the second, by the trapezoid rule over the first.
TEST(CumulativeSum, TwoObservationsAreAnOrdinaryIntegral) {
  const double h = 1.2;
  const double k = 0.4;
  const int steps = 200'000;
  double quiet = (1.0 - above(k)) * (1.0 - above(h + k - 0.9));
  for (int n = 0; n <= steps; ++n) {
    const double s = h * n / steps;
    const double density = std::exp(-0.5 * (s + k) * (s + k)) / std::sqrt(2.0 * std::numbers::pi);
    quiet += (n == 0 || n == steps ? 0.5 : 1.0) * h / steps * density * (1.0 - above(h - s + k - 0.9));
  }
  const std::vector<double> shifts{0.0, 0.9};
  EXPECT_NEAR(alarm_probability({.threshold = h, .reference = k}, shifts), 1.0 - quiet, 1e-9);
}

TEST(CumulativeSum, RunLengthsFallWithTheShiftAndRiseWithTheThreshold) {
  double before = std::numeric_limits<double>::infinity();
  for (const double shift : {-1.0, 0.0, 0.5, 1.0, 3.0, 20.0}) {
    const double length = average_run_length({.threshold = 4.0, .reference = 0.5}, shift);
    EXPECT_LT(length, before);
    EXPECT_LT(length, average_run_length({.threshold = 4.5, .reference = 0.5}, shift) + 1e-9);
    before = length;
  }
  EXPECT_NEAR(before, 1.0, 1e-9);
}

TEST(CumulativeSum, LengthsBeyondAllDigitsAreInfiniteNotWrong) {
  EXPECT_EQ(average_run_length({.threshold = 40.0, .reference = 0.5}, 0.0), std::numeric_limits<double>::infinity());
}

TEST(CumulativeSum, SiegmundsFormulaIsSmoothWhereTheDriftVanishes) {
  const PageTest test{.threshold = 4.0, .reference = 0.5};
  const double none = siegmund_run_length(test, 0.5);
  EXPECT_NEAR(none, (4.0 + 1.166) * (4.0 + 1.166), 1e-9);
  EXPECT_NEAR(siegmund_run_length(test, 0.5 + 3e-6), none, 1e-3);
  EXPECT_NEAR(siegmund_run_length(test, 0.5 + 3e-8), none, 1e-5);
}

TEST(CumulativeSum, TheThresholdFoundGivesTheFalseAlarmsAskedFor) {
  for (const std::size_t periods : {1U, 12U, 365U}) {
    for (const double false_alarm : {0.2, 0.05, 1e-4}) {
      const double threshold = threshold_for(0.25, periods, false_alarm);
      const std::vector<double> quiet(periods, 0.0);
      EXPECT_NEAR(alarm_probability({.threshold = threshold, .reference = 0.25}, quiet), false_alarm, 1e-9);
    }
  }
}

TEST(CumulativeSum, OverAHorizonTheSumIsBestAgainstSpreadLossAndPageAgainstAbruptLoss) {
  const HorizonDetection found = page_over_horizon(0.25, 26, 6.0, 0.05);
  EXPECT_GT(found.sum_at_end, found.protracted);
  EXPECT_GT(found.abrupt, found.sum_at_end);
}

TEST(CumulativeSum, RefusesWhatIsNoTest) {
  EXPECT_THROW(average_run_length({.threshold = -1.0}, 0.0), Error);
  EXPECT_THROW(average_run_length({.threshold = 1e9}, 0.0), Error);
  EXPECT_THROW(threshold_for(0.5, 0, 0.05), Error);
  EXPECT_THROW(threshold_for(9.0, 1, 0.05), Error);
  EXPECT_THROW(threshold_for(0.5, 12, 1.0), Error);
}

}  // namespace
}  // namespace entente::verification
