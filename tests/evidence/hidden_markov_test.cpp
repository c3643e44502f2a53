#include "evidence/hidden_markov.h"

#include <gmock/gmock.h>

#include <cmath>

#include "evidence/draws.h"

namespace entente::evidence {
namespace {

using testing::ElementsAre;

HiddenMarkov random_model(Draws& draws, std::size_t states, std::size_t times) {
  const auto row = [&] {
    Vector chances;
    double sum = 0.0;
    for (std::size_t x = 0; x < states; ++x) sum += chances.emplace_back(draws.between(0.0, 1.0));
    for (double& chance : chances) chance /= sum;
    return chances;
  };
  HiddenMarkov model{.start = row(), .moves = {}, .likelihood = {}};
  for (std::size_t t = 0; t < times; ++t) {
    Matrix move;
    for (std::size_t x = 0; x < states; ++x) move.push_back(row());
    if (t + 1 < times) model.moves.push_back(move);
    Vector likelihood;
    for (std::size_t x = 0; x < states; ++x) likelihood.push_back(draws.between(0.0, 1.0));
    model.likelihood.push_back(likelihood);
  }
  return model;
}

// Chance of one history of the first `times` times together with what was observed in them.
double joint(const HiddenMarkov& model, const std::vector<std::size_t>& path) {
  double chance = model.start[path[0]];
  for (std::size_t t = 0; t < path.size(); ++t) {
    if (t > 0) chance *= model.moves[t - 1][path[t - 1]][path[t]];
    chance *= model.likelihood[t][path[t]];
  }
  return chance;
}

template <typename Visit>
void for_each_path(std::size_t states, std::size_t times, const Visit& visit) {
  std::vector<std::size_t> path(times, 0);
  while (true) {
    visit(path);
    std::size_t t = times;
    while (t > 0 && ++path[t - 1] == states) path[--t] = 0;
    if (t == 0) return;
  }
}

TEST(HiddenMarkov, AgreesWithTheSumOverAllHiddenPathsOfShortStreams) {
  Draws draws(1);
  for (int n = 0; n < 60; ++n) {
    const std::size_t times = 1 + draws.below(6);
    const HiddenMarkov model = random_model(draws, 3, times);
    const auto states = infer(model);
    const auto history = most_likely_history(model);
    ASSERT_TRUE(states && history);
    Matrix smoothed(times, Vector(3, 0.0));
    Vector filtered(3, 0.0);
    double all = 0.0;
    double best = 0.0;
    for_each_path(3, times, [&](const std::vector<std::size_t>& path) {
      const double chance = joint(model, path);
      all += chance;
      best = std::max(best, chance);
      for (std::size_t t = 0; t < times; ++t) smoothed[t][path[t]] += chance;
    });
    for_each_path(3, (times + 1) / 2,
                  [&](const std::vector<std::size_t>& path) { filtered[path.back()] += joint(model, path); });
    const double until_half = filtered[0] + filtered[1] + filtered[2];
    for (std::size_t x = 0; x < 3; ++x) {
      EXPECT_NEAR(states->filtered[(times + 1) / 2 - 1][x], filtered[x] / until_half, 1e-12);
      for (std::size_t t = 0; t < times; ++t) EXPECT_NEAR(states->smoothed[t][x], smoothed[t][x] / all, 1e-12);
    }
    EXPECT_NEAR(states->log_likelihood, std::log(all), 1e-10);
    EXPECT_NEAR(history->log_joint, std::log(best), 1e-10);
    EXPECT_NEAR(joint(model, history->states), best, 1e-12);
  }
}

TEST(HiddenMarkov, SaysThatNothingExplainsWhatIsImpossible) {
  const HiddenMarkov model{
      .start = {1.0, 0.0}, .moves = {{{1.0, 0.0}, {0.0, 1.0}}}, .likelihood = {{1.0, 1.0}, {0.0, 1.0}}};
  EXPECT_FALSE(infer(model));
  EXPECT_FALSE(most_likely_history(model));
}

TEST(HiddenMarkov, SmoothingTheLastTimeIsFilteringIt) {
  Draws draws(2);
  const auto states = infer(random_model(draws, 2, 5));
  ASSERT_TRUE(states);
  EXPECT_NEAR(states->smoothed.back()[0], states->filtered.back()[0], 1e-15);
}

TEST(HiddenMarkov, LongSeriesDoNotVanish) {
  HiddenMarkov model{.start = {0.5, 0.5}, .moves = {}, .likelihood = {}};
  model.moves.assign(4999, {{0.9, 0.1}, {0.2, 0.8}});
  model.likelihood.assign(5000, {1e-3, 2e-3});
  const auto states = infer(model);
  ASSERT_TRUE(states);
  EXPECT_LT(states->log_likelihood, -5000.0);
  EXPECT_GT(states->filtered.back()[1], 0.3);
}

TEST(HiddenMarkov, OfEqualHistoriesTheLowerStateIsTaken) {
  const HiddenMarkov model{
      .start = {0.5, 0.5}, .moves = {{{0.5, 0.5}, {0.5, 0.5}}}, .likelihood = {{0.3, 0.3}, {0.3, 0.3}}};
  EXPECT_THAT(most_likely_history(model)->states, ElementsAre(0, 0));
}

TEST(HiddenMarkov, APowerIsRepeatedApplication) {
  const Matrix day{{0.9, 0.1}, {0.4, 0.6}};
  const Matrix three = power(day, 3);
  EXPECT_NEAR(three[0][1], 0.9 * 0.9 * 0.1 + 0.9 * 0.1 * 0.6 + 0.1 * 0.4 * 0.1 + 0.1 * 0.6 * 0.6, 1e-15);
  EXPECT_EQ(power(day, 0), (Matrix{{1.0, 0.0}, {0.0, 1.0}}));
}

}  // namespace
}  // namespace entente::evidence
