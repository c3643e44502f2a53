// Worlds evaluated fast agree with the whole way: the accord at those values, compiled and evaluated one condition at a
// time.
#include "uncertainty/world_evaluator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "accord/lattice.h"
#include "accord/ranges.h"
#include "accord/read.h"
#include "game/game.h"
#include "game/states.h"
#include "sequencing/evaluate.h"
#include "support/random_accord.h"

namespace entente::uncertainty {
namespace {

using accord::Accord;
using accord::Range;
using accord::Unit;
using testing::Draws;

// Ranges around the numbers of an accord that has none.
Accord with_ranges(Accord accord, Draws& draws) {
  accord::for_each_number(accord, [&](const std::string&, Range& range, Unit unit) {
    if (!draws.chance(0.6)) return;
    const double best = range.best;
    switch (unit) {
      case Unit::patience:
        range = {best * 0.9, best, best + 0.3 * (1.0 - best)};
        break;
      case Unit::turnover:
      case Unit::share:
      case Unit::share_a_year:
        range = {best * 0.7, best, best + 0.5 * (1.0 - best) * 0.9};
        break;
      case Unit::years:
      case Unit::years_from_zero:
        range = {best > 0.0 ? best * 0.5 : 0.0, best, best * 1.7 + 0.1};
        break;
      case Unit::spread:
        range = {best, best, best + 1.0};
        break;
      case Unit::penalty:
        range = {best - 1.0, best, best * 0.5};
        break;
      default:
        range = {best - 0.4, best, best + 0.7};
    }
  });
  return accord;
}

// A way up by steps of one to three raises at once, jumps among them, with all that is needed brought along.
std::vector<State> random_path(const Accord& accord, Draws& draws) {
  std::vector<State> points{accord::today(accord)};
  const std::size_t steps = draws.whole(0, 5);
  while (points.size() <= steps) {
    State next = points.back();
    for (std::size_t raises = draws.whole(1, 3); raises-- > 0;) {
      const std::size_t k = draws.whole(0, next.size() - 1);
      next[k] = std::min(next[k] + draws.whole(1, 2), accord.commitments[k].levels.size());
    }
    next = accord::with_needs(accord, next);
    if (next == points.back()) break;
    points.push_back(next);
  }
  return points;
}

// sequencing::evaluate knows nothing of first breaks.
const sequencing::Condition* first_break_of(const sequencing::Evaluation& evaluation) {
  const sequencing::Condition* first = nullptr;
  for (const sequencing::Condition& condition : evaluation.broken) {
    if (first == nullptr) first = &condition;
    if (condition.point != first->point) break;
    if (sequencing::share_of_best(condition, evaluation.gain) < sequencing::share_of_best(*first, evaluation.gain))
      first = &condition;
  }
  return first;
}

void expect_near(double fast, double slow, const std::string& what) {
  EXPECT_NEAR(fast, slow, 1e-9 * std::max(1.0, std::abs(slow))) << what;
}

void expect_agreement(const Accord& accord, const WorldModel& model, const std::vector<double>& values,
                      PlanInWorlds& plan, const std::vector<State>& points, const Outcome& fast) {
  std::vector<accord::ValueOf> named;
  for (std::size_t n = 0; n < values.size(); ++n) named.push_back({model.numbers[n].id, values[n]});
  const game::Game game = game::compile(accord::at_values(accord, named));
  const sequencing::Evaluation slow = sequencing::evaluate(game, points);
  EXPECT_EQ(fast.holds, slow.holds());
  expect_near(fast.min_slack, slow.min_slack, "smallest slack");
  for (std::size_t i = 0; i < accord.parties.size(); ++i) {
    expect_near(fast.gain[i], slow.gain[i], "gain of " + accord.parties[i].name);
    double least = slow.weakest[0][i].slack;
    for (const std::vector<sequencing::Condition>& at : slow.weakest) least = std::min(least, at[i].slack);
    expect_near(fast.slack[i], least, "slack of " + accord.parties[i].name);
  }
  const sequencing::Condition* first = first_break_of(slow);
  ASSERT_EQ(fast.first_break.has_value(), first != nullptr);
  if (first == nullptr) return;
  EXPECT_EQ(fast.first_break->point, first->point);
  expect_near(sequencing::share_of_best(
                  {.party = fast.first_break->party, .levels = {}, .slack = fast.first_break->slack}, slow.gain),
              sequencing::share_of_best(*first, slow.gain), "first break");
  // Two conditions may be as bad as each other; then either may be named.
  if (fast.first_break->party == first->party && fast.first_break->deviation == first->deviation &&
      fast.first_break->slack == first->slack) {
    EXPECT_EQ(plan.levels_of(*fast.first_break), first->levels);
  }
}

TEST(WorldEvaluator, AgreesWithCompilingAndEvaluatingOnRandomAccords) {
  std::size_t held = 0;
  std::size_t broke = 0;
  for (std::uint64_t seed = 0; seed < 600 && !HasFailure(); ++seed) {
    SCOPED_TRACE("accord " + std::to_string(seed));
    Draws draws(seed * 7919 + 1);
    const Accord accord = with_ranges(testing::random_accord(seed, {.needs = seed % 2 == 0}), draws);
    const WorldModel model = make_world_model(accord);
    const std::vector<State> points = random_path(accord, draws);
    WorldTables tables(accord, model, points.back());
    PlanInWorlds plan(tables, points);
    for (int world = 0; world < 8; ++world) {
      SCOPED_TRACE("world " + std::to_string(world));
      std::vector<double> unit(model.coordinates.size());
      for (double& one : unit) one = draws.uniform(1e-6, 1.0 - 1e-6);
      std::vector<double> values(model.numbers.size());
      values_at(model, unit, values);
      tables.compile(values);
      const Outcome& fast = plan.evaluate();
      (fast.holds ? held : broke) += 1;
      expect_agreement(accord, model, values, plan, points, fast);
    }
  }
  EXPECT_GT(held, 100U) << "the verdict must have been both";
  EXPECT_GT(broke, 100U);
}

class WorldsOfCase : public ::testing::TestWithParam<std::string> {};

TEST_P(WorldsOfCase, AgreeWithCompilingAndEvaluating) {
  const std::string folder = ENTENTE_SOURCE_DIR "/cases/" + GetParam();
  const Accord accord = accord::load(folder);
  std::vector<accord::Plan> plans = accord.plans;
  if (std::filesystem::is_directory(folder + "/plans")) {
    for (const auto& file : std::filesystem::directory_iterator(folder + "/plans")) {
      if (file.path().extension() != ".yaml") continue;
      for (accord::Plan& plan : accord::load_plans(accord, file.path())) plans.push_back(std::move(plan));
    }
  }
  ASSERT_FALSE(plans.empty());
  const WorldModel model = make_world_model(accord);
  Draws draws(5);
  for (const accord::Plan& of : plans) {
    SCOPED_TRACE(of.name);
    const std::vector<State> points = accord::path(accord, of);
    WorldTables tables(accord, model, points.back());
    PlanInWorlds plan(tables, points);
    for (int world = 0; world < 20; ++world) {
      std::vector<double> unit(model.coordinates.size());
      for (double& one : unit) one = draws.uniform(1e-6, 1.0 - 1e-6);
      std::vector<double> values(model.numbers.size());
      values_at(model, unit, values);
      tables.compile(values);
      expect_agreement(accord, model, values, plan, points, plan.evaluate());
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, WorldsOfCase,
                         ::testing::Values("korea-2019", "jcpoa-2015", "agreed-framework-1994", "two-neighbours"),
                         [](const auto& of) {
                           std::string name = of.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace entente::uncertainty
