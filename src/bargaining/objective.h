// What a package is judged by: a concave measure that grows in every gain, with linear bounds on it.
//
// For multipliers m the bound says value(g) <= constant(m) + m.g for all acceptable gains g; a sum over commitments is
// largest commitment by commitment, so the best of the right side is found at once (Lagrangian relaxation). The
// multipliers that make it least are found by subgradient steps.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace entente::bargaining {

/// Gains in units of the problem; parties of weight 0 only have to reach `least`.
struct Objective {
  enum class Kind {
    product,   ///< sum of weight log(gain): minus infinity unless every gain that counts is above its `least`
    smallest,  ///< sum of the `count` smallest of weight (gain - offset)
    total      ///< sum of weight gain
  };
  Kind kind = Kind::total;
  std::vector<double> weight;  ///< by party, >= 0
  std::vector<double> offset;  ///< by party; used by `smallest`
  std::vector<double> least;   ///< by party: below it a package is refused; minus infinity: not asked
  std::size_t count = 1;       ///< used by `smallest`

  /// Minus infinity where the gains are refused.
  double value(std::span<const double> gains) const;

  /// Multipliers to begin with.
  std::vector<double> first_multipliers() const;

  /// The constant of the bound.
  double constant(std::span<const double> multipliers) const;

  /// A step of `length` times the bound's subgradient, at multipliers whose best package has these gains; `wanted` is
  /// how far the bound should fall. The result is a set of multipliers of the bound again.
  void step(std::vector<double>& multipliers, std::span<const double> gains, double wanted, double length) const;
};

}  // namespace entente::bargaining
