#include "verification/security_game.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <optional>

#include "accord/error.h"
#include "linear_inequalities.h"

namespace entente::verification {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;

// Conitzer and Sandholm (2006): for each target the best coverage under which the attacker likes it best; then the best
// of these.
std::optional<double> best_by_linear_programs(const SecurityGame& game) {
  std::optional<double> best;
  for (std::size_t attacked = 0; attacked < game.targets.size(); ++attacked) {
    LinearInequalities program;
    std::vector<std::pair<std::size_t, double>> spent;
    for (std::size_t i = 0; i < game.targets.size(); ++i) {
      const Target& target = game.targets[i];
      const double gain = target.defender_covered - target.defender_uncovered;
      const std::size_t coverage = program.amount(i == attacked ? -gain : 0.0);
      program.at_most({{coverage, 1.0}}, 1.0);
      spent.emplace_back(coverage, target.cost);
    }
    program.at_most(spent, game.resources);
    const Target& chosen = game.targets[attacked];
    for (std::size_t i = 0; i < game.targets.size(); ++i) {
      if (i == attacked) continue;
      const Target& other = game.targets[i];
      // other's payoff less the chosen one's is at most 0.
      program.at_most({{spent[attacked].first, chosen.attacker_uncovered - chosen.attacker_covered},
                       {spent[i].first, other.attacker_covered - other.attacker_uncovered}},
                      chosen.attacker_uncovered - other.attacker_uncovered);
    }
    if (const auto cost = program.least_cost()) {
      best = std::max(best.value_or(-1e300), chosen.defender_uncovered - *cost);
    }
  }
  return best;
}

double attacker_payoff(const Target& target, double coverage) {
  return target.attacker_uncovered + coverage * (target.attacker_covered - target.attacker_uncovered);
}

SecurityGame random_game() {
  SecurityGame game;
  const auto points = [](int least, int most) { return static_cast<double>(*rc::gen::inRange(least, most)); };
  const auto number = *rc::gen::inRange<std::size_t>(1, 7);
  for (std::size_t i = 0; i < number; ++i) {
    const double covered = points(-10, 10);
    const double harmed = points(-10, 10);
    game.targets.push_back({.attacker_uncovered = covered + points(1, 10),
                            .attacker_covered = covered,
                            .defender_uncovered = harmed,
                            .defender_covered = harmed + points(0, 10),
                            .cost = points(1, 4)});
  }
  game.resources = points(0, 40) / 4.0;
  return game;
}

RC_GTEST_PROP(SecurityGame, TheDefenderGetsWhatTheMultipleLinearProgramsGive, ()) {
  const SecurityGame game = random_game();
  const auto best = best_by_linear_programs(game);
  RC_ASSERT(best.has_value());
  RC_ASSERT(std::abs(strong_stackelberg(game).defender_value - *best) < 1e-7);
}

RC_GTEST_PROP(SecurityGame, NoTargetOutsideTheAttackSetIsAsGoodForTheAttacker, ()) {
  const SecurityGame game = random_game();
  const Coverage found = strong_stackelberg(game);
  RC_ASSERT(found.spent <= game.resources + 1e-9);
  for (std::size_t i = 0; i < game.targets.size(); ++i) {
    const double payoff = attacker_payoff(game.targets[i], found.coverage[i]);
    const bool among = std::ranges::find(found.attack_set, i) != found.attack_set.end();
    RC_ASSERT(found.coverage[i] >= 0.0 && found.coverage[i] <= 1.0);
    RC_ASSERT(among == (payoff > found.attacker_value - 1e-7));
    RC_ASSERT(payoff < found.attacker_value + 1e-7);
  }
}

RC_GTEST_PROP(SecurityGame, MoreResourcesNeverHelpTheAttacker, ()) {
  SecurityGame game = random_game();
  const double before = strong_stackelberg(game).attacker_value;
  game.resources += 0.5;
  RC_ASSERT(strong_stackelberg(game).attacker_value <= before + 1e-12);
}

TEST(SecurityGame, WithoutResourcesTheBestTargetIsAttackedAndWithEnoughItIsCovered) {
  SecurityGame game{.targets = {{5, -1, -5, 0}, {3, -1, -3, 0}}, .resources = 0.0};
  EXPECT_THAT(strong_stackelberg(game).coverage, ElementsAre(0.0, 0.0));
  EXPECT_EQ(strong_stackelberg(game).attacker_value, 5.0);
  game.resources = 1000.0;
  const Coverage all = strong_stackelberg(game);
  EXPECT_THAT(all.coverage, ElementsAre(1.0, 1.0));
  EXPECT_EQ(all.attacker_value, -1.0);
  EXPECT_EQ(all.spent, 2.0);
}

TEST(SecurityGame, ATargetThatPaysTheAttackerEvenWhenCoveredStopsTheDescent) {
  const Coverage found = strong_stackelberg({.targets = {{10, 5, -10, 0}, {2, 0, -2, 0}}, .resources = 1.5});
  EXPECT_THAT(found.coverage, ElementsAre(DoubleNear(1.0, 1e-12), 0.0));
  EXPECT_EQ(found.attacker_value, 5.0);
}

TEST(SecurityGame, RefusesWhatIsNoGame) {
  EXPECT_THROW(strong_stackelberg({}), Error);
  EXPECT_THROW(strong_stackelberg({.targets = {{1, 1, 0, 0}}, .resources = 1}), Error);
  EXPECT_THROW(strong_stackelberg({.targets = {{2, 1, 0, -1}}, .resources = 1}), Error);
  EXPECT_THROW(strong_stackelberg({.targets = {{2, 1, 0, 1}}, .resources = -1}), Error);
  EXPECT_THROW(strong_stackelberg({.targets = {{2, 1, 0, 1, 0.0}}, .resources = 1}), Error);
}

}  // namespace
}  // namespace entente::verification
