// What would mend a broken condition: for each knob of the accord the smallest change of that knob alone (MODEL section
// 5).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accord/accord.h"
#include "sequencing/conditions.h"

namespace entente::sequencing {

enum class Knob {
  seen,         ///< chance that a shortfall is seen at the gate
  watched,      ///< chance a year that taking it back is seen
  undo,         ///< periods it takes to take it back
  succeeds,     ///< chance that a seen breach gets a response
  review_time,  ///< periods from being seen to the response
  penalty,      ///< points a year on the party after a response
  payment       ///< points once to the party, with the level named, when that is delivered
};

struct Mend {
  Knob knob = Knob::seen;
  std::optional<Requirement> level;  ///< for seen, watched, undo, payment
  std::optional<PartyIndex> party;   ///< for penalty, payment
  double from = 0.0;                 ///< unit as the knob says; undo 0: never
  double to = 0.0;
  bool whole_plan = false;  ///< with this change alone the whole plan holds
};

/// A condition that a plan breaks: all inequalities of one kind at one point that guard against the same party leaving
/// the same levels undone, with the worst of them.
struct Lack {
  Condition worst;
  std::vector<Mend> mends;  ///< at most one a knob and level, each verified by evaluating the mended accord
};

/// What the path `points` breaks at margin 0, with mends, by point, then party. Empty when it holds.
std::vector<Lack> lacks(const accord::Accord& accord, const std::vector<State>& points);

/// "seen", "watched", "undo", "succeeds", "review time", "penalty", "payment once".
std::string name(Knob knob);

}  // namespace entente::sequencing
