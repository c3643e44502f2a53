// Why a state is not held or reached, and mends that do what they say.
#include "sequencing/explain.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "accord/lattice.h"
#include "accord/read.h"
#include "sequencing/evaluate.h"
#include "sequencing/every_plan.h"
#include "support/random_accord.h"

namespace entente::sequencing {
namespace {

using accord::Accord;
using accord::Range;

// The accord with one mend carried out to `share` of its change.
Accord changed(const Accord& accord, const Mend& mend, double share = 1.0) {
  Accord result = accord;
  double to = mend.from + share * (mend.to - mend.from);
  const auto level = [&]() -> accord::Level& {
    return result.commitments[mend.level->commitment].levels[mend.level->level - 1];
  };
  switch (mend.knob) {
    case Knob::seen:
      level().seen = Range::exactly(to);
      break;
    case Knob::watched:
      level().watched = Range::exactly(to);
      break;
    case Knob::undo:
      level().undo = Range::exactly(to * accord.period);
      break;
    case Knob::succeeds:
      result.review.succeeds = Range::exactly(to);
      break;
    case Knob::review_time:
      result.review.takes = Range::exactly(to * accord.period);
      break;
    case Knob::penalty:
      result.review.penalty[*mend.party] = Range::exactly(to);
      break;
    case Knob::payment:
      level().once[*mend.party] = Range::exactly(to);
      break;
  }
  return result;
}

bool still_broken(const Accord& accord, const std::vector<State>& points, const Condition& worst) {
  const Evaluation evaluation = evaluate(game::compile(accord), points);
  return std::any_of(evaluation.broken.begin(), evaluation.broken.end(), [&](const Condition& condition) {
    return condition.point == worst.point && condition.party == worst.party && kind(condition) == kind(worst) &&
           condition.levels == worst.levels;
  });
}

TEST(Mends, EachRepairsItsConditionAndSmallerChangesDoNot) {
  std::size_t tried = 0;
  std::array<std::size_t, 7> by_knob{};
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const Accord accord = entente::testing::random_accord(seed);
    const std::vector<State> points = accord::path(accord, entente::testing::random_plan(accord, seed));
    for (const Lack& lack : lacks(accord, points)) {
      ASSERT_TRUE(still_broken(accord, points, lack.worst));
      for (const Mend& mend : lack.mends) {
        ++tried;
        ++by_knob[static_cast<std::size_t>(mend.knob)];
        const Accord mended = changed(accord, mend);
        ASSERT_FALSE(still_broken(mended, points, lack.worst)) << "seed " << seed << " " << name(mend.knob);
        ASSERT_EQ(evaluate(game::compile(mended), points).holds(), mend.whole_plan);
        const bool whole = mend.knob == Knob::undo || mend.knob == Knob::review_time;
        const double less = whole ? 1.0 - 1.0 / std::abs(mend.to - mend.from) : 0.98;
        ASSERT_TRUE(still_broken(changed(accord, mend, less), points, lack.worst))
            << "seed " << seed << " " << name(mend.knob);
      }
    }
  }
  EXPECT_GE(tried, 300U);
  for (const std::size_t count : by_knob) EXPECT_GE(count, 3U);
}

TEST(Lacks, APlanThatHoldsLacksNothing) {
  const Accord accord = accord::parse(
      "accord: barter\nperiod: 1 year\nparties: {Ash: {patience: 0.9, breakdown: -1}, Birch: {patience: 0.9, "
      "breakdown: -1}}\n"
      "commitments:\n  posts: {by: Ash, levels: [{name: left, value: {Ash: -1, Birch: 3}}]}\n"
      "  trade: {by: Birch, levels: [{name: open, value: {Ash: 3, Birch: -1}}]}\n",
      "barter.yaml");
  EXPECT_THAT(lacks(accord, {{0, 0}, {1, 1}}), ::testing::IsEmpty());
}

const char* const kBlind =
    "accord: blind\nperiod: 3 months\nparties: {Ash: {patience: 0.8, breakdown: -0.5}, Birch: {patience: 0.8, "
    "breakdown: -0.5}}\n"
    "commitments:\n  stocks: {by: Ash, levels: [{name: cut, value: {Ash: -2, Birch: 3}, seen: 5%, watched: 5%}]}\n"
    "  credits: {by: Birch, levels: [{name: paid, value: {Birch: -2, Ash: 3}, seen: 10%, watched: 0%}]}\n";

TEST(Explain, AStateInWhichSomethingIsTakenBackUnseenIsNotHeld) {
  const Accord accord = accord::parse(kBlind, "blind.yaml");
  const Explanation explanation = explain(accord, {1, 1}, {.package_gain = {1.0, 1.0}, .on_progress = {}});
  EXPECT_FALSE(explanation.held);
  EXPECT_FALSE(explanation.reached);
  ASSERT_FALSE(explanation.lacks.empty());
  for (const Lack& lack : explanation.lacks) EXPECT_EQ(kind(lack.worst), "keeps");
}

TEST(Explain, TheEmptyStateIsReachedByDoingNothing) {
  const Accord accord = accord::parse(kBlind, "blind.yaml");
  const Explanation explanation = explain(accord, {0, 0}, {.package_gain = {1.0, 1.0}, .on_progress = {}});
  EXPECT_TRUE(explanation.held);
  EXPECT_TRUE(explanation.reached);
  EXPECT_THAT(explanation.lacks, ::testing::IsEmpty());
}

// The largest violation of a path as a share of each party's package gain.
double violation(const game::Game& game, const std::vector<State>& path, const std::vector<double>& gains) {
  double largest = 0.0;
  for (const Condition& broken : evaluate(game, path).broken) {
    largest = std::max(largest, -broken.slack / gains[broken.party]);
  }
  return largest;
}

TEST(Explain, NoPlanToAStateViolatesLessThanTheOneShown) {
  std::size_t compared = 0;
  for (std::uint64_t seed = 0; compared < 40; ++seed) {
    const Accord accord = entente::testing::random_accord(seed, {.most_states = 24, .needs = true, .pace = true});
    const game::Game game = game::compile(accord);
    const std::vector<State> states = entente::testing::valid_states(accord);
    const State target = states.back();
    const std::vector<double> gains(accord.parties.size(), 2.0);
    const Explanation explanation = explain(accord, target, {.package_gain = gains, .on_progress = {}});
    if (!explanation.held) continue;
    double least = std::numeric_limits<double>::infinity();
    const bool complete =
        entente::testing::for_each_plan(accord, accord::today(accord), 4000, [&](const std::vector<State>& path) {
          if (path.back() == target) least = std::min(least, violation(game, path, gains));
        });
    if (!complete) continue;
    ++compared;
    ASSERT_EQ(explanation.reached, least == 0.0) << "seed " << seed;
    ASSERT_NEAR(explanation.violation, least, 1e-4 * std::max(1.0, least)) << "seed " << seed;
    ASSERT_TRUE(explanation.path);
    ASSERT_NEAR(violation(game, *explanation.path, gains), least, 1e-4 * std::max(1.0, least)) << "seed " << seed;
    ASSERT_EQ(explanation.lacks.empty(), explanation.reached);
  }
}

TEST(Explain, AStateThatLacksWhatItNeedsIsRefused) {
  const Accord accord = accord::parse(
      "accord: needs\nperiod: 1 year\nparties: {Ash: {patience: 0.9}}\ncommitments:\n"
      "  a: {by: Ash, levels: [{name: one, needs: {b: one}}]}\n  b: {by: Ash, levels: [{name: one}]}\n",
      "needs.yaml");
  EXPECT_THROW(explain(accord, {1, 0}, {.package_gain = {1.0}, .on_progress = {}}), Error);
}

}  // namespace
}  // namespace entente::sequencing
