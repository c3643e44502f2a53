#include "evidence/value_of_information.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <limits>

#include "evidence/draws.h"

namespace entente::evidence {
namespace {

using testing::ElementsAre;

// [outcome][state] whose outcomes add up to 1 in each state.
std::vector<std::vector<double>> random_outcomes(Draws& draws, std::size_t outcomes, std::size_t states) {
  std::vector<std::vector<double>> chances(outcomes, std::vector<double>(states));
  for (std::size_t x = 0; x < states; ++x) {
    double sum = 0.0;
    for (auto& outcome : chances) sum += outcome[x] = draws.between(0.0, 1.0);
    for (auto& outcome : chances) outcome[x] /= sum;
  }
  return chances;
}

// Every rule "after outcome o do act a" tried, the best rule's loss against the best act without looking.
double over_all_rules(const Choice& choice, const std::vector<std::vector<double>>& outcomes) {
  double least = std::numeric_limits<double>::infinity();
  std::vector<std::size_t> rule(outcomes.size(), 0);
  while (true) {
    double loss = 0.0;
    for (std::size_t o = 0; o < outcomes.size(); ++o) {
      for (std::size_t x = 0; x < choice.belief.size(); ++x) {
        loss += choice.belief[x] * outcomes[o][x] * choice.losses[rule[o]][x];
      }
    }
    least = std::min(least, loss);
    std::size_t o = rule.size();
    while (o > 0 && ++rule[o - 1] == choice.losses.size()) rule[--o] = 0;
    if (o == 0) break;
  }
  return least_loss(choice) - least;
}

TEST(ValueOfLook, IsThatOfTheBestRuleAmongAll) {
  Draws draws(11);
  int zero = 0;
  for (int n = 0; n < 300; ++n) {
    Choice choice{.belief = {draws.between(0.0, 1.0), draws.between(0.0, 1.0), draws.between(0.0, 1.0)}, .losses = {}};
    const double sum = choice.belief[0] + choice.belief[1] + choice.belief[2];
    for (double& one : choice.belief) one /= sum;
    for (int act = 0; act < 2; ++act) {
      choice.losses.push_back({draws.between(0.0, 10.0), draws.between(0.0, 10.0), draws.between(0.0, 10.0)});
    }
    const auto outcomes = random_outcomes(draws, 3, 3);
    const ValueOfLook value = value_of_look(choice, outcomes);
    EXPECT_NEAR(value.expected_value, over_all_rules(choice, outcomes), 1e-12);
    EXPECT_LE(value.expected_value, value_of_certainty(choice) + 1e-12);
    EXPECT_EQ(value.could_change, value.expected_value > 0.0);
    zero += value.could_change ? 0 : 1;
  }
  // Both kinds of case were met.
  EXPECT_GT(zero, 30);
  EXPECT_LT(zero, 270);
}

TEST(ValueOfLook, IsExactlyZeroWhereNothingItShowsChangesTheAct) {
  const Choice choice{.belief = {0.9, 0.1}, .losses = {{0.0, 1.0}, {5.0, 0.0}}};
  const ValueOfLook value = value_of_look(choice, {{0.9, 0.4}, {0.1, 0.6}});
  EXPECT_EQ(value.expected_value, 0.0);
  EXPECT_FALSE(value.could_change);
}

TEST(ValueOfLook, OfOneThatAlwaysSaysTheSameIsZero) {
  const Choice even{.belief = {0.5, 0.5}, .losses = {{0.0, 1.0}, {1.0, 0.0}}};
  EXPECT_EQ(value_of_look(even, {{0.3, 0.3}, {0.7, 0.7}}).expected_value, 0.0);
}

TEST(ValueOfLook, OfOneThatShowsTheStateIsThatOfCertainty) {
  const Choice choice{.belief = {0.6, 0.4}, .losses = {{0.0, 3.0}, {4.0, 0.0}}};
  const ValueOfLook value = value_of_look(choice, {{1.0, 0.0}, {0.0, 1.0}});
  EXPECT_NEAR(value.expected_value, 1.2, 1e-15);
  EXPECT_NEAR(value_of_certainty(choice), 1.2, 1e-15);
  EXPECT_THAT(value.prospects[1].belief, ElementsAre(0.0, 1.0));
  EXPECT_EQ(value.prospects[1].act, 1U);
}

}  // namespace
}  // namespace entente::evidence
