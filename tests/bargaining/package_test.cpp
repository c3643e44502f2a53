// Packages against a discrete bargaining problem whose answers are known, and what must not change them.
#include "bargaining/package.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "accord/read.h"
#include "bargaining/discrete_problem.h"
#include "bargaining/every_package.h"
#include "bargaining/frontier.h"
#include "game/game.h"
#include "game/states.h"
#include "support/random_accord.h"

namespace entente::bargaining {
namespace {

using testing::accord_of;
using testing::DiscreteProblem;
using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Pointwise;

// Four issues of three options, utilities of three parties, what each has without a deal. All 81 packages are possible.
DiscreteProblem known() {
  return {.issues = {{{0, 8, 3}, {6, 5, 2}, {11, 0, 0}},
                     {{9, 0, 1}, {5, 4, 2}, {0, 7, 6}},
                     {{0, 5, 0}, {3, 3, 4}, {5, -2, 9}},
                     {{2, 0, 0}, {1, 2, 3}, {-3, 6, 5}}},
          .without = {6, 6, 5}};
}

// Six parties whose four solutions are four different packages, so that a mix-up of the concepts shows.
DiscreteProblem six_parties() {
  return {.issues = {{{8, 3, -2, 8, 2, 8}, {6, 5, -4, 7, -3, 3}, {-2, -3, -3, -3, 5, -1}},
                     {{3, 3, 1, 9, 1, 2}, {5, -1, -4, -2, 1, 8}, {7, 7, 1, 5, 7, 1}},
                     {{-1, -4, 0, 5, 5, 1}, {-1, -3, -1, 0, 6, 8}, {2, 4, 0, 7, 7, -2}},
                     {{0, 7, 8, 1, -4, 8}, {-4, 9, 3, -1, 5, 8}, {5, 1, 0, 5, 5, 8}},
                     {{8, 3, 0, 7, -3, -1}, {-4, 7, 1, 7, 8, 7}, {9, 1, 7, 2, 3, 0}}},
          .without = {9, 5, 7, 4, 5, 9}};
}

TEST(Package, NashAndKalaiSmorodinskyAreThoseKnown) {
  const Packages packages = solve(game::compile(accord_of(known())));
  EXPECT_EQ(packages.valid_states, 81U);
  EXPECT_EQ(packages.within_participation, 55U);
  EXPECT_THAT(packages.best_gain, ElementsAre(DoubleNear(15, 1e-9), DoubleNear(15, 1e-9), DoubleNear(17, 1e-9)));
  ASSERT_TRUE(packages.nash);
  EXPECT_EQ(packages.nash->levels, (accord::State{1, 1, 2, 2}));
  EXPECT_THAT(packages.nash->gain, ElementsAre(DoubleNear(7, 1e-9), DoubleNear(7, 1e-9), DoubleNear(13, 1e-9)));
  EXPECT_EQ(packages.nash->ties, 1U);
  ASSERT_TRUE(packages.kalai_smorodinsky);
  EXPECT_EQ(packages.kalai_smorodinsky->levels, (accord::State{1, 1, 2, 2}));
}

TEST(Package, FourSolutionsOfSixPartiesAreThoseKnown) {
  const game::Game game = game::compile(accord_of(six_parties()));
  const Packages packages = solve(game);
  EXPECT_EQ(packages.valid_states, 243U);
  EXPECT_EQ(packages.within_participation, 33U);
  EXPECT_EQ(packages.nash->levels, (accord::State{0, 2, 2, 0, 2}));
  EXPECT_EQ(packages.kalai_smorodinsky->levels, (accord::State{0, 2, 1, 0, 2}));
  EXPECT_EQ(egalitarian(game)->levels, (accord::State{0, 2, 0, 0, 2}));
  const std::vector<double> weights{0.3, 0.2, 0.2, 0.1, 0.1, 0.1};
  EXPECT_EQ(nash(game, {.weights = weights})->levels, (accord::State{0, 2, 2, 0, 2}));
}

TEST(Package, APartysUnitDoesNotChangeWhatIsChosen) {
  const Packages packages = solve(game::compile(accord_of(known(), {0.02, 0.02, 0.02})));
  EXPECT_EQ(packages.nash->levels, (accord::State{1, 1, 2, 2}));
  EXPECT_THAT(packages.nash->gain, Pointwise(DoubleNear(1e-12), std::vector<double>{0.14, 0.14, 0.26}));
}

TEST(Package, WhenNobodyCanAgreeThereIsNone) {
  DiscreteProblem problem = known();
  problem.without = {20, 20, 20};
  const Packages packages = solve(game::compile(accord_of(problem)));
  EXPECT_EQ(packages.within_participation, 0U);
  EXPECT_FALSE(packages.nash);
  EXPECT_FALSE(packages.kalai_smorodinsky);
  EXPECT_THAT(packages.best_gain, ElementsAre(0, 0, 0));
}

TEST(Package, NeverGivesAPartyLessThanNoDeal) {
  const accord::Accord accord = accord::parse(
      "accord: refused\nperiod: 1 year\nparties: {Ash: {patience: 0.5}, Birch: {patience: 0.5, breakdown: -1}}\n"
      "commitments:\n  aid: {by: Ash, levels: [{name: sent, value: {Ash: -0.001, Birch: 100}}]}\n",
      "refused.yaml");
  const Packages packages = solve(game::compile(accord));
  ASSERT_TRUE(packages.nash);
  EXPECT_EQ(packages.nash->levels, (accord::State{0}));
}

// Two parties share ten things of equal worth to both; every split of them gives the same product only if it is even.
TEST(Package, PackagesThatAreAsGoodAreCountedAndTheLowestIsTaken) {
  DiscreteProblem things{.issues = {}, .without = {0, 0}};
  for (int n = 0; n < 10; ++n) things.issues.push_back({{1, 0}, {0, 1}});
  const Packages packages = solve(game::compile(accord_of(things)));
  EXPECT_EQ(packages.nash->ties, 252U);  // 10 over 5
  EXPECT_TRUE(packages.nash->all_ties);
  EXPECT_EQ(packages.nash->levels, (accord::State{0, 0, 0, 0, 0, 1, 1, 1, 1, 1}));
  EXPECT_THAT(packages.nash->gain, ElementsAre(DoubleNear(5, 1e-9), DoubleNear(5, 1e-9)));
}

// The heavy things are decided first, but the lowest package goes by the order of the file.
TEST(Package, WhereTiesAreTooManyToCountTheLowestIsTakenAllTheSame) {
  DiscreteProblem things{.issues = {}, .without = {0, 0}};
  for (int n = 0; n < 20; ++n) things.issues.push_back({{1, 0}, {0, 1}});
  for (int n = 0; n < 10; ++n) things.issues.push_back({{2, 0}, {0, 2}});
  const auto package = nash(game::compile(accord_of(things)));
  EXPECT_FALSE(package->all_ties);
  EXPECT_GE(package->ties, 1000U);
  accord::State lowest(30, 0);
  std::fill(lowest.begin() + 20, lowest.end(), 1);
  EXPECT_EQ(package->levels, lowest);
}

TEST(Package, WeightsGiveAPartyMoreOfWhatIsShared) {
  DiscreteProblem things{.issues = {}, .without = {0, 0}};
  for (int n = 0; n < 9; ++n) things.issues.push_back({{1, 0}, {0, 1}});
  const auto package = nash(game::compile(accord_of(things)), {.weights = {2, 1}});
  EXPECT_THAT(package->gain, ElementsAre(DoubleNear(6, 1e-9), DoubleNear(3, 1e-9)));
}

// Nobody can gain without the other's loss of all gain: the product is 0 everywhere.
TEST(Package, WithoutAProductAboveNothingTheLowestPackageIsTaken) {
  const DiscreteProblem either_or{.issues = {{{1, 0}, {0, 1}}}, .without = {0, 0}};
  const Packages packages = solve(game::compile(accord_of(either_or)));
  EXPECT_EQ(packages.nash->levels, (accord::State{0}));
  EXPECT_EQ(packages.nash->ties, 2U);
}

// Solutions, counts and frontier of an accord against a look at every state.
void expect_as_enumerated(const game::Game& game) {
  const testing::PlainPackages plain = testing::every_package(game);
  const Packages packages = solve(game);
  EXPECT_EQ(packages.valid_states, plain.valid_states);
  EXPECT_EQ(packages.within_participation, plain.accepted.size());
  EXPECT_THAT(packages.best_gain, Pointwise(DoubleNear(1e-8), plain.best_gain));
  EXPECT_THAT(packages.best_gain_alone, Pointwise(DoubleNear(1e-8), plain.best_gain_alone));
  const auto expect_same = [](const std::optional<Package>& package,
                              const std::optional<testing::PlainPackage>& other) {
    ASSERT_EQ(package.has_value(), other.has_value());
    if (!package) return;
    EXPECT_EQ(package->levels, other->levels);
    EXPECT_THAT(package->gain, Pointwise(DoubleNear(1e-9), other->gain));
    EXPECT_EQ(package->ties, other->ties);
    EXPECT_TRUE(package->all_ties);
    EXPECT_TRUE(package->proved);
  };
  {
    SCOPED_TRACE("Nash");
    expect_same(packages.nash, plain.nash);
    expect_same(nash(game), plain.nash);
  }
  {
    SCOPED_TRACE("Kalai-Smorodinsky");
    expect_same(packages.kalai_smorodinsky, plain.kalai_smorodinsky);
  }
  {
    SCOPED_TRACE("egalitarian");
    expect_same(egalitarian(game), plain.egalitarian);
  }
  const Frontier points = frontier(game);
  EXPECT_TRUE(points.complete);
  ASSERT_EQ(points.points.size(), plain.frontier.size());
  for (std::size_t n = 0; n < plain.frontier.size(); ++n) {
    EXPECT_THAT(points.points[n].gain, Pointwise(DoubleNear(1e-8), plain.frontier[n]));
  }
}

TEST(Package, IsThatOfALookAtEveryStateWithComplementsAndNeeds) {
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    SCOPED_TRACE(seed);
    expect_as_enumerated(game::compile(testing::random_accord(seed, {.needs = true})));
    if (HasFailure()) return;
  }
}

// The valid state that comes after `number` others, counted round.
accord::State some_state(const accord::Accord& accord, std::size_t number) {
  const game::Game game = game::compile(accord);
  std::vector<accord::State> states;
  game::for_each_valid_state(game, game::today(game), game::highest(game),
                             [&](const accord::State& x) { states.push_back(x); });
  return states[number % states.size()];
}

TEST(Package, IsThatOfALookAtEveryStateAboveWhatStandsAlready) {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    SCOPED_TRACE(seed);
    accord::Accord accord = testing::random_accord(seed, {.needs = true});
    accord.stands = some_state(accord, seed);
    expect_as_enumerated(game::compile(accord));
    if (HasFailure()) return;
  }
}

