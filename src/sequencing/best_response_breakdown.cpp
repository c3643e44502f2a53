#include "sequencing/best_response_breakdown.h"

#include <algorithm>

namespace entente::sequencing {

namespace {

// A take-back that is finished after the breakdown: its commitment, and the periods still to go.
struct HalfDone {
  accord::CommitmentIndex commitment;
  std::size_t to_go;
};

std::size_t complement_stands(const PartyGame& game, const ComplementView& complement, const accord::State& state,
                              const HalfDone* half_done) {
  std::size_t shortest = kForever;
  for (const accord::Requirement& member : complement.when) {
    const std::size_t level = state[member.commitment];
    const CommitmentView& commitment = game.commitments[member.commitment];
    std::size_t time = fall_time(commitment, level, member.level);
    if (half_done != nullptr && half_done->commitment == member.commitment && level >= member.level) {
      const std::size_t after = fall_time(commitment, level - 1, member.level);
      time = after == kForever ? kForever : half_done->to_go + after;
    }
    shortest = std::min(shortest, time);
  }
  return shortest;
}

double complements_value(const PartyGame& game, const accord::State& state, const HalfDone* half_done) {
  double value = 0.0;
  for (const ComplementView& complement : game.complements) {
    const std::size_t time = complement_stands(game, complement, state, half_done);
    if (time > 0) value += complement.flow * game.annuity(time);
  }
  return value;
}

}  // namespace

std::size_t fall_time(const CommitmentView& commitment, std::size_t level, std::size_t below) {
  std::size_t time = 0;
  for (; level >= below; --level) {
    if (!commitment.levels[level].falls) return kForever;
    time += commitment.levels[level].undo;
  }
  return time;
}

double falling_value(const PartyGame& game, const CommitmentView& commitment, std::size_t level) {
  double value = 0.0;
  std::size_t time = 0;
  for (; commitment.levels[level].falls; --level) {
    const std::size_t undo = commitment.levels[level].undo;
    value += game.discount(time) * commitment.levels[level].flow * game.annuity(undo);
    time += undo;
  }
  return value + game.discount(time) * commitment.levels[level].flow * game.annuity(kForever);
}

std::vector<double> breakdown_values(const PartyGame& game, std::size_t point, const PrivateStates& states) {
  std::vector<std::vector<double>> alone(game.commitments.size());
  for (std::size_t k = 0; k < game.commitments.size(); ++k) {
    for (std::size_t level = 0; level <= game.points[point][k]; ++level) {
      alone[k].push_back(falling_value(game, game.commitments[k], level));
    }
  }
  std::vector<double> values(states.count());
  accord::State state = game.points[point];
  for (TrueLevels levels(states); !levels.done(); levels.next()) {
    for (std::size_t own = 0; own < game.own.size(); ++own) state[game.own[own]] = levels[own];
    double commitments = game.breakdown * game.annuity(kForever);
    for (std::size_t k = 0; k < state.size(); ++k) commitments += alone[k][state[k]];
    std::size_t index = states.first[levels.index()];
    const double dropped = commitments + complements_value(game, state, nullptr);
    values[index++] = dropped;
    for (const accord::CommitmentIndex k : game.own) {
      const LevelView& level = game.commitments[k].levels[state[k]];
      if (!level.alone) continue;
      for (std::size_t done = 1; done < level.undo; ++done) {
        const HalfDone half_done{k, level.undo - done};
        const double finished = commitments - alone[k][state[k]] + level.flow * game.annuity(half_done.to_go) +
                                game.discount(half_done.to_go) * alone[k][state[k] - 1] +
                                complements_value(game, state, &half_done);
        values[index++] = std::max(dropped, finished);
      }
    }
  }
  return values;
}

}  // namespace entente::sequencing
