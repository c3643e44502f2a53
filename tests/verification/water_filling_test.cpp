#include "verification/water_filling.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "accord/error.h"
#include "linear_inequalities.h"

namespace entente::verification {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

// Each whole visit is an amount of its own from 0 to 1; the first ones help most, so that the program takes them in
// order.
double worst_case_by_linear_program(const std::vector<Site>& sites, double budget) {
  LinearInequalities program;
  const std::size_t worst = program.amount(1.0, true);
  std::vector<std::pair<std::size_t, double>> spent;
  for (const Site& site : sites) {
    std::vector<std::pair<std::size_t, double>> gain{{worst, -1.0}};
    double before = site.value;
    for (std::size_t k = 0; k < site.most_visits; ++k) {
      const double after =
          (site.value + site.penalty) * std::pow(1.0 - site.detection, static_cast<double>(k) + 1.0) - site.penalty;
      const std::size_t visit = program.amount(0.0);
      program.at_most({{visit, 1.0}}, 1.0);
      gain.emplace_back(visit, after - before);
      spent.emplace_back(visit, site.cost);
      before = after;
    }
    program.at_most(gain, -site.value);
  }
  if (!spent.empty()) program.at_most(spent, budget);
  return program.least_cost().value_or(std::numeric_limits<double>::quiet_NaN());
}

std::vector<Site> random_sites() {
  const auto number = *rc::gen::inRange<std::size_t>(1, 7);
  std::vector<Site> sites;
  for (std::size_t i = 0; i < number; ++i) {
    sites.push_back({.value = static_cast<double>(*rc::gen::inRange(0, 20)),
                     .detection = *rc::gen::inRange(0, 11) / 10.0,
                     .cost = *rc::gen::inRange(1, 10) / 2.0,
                     .most_visits = *rc::gen::inRange<std::size_t>(0, 5),
                     .penalty = static_cast<double>(*rc::gen::inRange(0, 4))});
  }
  return sites;
}

RC_GTEST_PROP(WaterFilling, TheWorstCaseIsThatOfTheLinearProgram, ()) {
  const std::vector<Site> sites = random_sites();
  const double budget = *rc::gen::inRange(0, 60) / 3.0;
  RC_ASSERT(std::abs(allocate(sites, budget).worst_case - worst_case_by_linear_program(sites, budget)) < 1e-7);
}

RC_GTEST_PROP(WaterFilling, NoSiteGainsMoreThanTheWorstCaseAndTheBudgetIsKept, ()) {
  const std::vector<Site> sites = random_sites();
  const double budget = *rc::gen::inRange(0, 60) / 3.0;
  const Allocation found = allocate(sites, budget);
  RC_ASSERT(found.spent <= budget + 1e-9);
  RC_ASSERT(!found.worst_sites.empty());
  for (std::size_t i = 0; i < sites.size(); ++i) {
    RC_ASSERT(found.visits[i] >= 0.0 && found.visits[i] <= static_cast<double>(sites[i].most_visits));
    RC_ASSERT(expected_gain(sites[i], found.visits[i]) <= found.worst_case + 1e-9);
  }
  // A budget that does not reach the floor is spent to the last.
  if (budget < found.budget_for_floor) RC_ASSERT(std::abs(found.spent - budget) < 1e-9);
}

RC_GTEST_PROP(WaterFilling, MoreBudgetLowersTheWorstCaseAtTheRateSaidAndNeverFaster, ()) {
  const std::vector<Site> sites = random_sites();
  const double budget = *rc::gen::inRange(0, 60) / 3.0;
  const Allocation before = allocate(sites, budget);
  const Allocation after = allocate(sites, budget + 0.5);
  RC_ASSERT(after.worst_case <= before.worst_case + 1e-12);
  RC_ASSERT(before.worst_case - after.worst_case <= 0.5 * before.per_unit + 1e-9);
  RC_ASSERT(after.per_unit <= before.per_unit + 1e-9);
}

TEST(WaterFilling, WithoutBudgetNothingIsVisitedAndTheBestSiteIsTheWorstCase) {
  const std::vector<Site> sites{{.value = 10.0, .detection = 0.9}, {.value = 6.0, .detection = 0.5}};
  const Allocation found = allocate(sites, 0.0);
  EXPECT_THAT(found.visits, Each(0.0));
  EXPECT_EQ(found.worst_case, 10.0);
  EXPECT_THAT(found.worst_sites, ElementsAre(0U));
}

TEST(WaterFilling, MoreThanEnoughBudgetReachesTheFloorAndKeepsTheRest) {
  const std::vector<Site> sites{{.value = 10.0, .detection = 0.9}, {.value = 6.0, .detection = 0.5}};
  const Allocation found = allocate(sites, 1e9);
  EXPECT_DOUBLE_EQ(found.worst_case, 3.0);
  EXPECT_DOUBLE_EQ(found.spent, found.budget_for_floor);
  EXPECT_EQ(found.per_unit, 0.0);
}

TEST(WaterFilling, VisitsThatNeverDetectAreNotMade) {
  const std::vector<Site> sites{{.value = 4.0, .detection = 0.0}, {.value = 9.0, .detection = 1.0}};
  const Allocation found = allocate(sites, 5.0);
  EXPECT_DOUBLE_EQ(found.worst_case, 4.0);
  EXPECT_EQ(found.visits[0], 0.0);
  EXPECT_NEAR(found.visits[1], 5.0 / 9.0, 1e-12);
}

TEST(WaterFilling, APenaltyMakesADetectedCheatWorseThanNone) {
  const std::vector<Site> sites{{.value = 1.0, .detection = 1.0, .penalty = 3.0}};
  EXPECT_DOUBLE_EQ(budget_needed(sites, 0.0), 0.25);
  EXPECT_DOUBLE_EQ(allocate(sites, 0.25).worst_case, 0.0);
}

TEST(WaterFilling, AHundredThousandSitesAreSharedOutToTheLastUnit) {
  std::vector<Site> sites;
  for (std::size_t i = 0; i < 100'000; ++i) {
    sites.push_back({.value = 1.0 + static_cast<double>(i % 1000), .detection = 0.8, .most_visits = 3});
  }
  const Allocation found = allocate(sites, 20'000.0);
  EXPECT_NEAR(found.spent, 20'000.0, 1e-6);
}

TEST(WaterFilling, RefusesWhatIsNoSite) {
  EXPECT_THROW(allocate({}, 1.0), Error);
  const std::vector<Site> good{{.value = 1.0}};
  EXPECT_THROW(allocate(good, -1.0), Error);
  EXPECT_THROW(allocate(good, std::numeric_limits<double>::quiet_NaN()), Error);
  EXPECT_THROW(allocate(std::vector<Site>{{.value = -1.0}}, 1.0), Error);
  EXPECT_THROW(allocate(std::vector<Site>{{.value = 1.0, .detection = 1.1}}, 1.0), Error);
  EXPECT_THROW(allocate(std::vector<Site>{{.value = 1.0, .cost = 0.0}}, 1.0), Error);
}

}  // namespace
}  // namespace entente::verification