TEST(Package, WhatWasPaidOnceForALevelThatStandsIsNotPaidAgain) {
  accord::Accord accord = accord::parse(
      "accord: paid\nperiod: 1 year\nparties: {Ash: {patience: 0.5}, Birch: {patience: 0.5}}\n"
      "commitments:\n  road: {by: Ash, levels: [{name: begun, once: {Ash: -3}, value: {Birch: 2}}, "
      "{name: built, once: {Ash: -5}, value: {Birch: 10}}]}\n"
      "  thanks: {by: Birch, levels: [{name: given, once: {Ash: 6}}]}\n",
      "paid.yaml");
  EXPECT_FALSE(solve(game::compile(accord)).nash->levels == (accord::State{2, 1}));
  accord.stands = {1, 0};
  const Packages packages = solve(game::compile(accord));
  EXPECT_EQ(packages.nash->levels, (accord::State{2, 1}));
  EXPECT_THAT(packages.nash->gain, ElementsAre(DoubleNear(1.0, 1e-9), DoubleNear(16.0, 1e-9)));
}

TEST(Package, IsThatOfALookAtEveryStateForManyPartiesWithTies) {
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    SCOPED_TRACE(seed);
    const std::size_t parties = 1 + seed % 6;
    const double hardness = static_cast<double>(seed % 5) - 2.0;
    expect_as_enumerated(game::compile(accord_of(testing::random_problem(seed, parties, hardness))));
    if (HasFailure()) return;
  }
}

