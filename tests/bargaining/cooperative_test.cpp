// Shapley value, core and nucleolus: what must hold in every game, and answers from the literature.
#include "bargaining/cooperative.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "accord/error.h"
#include "bargaining/nucleolus.h"

namespace entente::bargaining {
namespace {

using ::testing::DoubleNear;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Le;
using ::testing::Pointwise;
using Division = std::vector<double>;

CooperativeGame random_game(std::size_t players, std::mt19937& random) {
  std::uniform_int_distribution<int> worth(-20, 60);
  CooperativeGame game{.players = players, .worth = {0.0}};
  for (Coalition group = 1; group <= game.everybody(); ++group) game.worth.push_back(worth(random));
  return game;
}

// Integers of few values, so that many coalitions tie and the nucleolus takes all its rounds.
CooperativeGame random_voting_game(std::size_t players, std::mt19937& random) {
  std::uniform_int_distribution<int> votes(1, 6);
  std::vector<int> weight;
  for (std::size_t i = 0; i < players; ++i) weight.push_back(votes(random));
  const int quota = std::accumulate(weight.begin(), weight.end(), 0) / 2 + 1;
  CooperativeGame game{.players = players, .worth = {}};
  for (Coalition group = 0; group <= game.everybody(); ++group) {
    int cast = 0;
    for (std::size_t i = 0; i < players; ++i) cast += (group >> i & 1U) != 0 ? weight[i] : 0;
    game.worth.push_back(cast >= quota ? 1.0 : 0.0);
  }
  return game;
}

// What a joining player adds, averaged over all orders, one by one.
Division averaged_over_orders(const CooperativeGame& game) {
  std::vector<std::size_t> order(game.players);
  std::iota(order.begin(), order.end(), std::size_t{0});
  Division sum(game.players, 0.0);
  double orders = 0.0;
  do {
    Coalition there = 0;
    for (const std::size_t i : order) {
      const Coalition joined = there | Coalition{1} << i;
      sum[i] += game.worth[joined] - game.worth[there];
      there = joined;
    }
    ++orders;
  } while (std::ranges::next_permutation(order).found);
  for (double& one : sum) one /= orders;
  return sum;
}

// Excesses of all coalitions but nobody and everybody, largest first.
std::vector<double> excesses(const CooperativeGame& game, const Division& division) {
  std::vector<double> all;
  for (Coalition group = 1; group < game.everybody(); ++group) {
    all.push_back(game.worth[group] - total_of(division, group));
  }
  std::ranges::sort(all, std::greater{});
  return all;
}

// True when the list at `other` is smaller in the order of a dictionary, by more than rounding.
bool beats(const std::vector<double>& other, const std::vector<double>& list) {
  for (std::size_t n = 0; n < list.size(); ++n) {
    if (other[n] < list[n] - 1e-7) return true;
    if (other[n] > list[n] + 1e-7) return false;
  }
  return false;
}

// Moves of any size between any two players, and between groups: none may improve the list of excesses.
void expect_nobody_finds_better(const CooperativeGame& game, const Division& division, bool individually_rational,
                                std::mt19937& random) {
  const std::vector<double> list = excesses(game, division);
  std::uniform_real_distribution<double> amount(-1.0, 1.0);
  for (int trial = 0; trial < 3000; ++trial) {
    const double size = std::pow(10.0, 1.0 - trial % 5);
    Division other = division;
    double sum = 0.0;
    for (double& one : other) {
      const double change = size * std::round(2.0 * amount(random)) / 2.0 + (trial % 2) * size * amount(random);
      one += change;
      sum += change;
    }
    for (double& one : other) one -= sum / static_cast<double>(other.size());
    bool allowed = true;
    for (std::size_t i = 0; i < other.size(); ++i) allowed = allowed && other[i] >= game.worth[Coalition{1} << i];
    if (individually_rational && !allowed) continue;
    ASSERT_FALSE(beats(excesses(game, other), list)) << "a move of size " << size << " does better";
  }
}

TEST(Shapley, IsTheAverageOverAllOrdersOfJoining) {
  std::mt19937 random(1);
  for (const std::size_t players : {1U, 2U, 3U, 5U, 7U}) {
    const CooperativeGame game = random_game(players, random);
    EXPECT_THAT(shapley(game), Pointwise(DoubleNear(1e-9), averaged_over_orders(game)));
  }
}

TEST(Shapley, HandsOutEverythingAndGivesAPlayerThatAddsNothingNothing) {
  std::mt19937 random(2);
  CooperativeGame game = random_game(6, random);
  for (Coalition group = 0; group <= game.everybody(); ++group) game.worth[group] = game.worth[group & ~Coalition{4}];
  const Division division = shapley(game);
  EXPECT_NEAR(total_of(division, game.everybody()), game.worth[game.everybody()], 1e-9);
  EXPECT_NEAR(division[2], 0.0, 1e-12);
}

TEST(Shapley, GivesPlayersThatAddTheSameTheSame) {
  // Cost of a runway by the largest aircraft of a group; players 1 and 2 are alike.
  const Division division = shapley(game_of_costs({0, 10, 20, 20, 20, 20, 20, 20}));
  EXPECT_DOUBLE_EQ(division[1], division[2]);
  EXPECT_THAT(division,
              ElementsAre(DoubleNear(-10.0 / 3, 1e-12), DoubleNear(-25.0 / 3, 1e-12), DoubleNear(-25.0 / 3, 1e-12)));
}

TEST(Core, OfAGloveMarketGivesEverythingToTheScarceSide) {
  // One left glove (player 0), two right ones: a pair is worth 1 (Shapley & Shubik 1969).
  const CooperativeGame gloves{.players = 3, .worth = {0, 0, 0, 1, 0, 1, 0, 1}};
  EXPECT_TRUE(in_core(gloves, {1, 0, 0}));
  EXPECT_FALSE(in_core(gloves, shapley(gloves)));
  EXPECT_FALSE(core(gloves).empty);
  EXPECT_THAT(*nucleolus(gloves), Pointwise(DoubleNear(1e-9), Division{1, 0, 0}));
}

TEST(Core, OfMajorityAmongThreeIsEmptyUntilHalfAsMuchAgainIsAdded) {
  const CooperativeGame majority{.players = 3, .worth = {0, 0, 0, 1, 0, 1, 1, 1}};
  const Core none = core(majority);
  EXPECT_TRUE(none.empty);
  EXPECT_NEAR(none.least_excess, 1.0 / 3, 1e-9);
  EXPECT_NEAR(none.subsidy, 0.5, 1e-9);
  CooperativeGame mended = majority;
  mended.worth[mended.everybody()] += none.subsidy;
  EXPECT_FALSE(core(mended).empty);
  mended.worth[mended.everybody()] -= 1e-6;
  EXPECT_TRUE(core(mended).empty);
}

TEST(Core, TakesWhatIsHandedOutAndNoMore) {
  const CooperativeGame gloves{.players = 3, .worth = {0, 0, 0, 1, 0, 1, 0, 1}};
  EXPECT_FALSE(in_core(gloves, {1.1, 0, 0}));
  EXPECT_FALSE(in_core(gloves, {0.9, 0.05, 0.04}));
}

TEST(Core, IsEmptyExactlyWhenTheNucleolusIsNotInIt) {
  std::mt19937 random(3);
  int empty = 0;
  for (int round = 0; round < 60; ++round) {
    CooperativeGame game = random_game(4, random);
    game.worth[game.everybody()] += 90.0;
    const Core found = core(game);
    EXPECT_EQ(found.empty, !in_core(game, prenucleolus(game)));
    EXPECT_NEAR(found.least_excess, largest_excess(game, prenucleolus(game)), 1e-7);
    empty += found.empty ? 1 : 0;
  }
  EXPECT_GT(empty, 5);
  EXPECT_LT(empty, 55);
}

TEST(Nucleolus, HasTheLeastListOfExcessesOfAllDivisionsThatPlayersAccept) {
  std::mt19937 random(4);
  int seen = 0;
  for (int round = 0; round < 30; ++round) {
    CooperativeGame game = random_game(3 + static_cast<std::size_t>(round % 3), random);
    game.worth[game.everybody()] += 100.0;
    const auto division = nucleolus(game);
    if (!division) continue;
    ++seen;
    EXPECT_NEAR(total_of(*division, game.everybody()), game.worth[game.everybody()], 1e-9);
    for (std::size_t i = 0; i < game.players; ++i) EXPECT_GE((*division)[i], game.worth[Coalition{1} << i] - 1e-9);
    expect_nobody_finds_better(game, *division, true, random);
  }
  EXPECT_GE(seen, 20);
}

TEST(Nucleolus, OfVotingGamesHasTheLeastListOfExcesses) {
  std::mt19937 random(5);
  for (int round = 0; round < 20; ++round) {
    const CooperativeGame game = random_voting_game(3 + static_cast<std::size_t>(round % 4), random);
    const auto division = nucleolus(game);
    if (!division) continue;
    expect_nobody_finds_better(game, *division, true, random);
  }
}

TEST(Nucleolus, WithoutEachPlayersVetoMayGiveAPlayerLessThanItHasAlone) {
  std::mt19937 random(6);
  int differ = 0;
  for (int round = 0; round < 40; ++round) {
    const CooperativeGame game = random_game(4, random);
    const Division division = prenucleolus(game);
    EXPECT_NEAR(total_of(division, game.everybody()), game.worth[game.everybody()], 1e-9);
    expect_nobody_finds_better(game, division, false, random);
    const auto accepted = nucleolus(game);
    bool below = false;
    for (std::size_t i = 0; i < game.players; ++i) below = below || division[i] < game.worth[Coalition{1} << i] - 1e-7;
    if (accepted && below) ++differ;
    if (accepted && !below) {
      EXPECT_THAT(*accepted, Pointwise(DoubleNear(1e-7), division));
    }
  }
  EXPECT_GT(differ, 0);
}

TEST(Nucleolus, IsEmptyWhenPlayersHaveMoreAloneThanTogether) {
  EXPECT_FALSE(nucleolus({.players = 2, .worth = {0, 3, 4, 6}}));
  EXPECT_THAT(*nucleolus({.players = 2, .worth = {0, 3, 4, 7}}), ElementsAre(3, 4));
}

TEST(Nucleolus, OfOnePlayerIsEverything) {
  EXPECT_THAT(*nucleolus({.players = 1, .worth = {0, 5}}), ElementsAre(5));
  EXPECT_FALSE(core({.players = 1, .worth = {0, 5}}).empty);
}

TEST(Nucleolus, DoesNotDependOnTheUnitOrOnWhatPlayersHaveAnyway) {
  std::mt19937 random(7);
  CooperativeGame game = random_game(6, random);
  game.worth[game.everybody()] = 150.0;
  CooperativeGame other = game;
  Division anyway{3, -1, 4, 1, -5, 9};
  for (Coalition group = 1; group <= game.everybody(); ++group) {
    other.worth[group] = 1e-6 * (game.worth[group] + total_of(anyway, group));
  }
  const Division division = *nucleolus(game);
  Division expected;
  for (std::size_t i = 0; i < 6; ++i) expected.push_back(1e-6 * (division[i] + anyway[i]));
  EXPECT_THAT(*nucleolus(other), Pointwise(DoubleNear(1e-13), expected));
}

// Littlechild (1974): in the game of a runway the nucleolus has a closed form, here by hand for costs 1, 2, 4 and 8 of
// four aircraft: 1/2, 3/4, 11/8 and the rest.
TEST(Nucleolus, OfARunwayIsLittlechilds) {
  std::vector<double> cost;
  for (Coalition group = 0; group < 16; ++group) {
    double largest = 0.0;
    for (unsigned i = 0; i < 4; ++i) largest = (group >> i & 1U) != 0 ? std::pow(2.0, i) : largest;
    cost.push_back(largest);
  }
  EXPECT_THAT(*nucleolus(game_of_costs(cost)), Pointwise(DoubleNear(1e-9), Division{-0.5, -0.75, -1.375, -5.375}));
}

TEST(Games, OfTwelvePlayersAreSolvedWhole) {
  std::mt19937 random(8);
  const CooperativeGame game = random_voting_game(12, random);
  const Division division = *nucleolus(game);
  EXPECT_NEAR(total_of(division, game.everybody()), 1.0, 1e-9);
  EXPECT_THAT(excesses(game, division), Each(Le(core(game).least_excess + 1e-7)));
}

TEST(Games, AreRefusedWhenTheirTableHasNoEntryForEachCoalition) {
  EXPECT_THROW(game_of_costs({0, 1, 2}), Error);
  EXPECT_THROW(game_of_costs({}), Error);
}

}  // namespace
}  // namespace entente::bargaining
