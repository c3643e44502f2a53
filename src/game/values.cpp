#include "game/values.h"

#include <algorithm>
#include <limits>

namespace entente::game {

bool stands(const ComplementTerms& complement, const State& x) {
  return std::all_of(complement.when.begin(), complement.when.end(),
                     [&](const ComplementMember& member) { return x[member.commitment] >= member.level; });
}

double stands_after(const ComplementTerms& complement, PartyIndex i, const State& x) {
  double worth = std::numeric_limits<double>::infinity();
  for (const ComplementMember& member : complement.when) {
    worth = std::min(worth, member.after[i][x[member.commitment]]);
  }
  return worth;
}

double stands_found_out(const Game& game, const ComplementTerms& complement, PartyIndex i, const State& x) {
  const bool gains = complement.flow[i] > 0.0;
  double worth = std::numeric_limits<double>::infinity();
  for (const ComplementMember& member : complement.when) {
    const LevelIndex level = x[member.commitment];
    worth = std::min(worth, gains ? member.found_out[i][level] : member.after[i][level]);
    if (!gains && game.commitments[member.commitment].by == i) worth = std::min(worth, member.brought_below[level]);
  }
  return worth;
}

double flow(const Game& game, PartyIndex i, const State& x) {
  double sum = 0.0;
  for (CommitmentIndex k = 0; k < x.size(); ++k) sum += game.parties[i].flow[game.slot(k, x[k])];
  for (const ComplementTerms& complement : game.complements) {
    if (complement.flow[i] != 0.0 && stands(complement, x)) sum += complement.flow[i];
  }
  return sum;
}

double breakdown(const Game& game, PartyIndex i, const State& x) {
  const PartyTerms& party = game.parties[i];
  double sum = party.breakdown * party.forever;
  for (CommitmentIndex k = 0; k < x.size(); ++k) sum += party.after[game.slot(k, x[k])];
  for (const ComplementTerms& complement : game.complements) {
    if (complement.flow[i] != 0.0) sum += complement.flow[i] * stands_after(complement, i, x);
  }
  return sum;
}

double holding(const Game& game, PartyIndex i, const State& x) {
  const PartyTerms& party = game.parties[i];
  return (flow(game, i, x) + party.beta * game.theta * breakdown(game, i, x)) / (1.0 - party.gamma);
}

double found_out(const Game& game, PartyIndex i, const State& x) {
  const PartyTerms& party = game.parties[i];
  double sum = party.review_discount * party.penalty * party.forever +
               std::max(party.breakdown, party.review_discount * party.breakdown) * party.forever;
  for (CommitmentIndex k = 0; k < x.size(); ++k) {
    sum += found_out_part(game, i, k, x[k]);
  }
  for (const ComplementTerms& complement : game.complements) {
    if (complement.flow[i] != 0.0) sum += complement.flow[i] * stands_found_out(game, complement, i, x);
  }
  return sum;
}

double found_out_part(const Game& game, PartyIndex i, CommitmentIndex k, LevelIndex l) {
  if (game.commitments[k].by == i) return game.level(k, l).at_will;
  const PartyTerms& party = game.parties[i];
  const double after = party.after[game.slot(k, l)];
  // Others hold while the review lasts; whether that is better than an immediate fall depends on the level.
  return std::max(after, party.flow[game.slot(k, l)] * party.review_annuity + party.review_discount * after);
}

std::vector<double> disagreement(const Game& game) {
  std::vector<double> values;
  for (PartyIndex i = 0; i < game.parties.size(); ++i) values.push_back(breakdown(game, i, game.today));
  return values;
}

double delivered_at_once(const Game& game, PartyIndex i, const State& x) {
  const PartyTerms& party = game.parties[i];
  double once = 0.0;
  for (CommitmentIndex k = 0; k < x.size(); ++k) {
    for (LevelIndex l = game.today[k] + 1; l <= x[k]; ++l) once += party.once[game.slot(k, l)];
  }
  return once + flow(game, i, x) * party.forever;
}

}  // namespace entente::game
