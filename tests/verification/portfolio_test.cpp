// The cheapest portfolios against every portfolio there is, each certified by itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "verification/portfolio_search.h"
#include "verification/random_means.h"

namespace entente::verification {
namespace {

constexpr std::uint64_t kSeeds = 400;

// Every portfolio that contains what its means need, with whether the plan is certified with it.
std::map<MeansSet, bool> every_portfolio(const PortfolioProblem& problem, double margin) {
  std::map<MeansSet, bool> all;
  for (MeansSet set = 0; set <= problem.all; ++set) {
    if (with_needed(problem, set) == set) all[set] = certified(problem, set, margin);
  }
  return all;
}

bool is_spare(const PortfolioProblem& problem, const std::map<MeansSet, bool>& all, MeansSet set) {
  for (const MeansIndex m : listed(set)) {
    MeansSet left = set;
    for (const MeansIndex one : listed(set)) {
      if ((problem.closure[one] & only(m)) != 0) left &= ~only(one);
    }
    if (all.at(left)) return true;
  }
  return false;
}

// The sufficient portfolios with nothing to spare, by cost.
std::vector<double> costs_in_order(const PortfolioProblem& problem, double margin, MeansSet without = 0) {
  const std::map<MeansSet, bool> all = every_portfolio(problem, margin);
  std::vector<double> costs;
  for (const auto& [set, holds] : all) {
    if (holds && (set & without) == 0 && !is_spare(problem, all, set)) costs.push_back(cost_of(problem, set));
  }
  std::ranges::sort(costs);
  return costs;
}

std::vector<double> costs_of(const std::vector<Portfolio>& portfolios) {
  std::vector<double> costs;
  for (const Portfolio& one : portfolios) costs.push_back(one.cost);
  return costs;
}

TEST(Portfolio, CheapestAndNextBestAreThoseOfPlainEnumeration) {
  std::size_t with_means = 0;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    const auto drawn = entente::testing::random_plan_with_means(seed, 6);
    if (!drawn) continue;
    SCOPED_TRACE("seed " + std::to_string(seed));
    const PortfolioProblem problem = portfolio_problem(drawn->accord, drawn->plan);
    for (const double margin : {0.0, 0.05}) {
      const PortfolioAnswer answer = cheapest(problem, {.margin = margin, .wanted = 6});
      std::vector<double> expected = costs_in_order(problem, margin);
      if (expected.size() > 6) expected.resize(6);
      ASSERT_EQ(answer.found.size(), expected.size());
      EXPECT_THAT(costs_of(answer.found), ::testing::Pointwise(::testing::DoubleNear(1e-9), expected));
      if (!answer.found.empty() && !answer.found.front().means.empty()) ++with_means;
    }
  }
  EXPECT_GE(with_means, 20U);  // else the sample would say little
}

// One portfolio wanted of many means: here bounds cut most branches, and a bound too high would show.
TEST(Portfolio, CheapestOfManyMeansIsThatOfPlainEnumeration) {
  std::size_t of_several = 0;
  for (std::uint64_t seed = 0; seed < 3 * kSeeds; ++seed) {
    const auto drawn = entente::testing::random_plan_with_means(seed, 11);
    if (!drawn) continue;
    SCOPED_TRACE("seed " + std::to_string(seed));
    const PortfolioProblem problem = portfolio_problem(drawn->accord, drawn->plan);
    double expected = std::numeric_limits<double>::infinity();
    for (MeansSet set = 0; set <= problem.all; ++set) {
      if (with_needed(problem, set) != set || cost_of(problem, set) >= expected) continue;
      if (margin_with(problem, set) >= 0.0) expected = cost_of(problem, set);
    }
    const PortfolioAnswer answer = cheapest(problem, {.wanted = 1});
    ASSERT_EQ(answer.found.empty(), std::isinf(expected));
    if (answer.found.empty()) continue;
    EXPECT_NEAR(answer.found.front().cost, expected, 1e-9);
    if (answer.found.front().means.size() > 2) ++of_several;
  }
  EXPECT_GE(of_several, 10U);
}

TEST(Portfolio, WithoutAMeansItIsTheCheapestOfTheOthers) {
  for (std::uint64_t seed = 0; seed < kSeeds; seed += 4) {
    const auto drawn = entente::testing::random_plan_with_means(seed, 5);
    if (!drawn) continue;
    SCOPED_TRACE("seed " + std::to_string(seed));
    const PortfolioProblem problem = portfolio_problem(drawn->accord, drawn->plan);
    for (MeansIndex m = 0; m < 5; ++m) {
      const PortfolioAnswer answer = cheapest(problem, {.wanted = 1, .without = only(m)});
      const std::vector<double> expected = costs_in_order(problem, 0.0, only(m));
      ASSERT_EQ(answer.found.empty(), expected.empty());
      if (!expected.empty()) {
        EXPECT_NEAR(answer.found.front().cost, expected.front(), 1e-9);
      }
    }
  }
}

TEST(Portfolio, EveryBreakpointOfCostAgainstMarginIsFound) {
  std::size_t breakpoints = 0;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    const auto drawn = entente::testing::random_plan_with_means(seed, 5);
    if (!drawn) continue;
    SCOPED_TRACE("seed " + std::to_string(seed));
    const PortfolioProblem problem = portfolio_problem(drawn->accord, drawn->plan);
    const std::vector<Portfolio> curve = cost_against_margin(problem);
    breakpoints += curve.size();
    for (std::size_t n = 1; n < curve.size(); ++n) {
      EXPECT_GT(curve[n].cost, curve[n - 1].cost);
      EXPECT_GT(curve[n].margin, curve[n - 1].margin);
    }
    // No portfolio at all has a margin above the curve for its cost.
    for (MeansSet set = 0; set <= problem.all; ++set) {
      if (with_needed(problem, set) != set) continue;
      const double margin = margin_with(problem, set);
      if (margin < 0.0) continue;
      const double cost = cost_of(problem, set);
      double reachable = -1.0;
      for (const Portfolio& one : curve) {
        if (one.cost <= cost + 1e-9) reachable = std::max(reachable, one.margin);
      }
      EXPECT_GE(reachable + 1e-6, std::min(margin, 1e9)) << "portfolio " << set << " costs " << cost;
    }
  }
  EXPECT_GE(breakpoints, 40U);
}

TEST(Portfolio, MarginIsTheLargestThatIsCertified) {
  for (std::uint64_t seed = 0; seed < kSeeds; seed += 3) {
    const auto drawn = entente::testing::random_plan_with_means(seed, 4);
    if (!drawn) continue;
    SCOPED_TRACE("seed " + std::to_string(seed));
    const PortfolioProblem problem = portfolio_problem(drawn->accord, drawn->plan);
    for (MeansSet set = 0; set <= problem.all; ++set) {
      if (with_needed(problem, set) != set) continue;
      const double margin = margin_with(problem, set);
      if (std::isinf(margin)) {
        EXPECT_EQ(certified(problem, set, 0.0), margin > 0.0);
        continue;
      }
      EXPECT_TRUE(certified(problem, set, std::max(0.0, margin - 1e-7)));
      EXPECT_FALSE(certified(problem, set, margin + 1e-6));
    }
  }
}

}  // namespace
}  // namespace entente::verification
