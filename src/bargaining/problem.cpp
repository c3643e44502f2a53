#include "bargaining/problem.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "game/states.h"
#include "game/values.h"

namespace entente::bargaining {

namespace {

using game::Game;

// Points of every level and complement, for the parties named.
void fill_points(const Game& game, std::span<const PartyIndex> parties, Problem& problem) {
  for (CommitmentIndex k = 0; k < game.commitments.size(); ++k) {
    problem.first_slot.push_back(problem.needs.size());
    std::vector<double> once(parties.size(), 0.0);
    for (LevelIndex l = 0; l <= game.top(k); ++l) {
      problem.needs.push_back(game.level(k, l).needs);
      for (std::size_t i = 0; i < parties.size(); ++i) {
        const game::PartyTerms& party = game.parties[parties[i]];
        if (l > game.today[k]) once[i] += party.once[game.slot(k, l)];
        problem.worth.push_back(once[i] + party.flow[game.slot(k, l)] * party.forever);
      }
    }
  }
  for (const game::ComplementTerms& complement : game.complements) {
    JointWorth joint;
    for (const game::ComplementMember& member : complement.when)
      joint.when.push_back({member.commitment, member.level});
    for (const PartyIndex party : parties) {
      joint.worth.push_back(complement.flow[party] * game.parties[party].forever);
    }
    const bool counts = std::any_of(joint.worth.begin(), joint.worth.end(), [](double worth) { return worth != 0.0; });
    if (counts) problem.complements.push_back(std::move(joint));
  }
}

double swing(const Problem& problem, std::size_t i) {
  double sum = 0.0;
  for (CommitmentIndex k = 0; k < problem.commitments(); ++k) {
    double worst = problem.of(k, 0)[i];
    double best = worst;
    for (LevelIndex l = 1; l <= problem.highest[k]; ++l) {
      worst = std::min(worst, problem.of(k, l)[i]);
      best = std::max(best, problem.of(k, l)[i]);
    }
    sum += best - worst;
  }
  for (const JointWorth& joint : problem.complements) sum += std::abs(joint.worth[i]);
  return sum;
}

// From points to units; `today` and `accepts` as well.
void scale(Problem& problem) {
  for (std::size_t i = 0; i < problem.parties; ++i) {
    double unit = swing(problem, i);
    // A party that nothing moves has no scale of its own.
    if (!(unit > 0.0)) unit = std::max(1.0, std::abs(problem.today[i]));
    problem.unit.push_back(unit);
    for (std::size_t at = i; at < problem.worth.size(); at += problem.parties) problem.worth[at] /= unit;
    for (JointWorth& joint : problem.complements) joint.worth[i] /= unit;
    problem.today[i] /= unit;
    problem.accepts[i] /= unit;
  }
}

Problem assembled(const Game& game, std::span<const PartyIndex> parties, std::span<const double> instead,
                  std::vector<LevelIndex> lowest, std::vector<LevelIndex> highest) {
  Problem problem;
  problem.parties = parties.size();
  problem.lowest = std::move(lowest);
  problem.highest = std::move(highest);
  fill_points(game, parties, problem);
  for (const PartyIndex party : parties) {
    problem.today.push_back(-instead[party]);
    problem.accepts.push_back(-Tolerance::same * std::max(1.0, std::abs(instead[party])));
  }
  scale(problem);
  return problem;
}

}  // namespace

Problem problem_of(const Game& game) {
  std::vector<PartyIndex> everybody(game.parties.size());
  std::iota(everybody.begin(), everybody.end(), PartyIndex{0});
  return assembled(game, everybody, game::disagreement(game), game.today, game::highest(game));
}

Problem problem_of(const Game& game, std::span<const PartyIndex> parties, std::span<const double> instead) {
  State highest = game::highest(game);
  for (CommitmentIndex k = 0; k < highest.size(); ++k) {
    if (!std::binary_search(parties.begin(), parties.end(), game.commitments[k].by)) highest[k] = 0;
  }
  return assembled(game, parties, instead, State(game.commitments.size(), 0), std::move(highest));
}

std::vector<double> gains(const Problem& problem, const State& x) {
  std::vector<double> sum = problem.today;
  const auto add = [&](std::span<const double> worth) {
    for (std::size_t i = 0; i < problem.parties; ++i) sum[i] += worth[i];
  };
  for (CommitmentIndex k = 0; k < x.size(); ++k) add(problem.of(k, x[k]));
  for (const JointWorth& joint : problem.complements) {
    const bool stands = std::all_of(joint.when.begin(), joint.when.end(),
                                    [&](const Requirement& member) { return x[member.commitment] >= member.level; });
    if (stands) add(joint.worth);
  }
  return sum;
}

bool is_valid(const Problem& problem, const State& x) {
  for (CommitmentIndex k = 0; k < x.size(); ++k) {
    if (x[k] < problem.lowest[k] || x[k] > problem.highest[k]) return false;
    const std::vector<Requirement>& needs = problem.needs[problem.first_slot[k] + x[k]];
    const bool met = std::all_of(needs.begin(), needs.end(),
                                 [&](const Requirement& need) { return x[need.commitment] >= need.level; });
    if (!met) return false;
  }
  return true;
}

}  // namespace entente::bargaining
