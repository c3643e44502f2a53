// What must be seen, against the conditions evaluated at every chance.
#include "verification/required_detection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "accord/lattice.h"
#include "sequencing/evaluate.h"
#include "support/random_accord.h"
#include "verification/random_means.h"

namespace entente::verification {
namespace {

using accord::Range;
using accord::Sense;

constexpr std::uint64_t kDesigns = 120;

// Whether the conditions at `point` in which the chance counts hold when it is `chance`.
bool hold_at(Accord accord, const std::vector<State>& points, const RequiredDetection& required, double chance) {
  accord::Level& level = accord.commitments[required.level.commitment].levels[required.level.level - 1];
  (required.sense == Sense::seen ? level.seen : level.watched) = Range::exactly(chance);
  const game::Game game = game::compile(accord);
  const sequencing::Walk walk = sequencing::walk(game, points);
  const PartyIndex party = accord.commitments[required.level.commitment].by;
  bool good = true;
  sequencing::for_each_condition(
      game, walk, sequencing::values_along(game, walk, party), party, required.point,
      [&](const sequencing::Condition& condition) {
        const bool counts = required.sense == Sense::watched
                                ? sequencing::kind(condition) == "keeps" && condition.levels.front() == required.level
                                : condition.deviation == sequencing::Deviation::withhold &&
                                      std::ranges::any_of(condition.levels, [&](const Requirement& one) {
                                        return one.commitment == required.level.commitment;
                                      });
        if (counts && !sequencing::holds(condition, 0.0)) good = false;
      });
  return good;
}

TEST(RequiredDetection, HoldsAtTheLeastChanceAndNotBelowIt) {
  std::size_t in_between = 0;
  std::size_t impossible = 0;
  for (std::uint64_t seed = 0; seed < kDesigns; ++seed) {
    const Accord accord = entente::testing::random_accord(seed);
    const accord::Plan plan = entente::testing::random_plan_with_jumps(accord, seed);
    SCOPED_TRACE("seed " + std::to_string(seed));
    const std::vector<State> points = accord::path(accord, plan);
    const std::vector<double> margin(accord.parties.size(), 0.0);
    for (const RequiredDetection& one : required_detections(accord, points, margin).levels) {
      EXPECT_EQ(one.enough, hold_at(accord, points, one, one.now));
      constexpr int kLooks = 40;
      for (int look = 0; look <= kLooks; ++look) {
        const double chance = static_cast<double>(look) / kLooks;
        const bool below = !one.least || chance < *one.least - 1e-9;
        if (below) {
          EXPECT_FALSE(hold_at(accord, points, one, chance)) << "at " << chance;
        }
      }
      if (!one.least) {
        ++impossible;
        continue;
      }
      EXPECT_TRUE(hold_at(accord, points, one, *one.least)) << "at " << *one.least;
      if (*one.least > 0.0 && *one.least < 1.0) ++in_between;
    }
  }
  EXPECT_GE(in_between, 50U);
  EXPECT_GE(impossible, 50U);
}

TEST(RequiredDetection, ConditionsAsFunctionsOfDetectionAreThoseOfTheEvaluation) {
  for (std::uint64_t seed = 0; seed < kDesigns; ++seed) {
    const Accord accord = entente::testing::random_accord(seed);
    const accord::Plan plan = entente::testing::random_plan_with_jumps(accord, seed);
    SCOPED_TRACE("seed " + std::to_string(seed));
    const game::Game game = game::compile(accord);
    const sequencing::Walk walk = sequencing::walk(game, accord::path(accord, plan));
    const PlanConditions conditions = plan_conditions(game, walk.points);
    // Slacks by name, as the evaluation has them and as functions of what is in force.
    std::map<std::string, double> expected;
    const auto name = [](const sequencing::Condition& condition) {
      std::string text = std::to_string(condition.party) + ' ' + std::to_string(condition.point) + ' ' +
                         sequencing::describe(condition);
      for (const Requirement& level : condition.levels) {
        text += ' ' + std::to_string(level.commitment) + '.' + std::to_string(level.level);
      }
      return text;
    };
    for (PartyIndex i = 0; i < game.parties.size(); ++i) {
      const sequencing::ValuesAlong values = sequencing::values_along(game, walk, i);
      for (std::size_t point = 0; point < walk.points.size(); ++point) {
        sequencing::for_each_condition(game, walk, values, i, point, [&](const sequencing::Condition& condition) {
          expected[name(condition)] = condition.slack;
        });
      }
    }
    std::map<std::string, double> computed;
    for (const sequencing::Condition& condition : conditions.fixed) computed[name(condition)] = condition.slack;
    for (const GateCondition& gate : conditions.gates) {
      double unseen = 1.0;
      for (const Requirement& level : gate.looked_at) unseen *= 1.0 - game.level(level.commitment, level.level).seen;
      computed[name(gate.condition)] = slack_at(gate, 1.0 - unseen);
    }
    for (const WatchedLevel& watched : conditions.watched) {
      const double yearly = accord.commitments[watched.level.commitment].levels[watched.level.level - 1].watched.best;
      for (const WatchCondition& one : watched.conditions) {
        computed[name(one.condition)] = slack_at(conditions, one, yearly);
      }
    }
    ASSERT_EQ(computed.size(), expected.size());
    for (const auto& [which, slack] : expected) {
      ASSERT_TRUE(computed.contains(which)) << which;
      EXPECT_NEAR(computed.at(which), slack, 1e-9 * std::max(1.0, std::abs(slack))) << which;
    }
  }
}

TEST(RequiredDetection, SlackRangeHoldsEverySlackWithin) {
  for (std::uint64_t seed = 0; seed < kDesigns; seed += 5) {
    const Accord accord = entente::testing::random_accord(seed);
    const game::Game game = game::compile(accord);
    const PlanConditions conditions =
        plan_conditions(game, accord::path(accord, entente::testing::random_plan(accord, seed)));
    entente::testing::Draws draws(seed);
    for (const WatchedLevel& watched : conditions.watched) {
      for (const WatchCondition& one : watched.conditions) {
        const double low = draws.uniform(0.0, 1.0);
        const double high = draws.uniform(low, 1.0);
        const SlackRange range = slack_within(conditions, one, low, high);
        const double slack = slack_at(conditions, one, draws.uniform(low, high));
        EXPECT_LE(range.low, slack + 1e-12 * std::max(1.0, std::abs(slack)));
        EXPECT_GE(range.high, slack - 1e-12 * std::max(1.0, std::abs(slack)));
      }
    }
  }
}

}  // namespace
}  // namespace entente::verification
