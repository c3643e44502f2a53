// Plans that begin at what stands already: the rest of an accord is searched, certified and played out from there.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "accord/lattice.h"
#include "game/values.h"
#include "sequencing/best_response.h"
#include "sequencing/bracket.h"
#include "sequencing/certificate.h"
#include "sequencing/evaluate.h"
#include "sequencing/every_plan.h"
#include "sequencing/search.h"
#include "support/random_accord.h"

namespace entente::sequencing {
namespace {

using accord::Accord;
using accord::State;

Accord standing_at(Accord accord, const State& state) {
  accord.stands = state;
  return accord;
}

bool same(const std::vector<double>& a, const std::vector<double>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::abs(a[i] - b[i]) > 1e-8 * std::max(1.0, std::abs(b[i]))) return false;
  }
  return true;
}

bool reached_by_one_of(const std::vector<FoundPlan>& plans, const std::vector<double>& value) {
  return std::any_of(plans.begin(), plans.end(), [&](const FoundPlan& plan) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (plan.value[i] < value[i] - 1e-8 * std::max(1.0, std::abs(value[i]))) return false;
    }
    return true;
  });
}

Accord random_small(std::uint64_t seed) {
  return entente::testing::random_accord(seed, {.most_states = 40, .needs = true, .pace = true});
}

// The frontier from a state against every plan that there is from it.
TEST(FromAStanding, TheFrontierIsThatOfEveryPlanFromThere) {
  constexpr std::size_t kMostPlans = 3000;
  std::size_t compared = 0;
  std::size_t with_steps = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Accord accord = random_small(seed);
    for (const State& state : entente::testing::valid_states(accord)) {
      const Accord begun = standing_at(accord, state);
      const game::Game game = game::compile(begun);
      std::vector<std::vector<double>> held;
      const bool all = entente::testing::for_each_plan(begun, state, kMostPlans, [&](const std::vector<State>& path) {
        const Evaluation figures = evaluate(game, path);
        if (figures.holds()) held.push_back(figures.value.front());
      });
      if (!all) continue;
      ++compared;
      const SearchResult found = search(game);
      for (const std::vector<double>& value : held) EXPECT_TRUE(reached_by_one_of(found.frontier, value)) << seed;
      for (const FoundPlan& plan : found.frontier) {
        const std::vector<State> path = states_of(game, plan.steps);
        EXPECT_EQ(path.front(), state);
        EXPECT_TRUE(evaluate(game, path).holds());
        if (!plan.steps.empty()) ++with_steps;
      }
    }
  }
  EXPECT_GT(compared, 300U);
  EXPECT_GT(with_steps, 100U);
}

TEST(FromAStanding, TheRestOfAPlanThatHoldsIsAPlanThatHolds) {
  std::size_t checked = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const Accord accord = random_small(seed);
    const game::Game game = game::compile(accord);
    for (const FoundPlan& plan : search(game).frontier) {
      const std::vector<State> path = states_of(game, plan.steps);
      const Evaluation figures = evaluate(game, path);
      for (std::size_t point = 1; point < path.size(); ++point) {
        const Accord begun = standing_at(accord, path[point]);
        accord::Plan rest;
        rest.steps.assign(plan.steps.begin() + static_cast<std::ptrdiff_t>(point), plan.steps.end());
        EXPECT_TRUE(certify(begun, rest).holds()) << seed;
        const SearchResult found = search(game::compile(begun));
        EXPECT_TRUE(reached_by_one_of(found.frontier, figures.value[point])) << seed;
        ++checked;
      }
    }
  }
  EXPECT_GT(checked, 50U);
}

TEST(FromAStanding, NobodyGainsByBreakingACertifiedPlan) {
  std::size_t checked = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const Accord accord = random_small(seed);
    for (const State& state : entente::testing::valid_states(accord)) {
      const Accord begun = standing_at(accord, state);
      for (const FoundPlan& found : search(game::compile(begun)).frontier) {
        if (found.steps.empty()) continue;
        accord::Plan plan;
        plan.steps = found.steps;
        ASSERT_TRUE(certify(begun, plan).holds()) << seed;
        for (accord::PartyIndex i = 0; i < accord.parties.size(); ++i) {
          const auto best = best_response(begun, plan, i, 100'000);
          if (!best) continue;
          EXPECT_FALSE(best->beats_the_plan) << seed;
          if (best->point == 0) {
            EXPECT_NEAR(best->plan_value, found.value[i], 1e-6 * std::max(1.0, std::abs(found.value[i])));
          }
          ++checked;
        }
      }
    }
  }
  EXPECT_GT(checked, 200U);
}

TEST(FromAStanding, GainsAreOverABreakdownFromThere) {
  const Accord accord = random_small(3);
  for (const State& state : entente::testing::valid_states(accord)) {
    const game::Game game = game::compile(standing_at(accord, state));
    const SearchResult found = search(game);
    for (accord::PartyIndex i = 0; i < accord.parties.size(); ++i) {
      EXPECT_EQ(found.disagreement[i], game::breakdown(game, i, state));
    }
    EXPECT_EQ(bracket(game, {}).disagreement, found.disagreement);
  }
}

TEST(FromAStanding, WhereNothingStandsYetItIsTheWholeAccord) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const Accord accord = random_small(seed);
    const SearchResult whole = search(game::compile(accord));
    const SearchResult begun = search(game::compile(standing_at(accord, State(accord.commitments.size(), 0))));
    ASSERT_EQ(whole.frontier.size(), begun.frontier.size());
    for (std::size_t n = 0; n < whole.frontier.size(); ++n) {
      EXPECT_TRUE(same(whole.frontier[n].value, begun.frontier[n].value));
      EXPECT_EQ(whole.frontier[n].steps, begun.frontier[n].steps);
    }
  }
}

}  // namespace
}  // namespace entente::sequencing
