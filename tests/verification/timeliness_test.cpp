#include "verification/timeliness.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <numeric>

#include "accord/error.h"
#include "linear_inequalities.h"

namespace entente::verification {
namespace {

// Violation at the beginning of slot i + 1, inspection at the end of slot j: found by it, or at the period's end.
double delay(std::size_t i, std::size_t j, std::size_t slots) {
  return static_cast<double>((j > i ? j : slots) - i) / static_cast<double>(slots);
}

double delay_by_linear_program(std::size_t slots) {
  LinearInequalities program;
  const std::size_t value = program.amount(1.0);
  std::vector<std::pair<std::size_t, double>> all;
  for (std::size_t j = 0; j < slots; ++j) all.emplace_back(program.amount(0.0), 1.0);
  program.equal(all, 1.0);
  for (std::size_t i = 0; i < slots; ++i) {
    std::vector<std::pair<std::size_t, double>> expected{{value, -1.0}};
    for (std::size_t j = 1; j <= slots; ++j) expected.emplace_back(all[j - 1].first, delay(i, j, slots));
    program.at_most(expected, 0.0);
  }
  return program.least_cost().value();
}

TEST(Timeliness, InSlotsTheDelayIsTheValueOfTheMatrixGame) {
  for (const std::size_t slots : {1U, 2U, 3U, 5U, 8U, 12U, 40U}) {
    EXPECT_NEAR(surprise_inspection_in_slots(slots).expected_delay, delay_by_linear_program(slots), 1e-9) << slots;
  }
}

TEST(Timeliness, NoTimeToViolateBeatsTheDelaySaid) {
  for (const std::size_t slots : {1U, 2U, 7U, 50U}) {
    const SlotInspection found = surprise_inspection_in_slots(slots);
    EXPECT_NEAR(std::accumulate(found.inspect.begin(), found.inspect.end(), 0.0), 1.0, 1e-12);
    double worst = 0.0;
    for (std::size_t i = 0; i < slots; ++i) {
      double expected = 0.0;
      for (std::size_t j = 1; j <= slots; ++j) expected += found.inspect[j - 1] * delay(i, j, slots);
      worst = std::max(worst, expected);
    }
    EXPECT_NEAR(worst, found.expected_delay, 1e-12) << slots;
  }
}

TEST(Timeliness, ManySlotsComeNearOneOverE) {
  EXPECT_NEAR(surprise_inspection_in_slots(1'000'000).expected_delay, 1.0 / std::numbers::e, 1e-6);
}

TEST(Timeliness, ADrawnTimeHasTheDensity) {
  EXPECT_EQ(inspection_time(0.0), 0.0);
  EXPECT_NEAR(inspection_time(1.0), surprise_inspection().last_time, 1e-15);
  for (const double share : {0.1, 0.5, 0.9}) {
    const double step = 1e-6;
    const double slope = (inspection_time(share + step) - inspection_time(share - step)) / (2.0 * step);
    EXPECT_NEAR(slope * inspection_density(inspection_time(share)), 1.0, 1e-8);
  }
  EXPECT_EQ(inspection_density(0.7), 0.0);
}

TEST(Timeliness, SeenInspectionsShareThePeriodOut) {
  EXPECT_EQ(observable_inspections_delay(0), 1.0);
  EXPECT_EQ(observable_inspections_delay(3), 0.25);
}

TEST(Timeliness, RefusesTimesOutsideThePeriod) {
  EXPECT_THROW(inspection_density(1.5), Error);
  EXPECT_THROW(inspection_time(-0.1), Error);
  EXPECT_THROW(surprise_inspection_in_slots(0), Error);
}

}  // namespace
}  // namespace entente::verification
