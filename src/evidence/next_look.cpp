#include "evidence/next_look.h"

#include <algorithm>

#include "evidence/agreed_means.h"

namespace entente::evidence {

namespace {

std::vector<double> as_vector(const ByStanding& numbers) {
  return {numbers.begin(), numbers.end()};
}

Choice choice_of(const Decision& decision, const Belief& belief) {
  Choice choice;
  for (const Chance& chance : belief.now) choice.belief.push_back(chance.best);
  choice.losses = {as_vector(decision.wait), as_vector(decision.respond)};
  return choice;
}

Standpoint standpoint_of(const Evidence& evidence, const Decision& decision, const Belief& belief) {
  const Choice choice = choice_of(decision, belief);
  const std::vector<double> expected = expected_losses(choice);
  Standpoint standpoint;
  standpoint.commitment = belief.commitment;
  standpoint.decision = decision;
  standpoint.best = static_cast<Act>(best_act(choice));
  standpoint.loss = expected[static_cast<std::size_t>(standpoint.best)];
  standpoint.loss_of_other = expected[1 - static_cast<std::size_t>(standpoint.best)];
  standpoint.certainty = value_of_certainty(choice);
  ByStanding waiting_costs{};
  double inside = 0.0;
  for (std::size_t x = 0; x < kStandings; ++x) {
    waiting_costs[x] = decision.wait[x] - decision.respond[x];
    inside += belief.now[x].best * waiting_costs[x];
  }
  const Interval between =
      posterior_bounds(ranged_chain(evidence, belief.commitment, belief.on), waiting_costs, inside).of;
  standpoint.settled = standpoint.best == Act::wait ? between.high <= 0.0 : between.low >= 0.0;
  return standpoint;
}

// The level that one would look at: that of the latest item about the commitment.
accord::Requirement level_at_hand(const Evidence& evidence, accord::CommitmentIndex commitment) {
  accord::Requirement level{.commitment = commitment};
  for (const Item& item : evidence.items) {
    if (item.about && item.about->commitment == commitment) level = *item.about;
  }
  return level;
}

Look look_of(const Evidence& evidence, std::size_t number, const Decision& decision, const Belief& belief) {
  const Means& means = evidence.means[number];
  const Sharpness& sharpness = sharpness_at(means, level_at_hand(evidence, belief.commitment));
  std::vector<std::vector<double>> outcomes;
  for (const Finding finding : {Finding::kept, Finding::shortfall, Finding::taken_back}) {
    outcomes.push_back(as_vector(report_chances(sharpness, finding).best));
  }
  const ValueOfLook value = value_of_look(choice_of(decision, belief), outcomes);
  return {.means = number,
          .commitment = belief.commitment,
          .value = value.expected_value,
          .cost = means.cost,
          .net = value.expected_value - means.cost.value_or(0.0),
          .could_change = value.could_change,
          .prospects = value.prospects};
}

}  // namespace

NextLooks next_looks(const Evidence& evidence, const std::vector<Belief>& believed) {
  NextLooks next;
  for (const Belief& belief : believed) {
    const auto& decision = evidence.decisions[belief.commitment];
    if (!decision || !belief.possible) continue;
    next.standpoints.push_back(standpoint_of(evidence, *decision, belief));
    for (std::size_t n = 0; n < evidence.means.size(); ++n) {
      const Means& means = evidence.means[n];
      if (!means.looks_at.empty() && std::ranges::find(means.looks_at, belief.commitment) == means.looks_at.end()) {
        continue;
      }
      next.looks.push_back(look_of(evidence, n, *decision, belief));
    }
  }
  std::ranges::stable_sort(next.looks, std::ranges::greater{}, &Look::net);
  return next;
}

}  // namespace entente::evidence
