// A hidden Markov model of which only ranges are known: the least and the most that it can lead to believe.
//
// The set of models: on every day the moves out of a state, and at every observation the chance of it in a state, may
// lie anywhere in their ranges, each on its own (separately specified rows). Then every number enters numerator and
// denominator of a posterior to the first power only, so that the posterior, a ratio of two affine functions of it, is
// monotone in it and its extremes lie at corners. They are found without visiting the corners: the least posterior
// expectation of g is the largest m for which the least of sum over histories of chance x (g - m) is not negative
// (generalised Bayes rule: Walley 1991, 6.4), and that least is one backward pass in which each number goes to the end
// that the sign of what follows asks for (de Cooman, Hermans, Antonucci and Zaffalon 2010, IJAR 51:1029, for trees). m
// is found by Dinkelbach's iteration (1967, Management Science 13:492), which ends at the exact corner. Models that can
// not have produced the observations are left out (regular extension).
//
// One number may be shared by the three chances of one observation (how far a report repeats another): it, too, is at
// one of its ends, and both are tried by branch and bound. Where that takes too many branches the bounds are still
// sound, only wider, and `exact` says so.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "evidence/hidden_markov.h"
#include "evidence/standing.h"

namespace entente::evidence {

struct Interval {
  double low = 0.0;
  double high = 0.0;
};

using IntervalByStanding = std::array<Interval, kStandings>;

/// What was observed on one day.
struct RangedObservation {
  std::size_t days_before = 0;  ///< since the observation before, or since the first day
  /// Chances of it in each state. More than one: exactly one of these holds, which is not known.
  std::vector<IntervalByStanding> alternatives;
};

struct RangedChain {
  /// Chances of being short and taken back on the first day; their upper ends add up to 1 at most.
  Interval shortfall_at_start;
  Interval taken_back_at_start;
  /// Chances a day of going from one state to another; the diagonal is not read. Upper ends of a row add up to 1 at
  /// most.
  std::array<IntervalByStanding, kStandings> a_day;
  std::vector<RangedObservation> observations;
  std::size_t days_after = 0;  ///< from the last observation to the day asked for
};

struct Bounds {
  Interval of;
  bool exact = true;  ///< false: sound, but the true ends may lie further in
};

/// Least and most of the posterior expectation of `g` on the day asked for, given all observations. `inside` is its
/// value for one model of the set that can have produced the observations. Cost: days x states^2 x a few iterations,
/// and at most about `most_passes` times that for each end where alternatives must be tried.
Bounds posterior_bounds(const RangedChain& chain, const ByStanding& g, double inside, std::size_t most_passes = 4096);

/// Bounds of the chance of `standing` at observation `at`, given those after it as well. Sound; not always exact, as
/// what follows is bounded for each state on its own. `inside` as above.
Interval smoothed_bounds(const RangedChain& chain, std::size_t at, Standing standing, double inside);

}  // namespace entente::evidence