TEST(Package, PartysScalesDoNotChangeWhatIsChosen) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    SCOPED_TRACE(seed);
    const DiscreteProblem problem = testing::random_problem(seed, 3, 0.0);
    const Packages plain = solve(game::compile(accord_of(problem)));
    const Packages scaled = solve(game::compile(accord_of(problem, {1024.0, 0.25, 1.0})));
    ASSERT_EQ(plain.nash.has_value(), scaled.nash.has_value());
    if (!plain.nash) continue;
    EXPECT_EQ(plain.nash->levels, scaled.nash->levels);
    EXPECT_EQ(plain.kalai_smorodinsky->levels, scaled.kalai_smorodinsky->levels);
    EXPECT_EQ(plain.nash->ties, scaled.nash->ties);
  }
}

TEST(Package, TheOrderOfPartiesAndCommitmentsDoesNotChangeAnybodysGain) {
  std::size_t compared = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    const DiscreteProblem problem = testing::random_problem(seed, 3, 0.0);
    std::vector<std::size_t> backwards;
    for (std::size_t k = problem.issues.size(); k-- > 0;) backwards.push_back(k);
    const auto plain = nash(game::compile(accord_of(problem)));
    const auto turned =
        nash(game::compile(accord_of(testing::with_parties(testing::with_issues(problem, backwards), {2, 0, 1}))));
    ASSERT_EQ(plain.has_value(), turned.has_value());
    if (!plain) continue;
    EXPECT_EQ(plain->ties, turned->ties);
    if (plain->ties > 1) continue;  // which of several is taken goes by the order
    EXPECT_THAT(turned->gain, ElementsAre(DoubleNear(plain->gain[2], 1e-9), DoubleNear(plain->gain[0], 1e-9),
                                          DoubleNear(plain->gain[1], 1e-9)));
    ++compared;
  }
  EXPECT_GT(compared, 50U);
}

}  // namespace
}  // namespace entente::bargaining
