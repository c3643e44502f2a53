// The bracket of the best plan, and every bound and cut in it, against the exact frontier.
#include "sequencing/bracket.h"

#include <gmock/gmock.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <cmath>

#include "accord/error.h"
#include "accord/lattice.h"
#include "game/states.h"
#include "sequencing/certificate.h"
#include "sequencing/evaluate.h"
#include "sequencing/label_pass.h"
#include "sequencing/objective.h"
#include "sequencing/plan_graph.h"
#include "sequencing/reference/search.h"
#include "sequencing/solutions.h"
#include "sequencing/weighted_bounds.h"
#include "support/random_accord.h"

namespace entente::sequencing {
namespace {

using accord::Accord;
using accord::Range;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::ThrowsMessage;

constexpr double kRounding = 1e-6;  // bounds are kept in single precision, rounded up

struct Instance {
  std::uint64_t seed = 0;
  Accord accord;
  game::Game game;
  SearchResult exact;  ///< by the plain search
};

// Random accords in which somebody has something to gain.
std::vector<Instance> instances(std::size_t number, std::size_t most_states, std::size_t least_plans) {
  std::vector<Instance> result;
  for (std::uint64_t seed = 0; result.size() < number; ++seed) {
    Instance instance{.seed = seed, .accord = {}, .game = {}, .exact = {}};
    instance.accord =
        entente::testing::random_accord(seed, {.most_states = most_states, .needs = seed % 2 == 0, .pace = true});
    instance.game = game::compile(instance.accord);
    instance.exact = reference::search(instance.game);
    if (instance.exact.frontier.size() >= least_plans) result.push_back(std::move(instance));
  }
  return result;
}

std::vector<double> gains(const SearchResult& found, const FoundPlan& plan) {
  std::vector<double> result;
  for (std::size_t i = 0; i < plan.value.size(); ++i) result.push_back(plan.value[i] - found.disagreement[i]);
  return result;
}

double best_worth(const SearchResult& found, const Objective& objective) {
  double best = 0.0;
  for (const FoundPlan& plan : found.frontier) best = std::max(best, worth(objective, gains(found, plan)));
  return best;
}

Objective nash_of(const SearchResult& found) {
  return {.kind = Objective::Kind::nash, .unit = best_gains(found.frontier, found.disagreement)};
}

double weighted(const std::vector<double>& weights, const std::vector<double>& value) {
  double sum = 0.0;
  for (std::size_t i = 0; i < value.size(); ++i) sum += weights[i] * value[i];
  return sum;
}

std::vector<double> some_weights(std::uint64_t seed, std::size_t parties) {
  entente::testing::Draws draws(seed ^ 0xabcdU);
  std::vector<double> weights;
  for (std::size_t i = 0; i < parties; ++i) weights.push_back(draws.uniform(0.05, 1.0));
  return weights;
}

TEST(Bracket, TheBoundIsNeverBelowTheBestPlanAndMeetsItWhenTheRestIsSearched) {
  std::size_t proved = 0;
  for (const Instance& instance : instances(250, 200, 3)) {
    const SearchResult found = bracket(instance.game);
    const Objective nash = nash_of(found);
    if (nash.counted() == 0) continue;
    const double best = best_worth(instance.exact, nash);
    ASSERT_TRUE(found.nash_at_most.has_value()) << "seed " << instance.seed;
    ASSERT_GE(*found.nash_at_most, best * (1.0 - kRounding)) << "seed " << instance.seed;
    if (nash.unit != nash_of(instance.exact).unit) continue;  // a party gains by a plan that the bracket did not find
    const double own = best_worth(found, nash);
    ASSERT_LE(own, best * (1.0 + 1e-9)) << "seed " << instance.seed;
    if (*found.nash_at_most > own * (1.0 + 1e-8)) continue;
    ++proved;
    ASSERT_NEAR(own, best, 1e-8 * best) << "seed " << instance.seed << ": proved best, and is not";
  }
  EXPECT_GE(proved, 150U);
}

TEST(Bracket, WhatWasDroppedStillCountsInTheBound) {
  std::size_t open = 0;
  for (const Instance& instance : instances(400, 200, 6)) {
    BracketOptions options;
    options.labels_per_state = 1;
    options.corridor_labels = 1;
    options.most_comparisons = 4;  // gives up after the first passes, which dropped what they could not keep
    const SearchResult found = bracket(instance.game, options);
    const Objective nash = nash_of(found);
    if (nash.counted() == 0 || !found.nash_at_most) continue;
    const double best = best_worth(instance.exact, nash);
    ASSERT_GE(*found.nash_at_most, best * (1.0 - kRounding)) << "seed " << instance.seed;
    if (best_worth(found, nash) < best * (1.0 - 1e-6)) ++open;
  }
  EXPECT_GE(open, 10U) << "the bracket found the best plan of nearly every accord: there was nothing to hold against";
}

TEST(Bracket, ItFindsTheBestPlanOfSmallAccords) {
  for (const Instance& instance : instances(200, 120, 3)) {
    const SearchResult found = bracket(instance.game);
    const Objective nash = nash_of(instance.exact);
    ASSERT_NEAR(best_worth(found, nash), best_worth(instance.exact, nash), 1e-8 * best_worth(instance.exact, nash))
        << "seed " << instance.seed;
  }
}

TEST(Bracket, NoPlanGivesEveryPartyALargerShareThanTheBoundSays) {
  std::size_t compared = 0;
  for (const Instance& instance : instances(200, 200, 4)) {
    const SearchResult found = bracket(instance.game);
    if (!found.kalai_smorodinsky_at_most) continue;
    const Objective fair{.kind = Objective::Kind::kalai_smorodinsky,
                         .unit = best_gains(found.frontier, found.disagreement)};
    ++compared;
    ASSERT_GE(*found.kalai_smorodinsky_at_most, best_worth(instance.exact, fair) * (1.0 - kRounding))
        << "seed " << instance.seed;
  }
  EXPECT_GE(compared, 100U);
}

TEST(Bracket, EveryPlanKeptIsCertifiedAndTheSafeStatesAreBracketed) {
  for (const Instance& instance : instances(120, 200, 2)) {
    const SearchResult found = bracket(instance.game);
    for (const FoundPlan& plan : found.frontier) {
      accord::Plan written;
      written.steps = plan.steps;
      ASSERT_TRUE(certify(instance.accord, written).holds()) << "seed " << instance.seed;
      ASSERT_TRUE(accord::keeps_pace(instance.accord, written)) << "seed " << instance.seed;
      const Evaluation evaluation = evaluate(instance.game, accord::path(instance.accord, written));
      ASSERT_EQ(evaluation.periods, plan.periods);
      for (std::size_t i = 0; i < plan.value.size(); ++i) {
        ASSERT_NEAR(evaluation.value.front()[i], plan.value[i], 1e-9 * std::max(1.0, std::abs(plan.value[i])));
      }
    }
    ASSERT_LE(found.safe_at_least, instance.exact.safe_at_least) << "seed " << instance.seed;
    ASSERT_GE(found.safe_at_most, instance.exact.safe_at_least) << "seed " << instance.seed;
  }
}

TEST(Bracket, PlansToATargetEndThereAndNoneOfThemIsBetterThanTheBound) {
  std::size_t with_plans = 0;
  for (const Instance& instance : instances(80, 150, 3)) {
    const accord::State target = states_of(instance.game, instance.exact.frontier.front().steps).back();
    SearchOptions to_target;
    to_target.target = target;
    const SearchResult exact = reference::search(instance.game, to_target);
    BracketOptions options;
    options.target = target;
    const SearchResult found = bracket(instance.game, options);
    ASSERT_EQ(found.frontier.empty(), exact.frontier.empty()) << "seed " << instance.seed;
    for (const FoundPlan& plan : found.frontier) {
      ASSERT_EQ(states_of(instance.game, plan.steps).back(), target) << "seed " << instance.seed;
    }
    const Objective nash = nash_of(found);
    if (nash.counted() == 0 || !found.nash_at_most) continue;
    ++with_plans;
    ASSERT_GE(*found.nash_at_most, best_worth(exact, nash) * (1.0 - kRounding)) << "seed " << instance.seed;
  }
  EXPECT_GE(with_plans, 40U);
}

TEST(Bracket, WhenTimeIsUpAtOnceThereIsStillAPlanAndABoundThatHolds) {
  for (const Instance& instance : instances(60, 200, 3)) {
    BracketOptions options;
    options.out_of_time = [] { return true; };
    const SearchResult found = bracket(instance.game, options);
    ASSERT_THAT(found.frontier, Not(IsEmpty())) << "seed " << instance.seed;
    const Objective nash = nash_of(found);
    if (nash.counted() == 0) continue;
    ASSERT_TRUE(found.out_of_time) << "seed " << instance.seed;
    if (found.nash_at_most) {
      ASSERT_GE(*found.nash_at_most, best_worth(instance.exact, nash) * (1.0 - kRounding));
    }
  }
}

TEST(Bracket, GivesTheSamePlansForAnyNumberOfThreads) {
  for (const Instance& instance : instances(20, 500, 4)) {
    const auto with_threads = [&](std::size_t threads) {
      const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
      return bracket(instance.game);
    };
    const SearchResult one = with_threads(1);
    const SearchResult four = with_threads(4);
    ASSERT_EQ(one.frontier.size(), four.frontier.size());
    for (std::size_t p = 0; p < one.frontier.size(); ++p) {
      ASSERT_EQ(one.frontier[p].value, four.frontier[p].value);
      ASSERT_EQ(one.frontier[p].steps, four.frontier[p].steps);
    }
    ASSERT_EQ(one.nash_at_most, four.nash_at_most);
  }
}

TEST(Bracket, SaysWhatWouldFitWhenThereIsTooLittleMemory) {
  const Instance instance = instances(1, 200, 3).front();
  BracketOptions options;
  options.most_bytes = 1;
  EXPECT_THAT([&] { bracket(instance.game, options); }, ThrowsMessage<Error>(HasSubstr("--target STATE")));
}

TEST(WeightedBounds, NoPlanHasALargerSumAndNoGoodPlanLeavesTheCorridor) {
  std::size_t narrowed_once = 0;
  for (const Instance& instance : instances(150, 150, 3)) {
    const PlanGraph graph = make_plan_graph(instance.game, {}, {});
    const Times times = make_times(graph);
    const std::vector<double> weights = some_weights(instance.seed, graph.parties());
    WeightedBounds bounds = bound_ahead(graph, times, weights);
    double best = -1e300;
    for (const FoundPlan& plan : instance.exact.frontier) best = std::max(best, weighted(weights, plan.value));
    ASSERT_GE(bounds.at_most, best - kRounding * std::abs(best)) << "seed " << instance.seed;
    ASSERT_NEAR(weighted(weights, bounds.value), bounds.at_most, 1e-4 * std::max(1.0, std::abs(bounds.at_most)));
    const double threshold = best - 0.1 * std::abs(best);
    bound_before(graph, times, threshold, true, bounds);
    if (narrowed(times, bounds).all < times.all) ++narrowed_once;
    for (const FoundPlan& plan : instance.exact.frontier) {
      if (weighted(weights, plan.value) < threshold) continue;
      accord::State state = game::today(instance.game);
      std::size_t elapsed = 0;
      for (const accord::Step& step : plan.steps) {
        std::size_t takes = 0;
        for (const accord::Raise& raise : step.raises) {
          takes = std::max(takes, instance.game.level(raise.commitment, raise.to).takes);
          state[raise.commitment] = raise.to;
        }
        elapsed += takes;
        const StateNumber number = graph.lattice.find(state);
        ASSERT_TRUE(times.passed(number));
        const std::size_t at = times.first[number] + elapsed - times.earliest[number];
        ASSERT_TRUE(std::isfinite(bounds.before[at])) << "seed " << instance.seed << ": a good plan was cut off";
      }
    }
  }
  EXPECT_GE(narrowed_once, 20U);
}

TEST(LabelPass, InTheCorridorOfAnObjectiveTheBestPlanIsKept) {
  for (const Objective::Kind kind : {Objective::Kind::nash, Objective::Kind::kalai_smorodinsky}) {
    for (const Instance& instance : instances(120, 150, 3)) {
      const Objective objective{.kind = kind, .unit = nash_of(instance.exact).unit};
      const double best = best_worth(instance.exact, objective);
      if (best <= 0.0) continue;
      const PlanGraph graph = make_plan_graph(instance.game, {}, {});
      const Times times = make_times(graph);
      std::vector<double> weights = some_weights(instance.seed, graph.parties());
      for (std::size_t i = 0; i < weights.size(); ++i) {
        weights[i] = objective.unit[i] > 0.0 ? weights[i] / objective.unit[i] : 0.0;
      }
      WeightedBounds bounds = bound_ahead(graph, times, weights);
      const double goal = best * (1.0 - kRounding);
      double nothing = 0.0;
      for (std::size_t i = 0; i < weights.size(); ++i) nothing += weights[i] * instance.exact.disagreement[i];
      bound_before(graph, times, least_sum(objective, weights, goal) + nothing, true, bounds);
      const Corridor corridor{.times = &times,
                              .bounds = &bounds,
                              .objective = &objective,
                              .disagreement = instance.exact.disagreement,
                              .goal = goal};
      LabelPassOptions options;
      options.corridor = &corridor;
      SearchResult found = instance.exact;
      found.frontier = plans_of(graph, label_pass(graph, options));
      ASSERT_NEAR(best_worth(found, objective), best, 1e-8 * best) << "seed " << instance.seed;
    }
  }
}

TEST(Objective, ABoundByWeightsIsTightAtTheGainsThatTheyBelongTo) {
  const std::vector<double> at{3.0, 5.0, 2.0};
  const std::vector<double> other{4.0, 4.0, 1.5};
  const Objective nash{.kind = Objective::Kind::nash, .unit = {6.0, 8.0, 4.0}};
  const std::vector<double> weights = weights_at(nash, at);
  EXPECT_NEAR(worth_at_most(nash, weights, weighted(weights, at)), worth(nash, at), 1e-12);
  EXPECT_GT(worth_at_most(nash, weights, weighted(weights, other)), worth(nash, other));
  EXPECT_NEAR(worth(nash, at), std::cbrt(30.0), 1e-12);
  const Objective fair{.kind = Objective::Kind::kalai_smorodinsky, .unit = {6.0, 8.0, 4.0}};
  EXPECT_DOUBLE_EQ(worth(fair, at), 0.5);
}

TEST(Mixture, FindsTheBestMixtureOfTwoOpposites) {
  // Half of each: the product of a convex combination of (4, 0.1) and (0.1, 4) is largest in the middle.
  Mixture mixture(std::vector<double>{4.0, 0.1});
  mixture.add(std::vector<double>{0.1, 4.0});
  const Objective nash{.kind = Objective::Kind::nash, .unit = {1.0, 1.0}};
  const std::vector<double> best = mixture.best(nash);
  EXPECT_NEAR(best[0], 2.05, 1e-4);
  EXPECT_NEAR(best[1], 2.05, 1e-4);
}

// Each commitment needs the one before it: of 2^20 states 21 are valid, and without a pace one step may raise any run.
Accord chain(std::size_t length) {
  Accord accord = entente::testing::random_accord(1);
  const std::size_t parties = accord.parties.size();
  accord.commitments.clear();
  accord.complements.clear();
  accord.pace = {};
  for (std::size_t k = 0; k < length; ++k) {
    accord::Commitment commitment;
    commitment.by = k % parties;
    commitment.name = "link-" + std::to_string(k);
    accord::Level level;
    level.name = "done";
    level.takes = Range::exactly(accord.period);
    level.undo = Range::exactly(2.0 * accord.period);
    for (std::size_t i = 0; i < parties; ++i) {
      level.value.push_back(Range::exactly(i == commitment.by ? -0.2 : 1.0 + 0.01 * static_cast<double>(k)));
      level.once.push_back(Range::exactly(0.0));
    }
    if (k > 0) level.needs.push_back({k - 1, 1});
    commitment.levels.push_back(level);
    accord.commitments.push_back(commitment);
  }
  return accord;
}

TEST(Search, AChainOfNeedsIsSearchedThoughItsStatesAndStepsAreTooManyToList) {
  const Accord accord = chain(20);
  const game::Game game = game::compile(accord);
  const SearchResult found = search(game);
  const SearchResult plain = reference::search(game);
  EXPECT_EQ(found.valid_states, 21U);
  ASSERT_THAT(plain.frontier, Not(IsEmpty()));
  ASSERT_EQ(found.frontier.size(), plain.frontier.size());
  for (std::size_t p = 0; p < plain.frontier.size(); ++p) EXPECT_EQ(found.frontier[p].steps, plain.frontier[p].steps);
}

TEST(Search, GivesThePlansOfThePlainSearch) {
  for (const Instance& instance : instances(150, 250, 2)) {
    const SearchResult found = search(instance.game);
    ASSERT_EQ(found.frontier.size(), instance.exact.frontier.size()) << "seed " << instance.seed;
    ASSERT_EQ(found.safe_at_least, instance.exact.safe_at_least) << "seed " << instance.seed;
    for (std::size_t p = 0; p < found.frontier.size(); ++p) {
      const std::vector<double>& own = found.frontier[p].value;
      const std::vector<double>& plain = instance.exact.frontier[p].value;
      for (std::size_t i = 0; i < own.size(); ++i) {
        ASSERT_NEAR(own[i], plain[i], 1e-8 * std::max(1.0, std::abs(plain[i]))) << "seed " << instance.seed;
      }
      ASSERT_EQ(found.frontier[p].steps, instance.exact.frontier[p].steps) << "seed " << instance.seed;
    }
  }
}

}  // namespace
}  // namespace entente::sequencing
