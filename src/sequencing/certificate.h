// Checks a plan again, trusting nothing that found it.
//
// A certificate is a list of inequalities (MODEL section 4.2), one for every party, point and deviation, each with a
// slack that rounding can not move: it is computed with outward-rounded interval arithmetic straight from the accord,
// sharing no code with the search. `holds` is true only if every slack is at least the margin less 1e-9 in exact
// arithmetic. It says nothing about better plans. Cost: O(steps x parties x (2^(levels one party raises in a step) +
// own levels x undo in periods)).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "accord/accord.h"

namespace entente::sequencing {

/// How far below what it must reach a slack may be: exact zeros occur, and their enclosures lie on both sides
/// (MODEL 4.2).
inline constexpr double exact_zeros = 1e-9;

/// A closed interval that surely contains the exact number.
struct Bounds {
  double lower = 0.0;
  double upper = 0.0;
};

/// One condition of MODEL 4.2 at one point of a plan.
struct Inequality {
  /// As CLI.md writes it: "stays", "stays, on the eve", "delivers", "delivers, leave at the gate", "keeps, stop after
  /// 2", "keeps, leave after 1 (eve)", "keeps, finish". "(eve)" stands where C is X_i, what awaits the party at the
  /// gate.
  std::string condition;
  accord::PartyIndex party = 0;
  std::size_t point = 0;  ///< 0 before the first step, steps.size() while the accord holds
  /// What the party would leave undone (of a jump, every level that would be missing) or take back; empty for `stays`.
  std::vector<accord::Requirement> levels;
  Bounds slack;           ///< left side of the condition, value points of that party as seen from the point
  double required = 0.0;  ///< what the slack must reach: the margin, or min(0, margin) for a stop
  bool holds() const;     ///< slack.lower reaches `required` less exact_zeros
};

struct Certificate {
  std::vector<double> margin;    ///< value points, one a party
  std::size_t inequalities = 0;  ///< how many were checked
  std::vector<Inequality>
      open;                  ///< those that do not surely hold, in the order of points and parties; empty: certified
  std::vector<Bounds> gain;  ///< C_i(0) - W_i(0) of each party
  bool holds() const { return open.empty(); }
};

/// Certifies `plan` at the best values of `accord`. Jumps are allowed (MODEL 5, people's own plans).
/// `margin` has one number a party, value points. Throws PlanError when the plan is not a path of the lattice.
Certificate certify(const accord::Accord& accord, const accord::Plan& plan, std::span<const double> margin);

/// The same at margin 0.
Certificate certify(const accord::Accord& accord, const accord::Plan& plan);

/// Every inequality of the plan, for those who want to see them all.
std::vector<Inequality> inequalities(const accord::Accord& accord, const accord::Plan& plan,
                                     std::span<const double> margin);

}  // namespace entente::sequencing
