// What the items say together about each commitment: is it kept, short, or taken back?
//
// One hidden Markov model a commitment (hidden_markov.h), a step a day; items are observations on the day of their
// event, weighed as weigh.h says. Chances a year p become chances a day 1 - (1 - p)^(1/365.25). Every number is a
// range, so the belief is an interval (chain_bounds.h); the best values give the number inside it.
#pragma once

#include <vector>

#include "evidence/chain_bounds.h"
#include "evidence/hidden_markov.h"
#include "evidence/items.h"
#include "evidence/weigh.h"

namespace entente::evidence {

/// A chance at the best values of all ranges, and its least and most over the ranges.
struct Chance {
  double best = 0.0;
  Interval range;
};
using ChanceByStanding = std::array<Chance, kStandings>;

/// A day on which an item speaks.
struct Moment {
  Day day;
  std::vector<std::size_t> items;  ///< that speak of it, in Evidence::items
  ChanceByStanding then;           ///< given what happened up to that day
  ChanceByStanding in_hindsight;   ///< given everything known; bounds are sound, not always exact
  Standing most_likely;            ///< in the one history that is most likely as a whole
};

struct Belief {
  accord::CommitmentIndex commitment = 0;
  Day begins;  ///< the day of the prior
  Day on;
  std::vector<Weighed> items;  ///< all about this commitment
  double witnesses = 0.0;      ///< independent ones: the sum of `effective`
  std::size_t before = 0;      ///< items dated before the belief begins, which do not count
  /// False where no history explains the items at the best values: one says what another makes impossible. Nothing
  /// below is set then.
  bool possible = true;
  ChanceByStanding now;
  bool exact = true;  ///< the intervals of `now` are exact for the ranges; false: sound but perhaps wider
  std::vector<Moment> moments;
};

/// The belief about every commitment on the day `on`, which no item may be later than.
std::vector<Belief> beliefs(const Evidence& evidence, Day on);

/// The model of ranges behind a belief, for other questions to it (next_look.h).
RangedChain ranged_chain(const Evidence& evidence, accord::CommitmentIndex commitment, Day on);

/// Chances a day of moving between states, at the best values.
Matrix best_moves_a_day(const Prior& prior);

}  // namespace entente::evidence
