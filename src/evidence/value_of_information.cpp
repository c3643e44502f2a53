#include "evidence/value_of_information.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace entente::evidence {

namespace {

// Losses this near count as equal: what rounding makes of a tie is no reason to look.
double same(double loss) {
  return 1e-12 * std::max(1.0, std::abs(loss));
}

}  // namespace

std::vector<double> expected_losses(const Choice& choice) {
  std::vector<double> expected;
  for (const std::vector<double>& losses : choice.losses) {
    double sum = 0.0;
    for (std::size_t x = 0; x < losses.size(); ++x) sum += choice.belief[x] * losses[x];
    expected.push_back(sum);
  }
  return expected;
}

std::size_t best_act(const Choice& choice) {
  const std::vector<double> expected = expected_losses(choice);
  std::size_t best = 0;
  for (std::size_t act = 1; act < expected.size(); ++act) {
    if (expected[act] < expected[best] - same(expected[best])) best = act;
  }
  return best;
}

double least_loss(const Choice& choice) {
  return std::ranges::min(expected_losses(choice));
}

ValueOfLook value_of_look(const Choice& choice, const std::vector<std::vector<double>>& outcomes) {
  ValueOfLook value;
  const std::size_t before = best_act(choice);
  for (const std::vector<double>& chances : outcomes) {
    Prospect prospect{.chance = 0.0, .belief = choice.belief, .act = before};
    std::vector<double> joint(choice.belief.size());
    for (std::size_t x = 0; x < joint.size(); ++x) {
      joint[x] = choice.belief[x] * chances[x];
      prospect.chance += joint[x];
    }
    if (prospect.chance > 0.0) {
      for (double& one : joint) one /= prospect.chance;
      prospect.belief = joint;
      const Choice then{.belief = joint, .losses = choice.losses};
      const std::vector<double> expected = expected_losses(then);
      const std::size_t act = best_act(then);
      // Only where another act is strictly better does the outcome change anything.
      if (expected[act] < expected[before] - same(expected[before])) {
        prospect.act = act;
        value.could_change = true;
        value.expected_value += prospect.chance * (expected[before] - expected[act]);
      }
    }
    value.prospects.push_back(std::move(prospect));
  }
  return value;
}

double value_of_certainty(const Choice& choice) {
  double certain = 0.0;
  for (std::size_t x = 0; x < choice.belief.size(); ++x) {
    double least = std::numeric_limits<double>::infinity();
    for (const std::vector<double>& losses : choice.losses) least = std::min(least, losses[x]);
    certain += choice.belief[x] * least;
  }
  return std::max(0.0, least_loss(choice) - certain);
}

}  // namespace entente::evidence
