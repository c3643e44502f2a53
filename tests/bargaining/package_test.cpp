// Packages against a discrete bargaining problem whose answers are known, and what must not change them.
#include "bargaining/package.h"

#include <gmock/gmock.h>

#include "accord/read.h"
#include "game/game.h"

namespace entente::bargaining {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Pointwise;

// Four issues of three options, utilities of three parties, what each has without a deal. All 81 packages are possible.
struct Problem {
  std::vector<std::vector<std::vector<double>>> issues;  // [issue][option][party]
  std::vector<double> without;
};

Problem known() {
  return {.issues = {{{0, 8, 3}, {6, 5, 2}, {11, 0, 0}},
                     {{9, 0, 1}, {5, 4, 2}, {0, 7, 6}},
                     {{0, 5, 0}, {3, 3, 4}, {5, -2, 9}},
                     {{2, 0, 0}, {1, 2, 3}, {-3, 6, 5}}},
          .without = {6, 6, 5}};
}

// An issue's first option is today; the levels carry the differences as payments once.
accord::Accord accord_of(const Problem& problem, double unit = 1.0) {
  const std::size_t parties = problem.without.size();
  accord::Accord accord;
  accord.period = 1.0;
  for (std::size_t i = 0; i < parties; ++i) {
    accord::Party party;
    party.name = "P" + std::to_string(i);
    party.patience = accord::Range::exactly(0.5);
    double today = 0.0;
    for (const auto& issue : problem.issues) today += issue[0][i];
    // W(0) = 2 breakdown
    party.breakdown = accord::Range::exactly(unit * (problem.without[i] - today) / 2.0);
    accord.parties.push_back(party);
    accord.review.penalty.push_back({});
  }
  for (const auto& issue : problem.issues) {
    accord::Commitment commitment;
    for (std::size_t option = 1; option < issue.size(); ++option) {
      accord::Level level;
      level.takes = accord::Range::exactly(1.0);
      level.value.assign(parties, {});
      for (std::size_t i = 0; i < parties; ++i) {
        level.once.push_back(accord::Range::exactly(unit * (issue[option][i] - issue[option - 1][i])));
      }
      commitment.levels.push_back(level);
    }
    accord.commitments.push_back(commitment);
  }
  return accord;
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

TEST(Package, APartysUnitDoesNotChangeWhatIsChosen) {
  const Packages packages = solve(game::compile(accord_of(known(), 0.02)));
  EXPECT_EQ(packages.nash->levels, (accord::State{1, 1, 2, 2}));
  EXPECT_THAT(packages.nash->gain, Pointwise(DoubleNear(1e-12), std::vector<double>{0.14, 0.14, 0.26}));
}

TEST(Package, WhenNobodyCanAgreeThereIsNone) {
  Problem problem = known();
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

}  // namespace
}  // namespace entente::bargaining
