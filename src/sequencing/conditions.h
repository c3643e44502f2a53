// Every condition of MODEL 4.2 along a path of states, with its slack: the straightforward form, used to evaluate and
// explain.
//
// The search folds the same conditions into thresholds (thresholds.h); the certificate derives them again on its own.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "game/game.h"

namespace entente::sequencing {

using accord::CommitmentIndex;
using accord::LevelIndex;
using accord::PartyIndex;
using accord::Requirement;
using accord::State;

/// What a condition guards against (MODEL 4.2).
enum class Deviation {
  leave,          ///< stays: at the point
  leave_on_eve,   ///< stays: in the last period before the gate
  withhold,       ///< delivers: some of what is due, and staying
  leave_at_gate,  ///< delivers: some of what is due, and leaving once the others have delivered
  stop,           ///< keeps: a take-back given up after some periods
  leave_midway,   ///< keeps: leaving after some periods of a take-back
  finish          ///< keeps: a take-back carried through
};

struct Condition {
  Deviation deviation = Deviation::leave;
  PartyIndex party = 0;
  std::size_t point = 0;            ///< 0 before the first step; the number of steps while the accord holds
  bool eve = false;                 ///< keeps: measured against what awaits the party at the gate
  std::size_t after = 0;            ///< keeps: periods of the take-back under way
  std::vector<Requirement> levels;  ///< due but left undone, or taken back
  double slack = 0.0;               ///< left side of the condition, value points seen from the point
};

/// "stays", "delivers" or "keeps".
std::string kind(const Condition& condition);

/// The kind and what follows: "keeps, leave after 1 (eve)".
std::string describe(const Condition& condition);

/// What the slack has to reach at a margin, and what it may lack because exact zeros occur: MODEL 4.2.
inline constexpr double kSlackTolerance = 1e-9;
double required(const Condition& condition, double margin);
inline bool holds(const Condition& condition, double margin) {
  return condition.slack >= required(condition, margin) - kSlackTolerance;
}

/// A path through the lattice with how long each step takes.
struct Walk {
  std::vector<State> points;       ///< steps + 1
  std::vector<std::size_t> takes;  ///< periods of each step: the longest of its commitments
};

Walk walk(const game::Game& game, std::vector<State> points);

/// What party i's continuation is worth along a walk, per point (MODEL section 3).
struct ValuesAlong {
  std::vector<double> flow;          ///< U_i, points a period
  std::vector<double> breakdown;     ///< W_i
  std::vector<double> continuation;  ///< C_i
  std::vector<double> gate;          ///< X_i of the step that follows; one less than points
};

ValuesAlong values_along(const game::Game& game, const Walk& walk, PartyIndex party);

/// A_i: the flows of `periods` at a state with flow and breakdown worth as given, value points.
double flows_until(const game::Game& game, PartyIndex party, double flow, double breakdown, std::size_t periods);

/// Visits every condition of `party` at one point of the walk. The condition passed is reused between calls.
void for_each_condition(const game::Game& game, const Walk& walk, const ValuesAlong& values, PartyIndex party,
                        std::size_t point, const std::function<void(const Condition&)>& visit);

}  // namespace entente::sequencing
