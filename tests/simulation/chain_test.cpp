// The engine told to be an absorbing chain, against the chain solved exactly.
#include "simulation/chain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "accord/error.h"
#include "simulation/processes.h"

namespace entente::simulation {
namespace {

constexpr std::uint64_t kChainRuns = 200'000;

// Five standard deviations.
double band(double share) {
  return 5.0 * std::sqrt(std::max(share * (1.0 - share), 1.0 / kChainRuns) / kChainRuns);
}

void expect_engine_is(const PhasedChain& chain, double horizon) {
  std::vector<double> times;
  for (double time = 1.0; time <= horizon; time += 1.0) times.push_back(time);
  const ChainFigures exact = solve(chain, times);
  const Results results = results_of(process_of(chain, horizon), kChainRuns, 7, times.size());
  for (std::size_t n = 0; n < times.size(); ++n) {
    EXPECT_NEAR(1.0 - share(results.collapsed_by[n + 1], kChainRuns), exact.survival[n], band(exact.survival[n]))
        << times[n];
    EXPECT_NEAR(share(results.completed_by[n + 1], kChainRuns), exact.completed[n], band(exact.completed[n]))
        << times[n];
  }
}

TEST(Chain, OfOneStepIsGeometric) {
  const ChainFigures figures = solve({.advance = {0.25}, .collapse = {0.05}}, std::vector<double>{1.0, 2.0});
  EXPECT_NEAR(figures.completes, 0.25 / 0.30, 1e-15);
  EXPECT_NEAR(figures.mean_duration, 1.0 / 0.30, 1e-14);
  EXPECT_NEAR(figures.survival[1], 1.0 - 0.05 - 0.7 * 0.05, 1e-15);
  EXPECT_NEAR(figures.completed[1], 0.25 + 0.7 * 0.25, 1e-15);
}

TEST(Chain, EngineIsAPhasedChainWhoseStepsDiffer) {
  expect_engine_is({.advance = {0.5, 0.2, 0.7}, .collapse = {0.01, 0.1, 0.05}}, 30.0);
}

TEST(Chain, EngineIsASnapbackChain) {
  expect_engine_is({.advance = {0.3, 0.4, 0.5, 0.3},
                    .collapse = {0.02, 0.02, 0.02, 0.02},
                    .suspend = 0.15,
                    .resume = 0.3,
                    .suspended_collapse = 0.06,
                    .steps_back = 2},
                   60.0);
}

TEST(Chain, EngineIsASnapbackChainWithRates) {
  expect_engine_is({.advance = {1.0, 0.5, 2.0},
                    .collapse = {0.03, 0.03, 0.03},
                    .suspend = 0.4,
                    .resume = 1.5,
                    .suspended_collapse = 0.2,
                    .steps_back = 1,
                    .rates = true},
                   20.0);
}

TEST(Chain, TimeInSuspensionIsThatOfTheChain) {
  const PhasedChain chain{.advance = {0.3, 0.3, 0.3},
                          .collapse = {0.01, 0.01, 0.01},
                          .suspend = 0.1,
                          .resume = 0.25,
                          .suspended_collapse = 0.05};
  const Results results = results_of(process_of(chain, 2000.0), kChainRuns);
  const double mean = results.counts.years_suspended / static_cast<double>(kChainRuns);
  EXPECT_NEAR(mean, solve(chain, {}).mean_suspended, 0.05);
}

TEST(Chain, ThatNeverEndsIsRefused) {
  EXPECT_THROW(solve({.advance = {0.0}, .collapse = {0.0}}, {}), Error);
}

TEST(Chain, WhoseChancesAreMoreThanOneIsRefused) {
  EXPECT_THROW(solve({.advance = {0.9}, .collapse = {0.2}}, {}), Error);
  EXPECT_THROW(solve({.advance = {0.9, 0.1}, .collapse = {0.2}}, {}), Error);
}

}  // namespace
}  // namespace entente::simulation
