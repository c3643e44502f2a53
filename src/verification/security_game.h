// Which targets to cover, and how often, against somebody who knows how often but not when.
//
// A security game: the defender commits to coverage probabilities, the attacker sees them and attacks the target that
// is best for it; where several are equally good it takes the one best for the defender (strong Stackelberg
// equilibrium). Solved by the method of Kiekintveld, Jain, Tsai, Pita, Ordonez and Tambe, "Computing optimal randomized
// resource allocations for massive security games", AAMAS 2009 (ORIGAMI), extended to targets of unequal cost; exact up
// to rounding, O(n log n). Not attacking at all is no choice of the attacker here: give it a target of worth 0.
#pragma once

#include <cstddef>
#include <vector>

namespace entente::verification {

/// Payoffs of both when this target is attacked, each on its own scale.
struct Target {
  double attacker_uncovered = 0.0;
  double attacker_covered = 0.0;  ///< below attacker_uncovered: else coverage deters nobody
  double defender_uncovered = 0.0;
  double defender_covered = 0.0;  ///< at least defender_uncovered
  double cost = 1.0;              ///< resources that covering it for certain takes, > 0
};

struct SecurityGame {
  std::vector<Target> targets;  ///< at least one
  double resources = 0.0;       ///< >= 0, may be fractional and more than can be used
};

struct Coverage {
  std::vector<double> coverage;         ///< probability by target
  double attacker_value = 0.0;          ///< the least that coverage can hold the attacker to
  std::vector<std::size_t> attack_set;  ///< targets that give the attacker that much (to 1e-9 of the scale), ascending
  std::size_t attacked = 0;             ///< of these the one best for the defender, the first of equals
  double defender_value = 0.0;
  double spent = 0.0;  ///< resources; what is left could not lower the attacker's value
};

/// Throws entente::Error where a number is not as said above.
Coverage strong_stackelberg(const SecurityGame& game);

}  // namespace entente::verification
