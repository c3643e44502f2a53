// Small accords and plans at random, for tests that must hold on any of them.
//
// Everything follows from a seed: draw n of seed s is a hash of (s, n), so the same seed gives the same accord on any
// machine. The ranges are those of the soundness experiment for MODEL 4.2: two or three parties, two to four
// commitments of one to three levels, periods of three months, reviews up to 12 months, undo of 3 to 18 months or
// never, steps of 3 to 9 months, complements and `once` of both signs, penalties, all ways of undoing, turnover,
// imperfect sight.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

#include "accord/accord.h"

namespace entente::testing {

/// Draws numbered from 0 on; each is a hash of the seed and its number.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : seed_(seed) {}
  std::uint64_t bits();
  double uniform(double low, double high);
  bool chance(double probability) { return uniform(0.0, 1.0) < probability; }
  /// A whole number from `low` to `high`, both included.
  std::size_t whole(std::size_t low, std::size_t high);

 private:
  std::uint64_t seed_;
  std::uint64_t next_ = 0;
};

struct RandomAccordOptions {
  /// The accord has at most so many valid states (but never fewer than two commitments of one level).
  std::size_t most_states = std::numeric_limits<std::size_t>::max();
  bool needs = false;  ///< some levels need levels of other commitments
  bool pace = false;   ///< steps may be limited to one to three levels, one or two a party
};

accord::Accord random_accord(std::uint64_t seed, const RandomAccordOptions& options = {});

/// A plan of single-level steps that keeps `needs` and `pace`; it may stop anywhere, but not before its first step.
accord::Plan random_plan(const accord::Accord& accord, std::uint64_t seed);

/// The same where a step may raise a commitment by several levels at once, `pace` or no.
accord::Plan random_plan_with_jumps(const accord::Accord& accord, std::uint64_t seed);

}  // namespace entente::testing
