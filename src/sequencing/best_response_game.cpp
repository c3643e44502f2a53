#include "sequencing/best_response_game.h"

#include <algorithm>
#include <cmath>

#include "accord/lattice.h"

namespace entente::sequencing {

namespace {

double best(const std::vector<accord::Range>& values, accord::PartyIndex party) {
  return party < values.size() ? values[party].best : 0.0;
}

// Whether every one of `parties` gains by the fall from `level` to the one below, each in its own flow of this
// commitment.
bool all_gain(const accord::Commitment& commitment, std::size_t level, const std::vector<accord::PartyIndex>& parties) {
  return std::ranges::all_of(parties, [&](accord::PartyIndex party) {
    const double below = level == 1 ? 0.0 : best(commitment.levels[level - 2].value, party);
    return below > best(commitment.levels[level - 1].value, party);
  });
}

// A take-back is found once at most, in its h-th period with chance w (1-w)^(h-1), and then answered with chance
// `succeeds`.
std::vector<double> responses(double w, double succeeds, std::size_t undo) {
  std::vector<double> result;
  double unfound = 1.0;
  for (std::size_t period = 1; period <= undo; ++period, unfound *= 1.0 - w) {
    const double unanswered = 1.0 - succeeds * (1.0 - unfound);
    // Where a response has surely come before, no game gets here.
    result.push_back(unanswered > 0.0 ? succeeds * w * unfound / unanswered : 1.0);
  }
  return result;
}

LevelView view(const accord::Accord& accord, const accord::Commitment& commitment, std::size_t number,
               accord::PartyIndex party) {
  const accord::Level& level = commitment.levels[number - 1];
  LevelView result;
  result.flow = best(level.value, party) * accord.period;
  result.once = best(level.once, party);
  result.seen = level.seen.best;
  if (!level.undo) return result;
  result.undo = accord::periods(level.undo->best, accord.period, 1);
  bool giver_alone = true;
  switch (level.undone_by) {
    case accord::UndoneBy::giver:
      result.falls = all_gain(commitment, number, {commitment.by});
      break;
    case accord::UndoneBy::automatic:
      result.falls = true;
      break;
    case accord::UndoneBy::all:
      result.falls = all_gain(commitment, number, level.undone_by_all);
      giver_alone =
          std::ranges::all_of(level.undone_by_all, [&](accord::PartyIndex named) { return named == commitment.by; });
      break;
  }
  result.alone = commitment.by == party && giver_alone;
  const double watched = 1.0 - std::pow(1.0 - level.watched.best, accord.period);
  if (result.alone) result.response = responses(watched, accord.review.succeeds.best, result.undo);
  return result;
}

// The longest of what the step raises; a jump takes as long as its levels one after the other (MODEL 3 and 5).
std::size_t duration(const accord::Accord& accord, const accord::Step& step, const accord::State& from) {
  std::size_t longest = 1;
  for (const accord::Raise& raise : step.raises) {
    std::size_t takes = 0;
    for (std::size_t level = from[raise.commitment] + 1; level <= raise.to; ++level) {
      takes += accord::periods(accord.commitments[raise.commitment].levels[level - 1].takes.best, accord.period, 1);
    }
    longest = std::max(longest, takes);
  }
  return longest;
}

}  // namespace

double PartyGame::annuity(std::size_t periods) const {
  return (1.0 - discount(periods)) / (1.0 - beta);
}

double PartyGame::discount(std::size_t periods) const {
  return periods == kForever ? 0.0 : std::pow(beta, static_cast<double>(periods));
}

double PartyGame::flow(const accord::State& state) const {
  double total = 0.0;
  for (std::size_t k = 0; k < commitments.size(); ++k) total += commitments[k].levels[state[k]].flow;
  for (const ComplementView& complement : complements) {
    const bool stands = std::ranges::all_of(
        complement.when, [&](const accord::Requirement& member) { return state[member.commitment] >= member.level; });
    if (stands) total += complement.flow;
  }
  return total;
}

PartyGame party_game(const accord::Accord& accord, const accord::Plan& plan, accord::PartyIndex party) {
  PartyGame game;
  game.beta = std::pow(accord.parties[party].patience.best, accord.period);
  double stays = 1.0;
  for (const accord::Party& other : accord.parties) stays *= std::pow(1.0 - other.turnover.best, accord.period);
  game.theta = 1.0 - stays;
  game.gamma = game.beta * (1.0 - game.theta);
  game.breakdown = accord.parties[party].breakdown.best * accord.period;
  game.penalty = best(accord.review.penalty, party) * accord.period;
  game.succeeds = accord.review.succeeds.best;
  game.review = accord::periods(accord.review.takes.best, accord.period, 0);
  for (const accord::Commitment& commitment : accord.commitments) {
    CommitmentView seen{commitment.by == party, {LevelView{}}};
    if (seen.own) game.own.push_back(game.commitments.size());
    for (std::size_t level = 1; level <= commitment.levels.size(); ++level) {
      seen.levels.push_back(view(accord, commitment, level, party));
    }
    game.commitments.push_back(std::move(seen));
  }
  for (const accord::Complement& complement : accord.complements) {
    const double flow = best(complement.value, party) * accord.period;
    if (flow != 0.0) game.complements.push_back({flow, complement.when});
  }
  game.points = accord::path(accord, plan);
  for (std::size_t t = 0; t < plan.steps.size(); ++t) {
    game.durations.push_back(duration(accord, plan.steps[t], game.points[t]));
  }
  return game;
}

double private_states_at(const PartyGame& game, std::size_t point) {
  // Take-backs add up over commitments while true levels multiply: the sum over k of (states of k's take-backs) times
  // the vectors of the others.
  double vectors = 1.0;
  double under_way_per_vector = 0.0;
  for (const accord::CommitmentIndex k : game.own) {
    const double levels = static_cast<double>(game.points[point][k]) + 1.0;
    double under_way = 0.0;
    for (std::size_t level = 1; level <= game.points[point][k]; ++level) {
      const LevelView& view = game.commitments[k].levels[level];
      if (view.alone) under_way += static_cast<double>(view.undo) - 1.0;
    }
    vectors *= levels;
    under_way_per_vector += under_way / levels;
  }
  return vectors * (1.0 + under_way_per_vector);
}

PrivateStates number_private_states(const PartyGame& game, std::size_t point) {
  PrivateStates states;
  std::size_t vectors = 1;
  for (const accord::CommitmentIndex k : game.own) {
    states.announced.push_back(game.points[point][k]);
    states.stride.push_back(vectors);
    vectors *= game.points[point][k] + 1;
  }
  states.first.assign(vectors + 1, 0);
  for (TrueLevels levels(states); !levels.done(); levels.next()) {
    std::size_t count = 1;
    for (std::size_t own = 0; own < game.own.size(); ++own) {
      const LevelView& level = game.commitments[game.own[own]].levels[levels[own]];
      if (level.alone) count += level.undo - 1;
    }
    states.first[levels.index() + 1] = states.first[levels.index()] + count;
  }
  return states;
}

void TrueLevels::next() {
  ++index_;
  for (std::size_t own = 0; own < levels_.size(); ++own) {
    if (++levels_[own] <= states_.announced[own]) return;
    levels_[own] = 0;
  }
}

}  // namespace entente::sequencing
