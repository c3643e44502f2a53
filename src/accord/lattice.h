// The states of an accord: which are valid, what a level needs in turn, and the path a plan takes through them.
#pragma once

#include <vector>

#include "accord/accord.h"
#include "accord/error.h"

namespace entente::accord {

/// Where plans begin: what stands already, everybody at level 0 where nothing does.
State today(const Accord& accord);

/// True when every level that stands finds what it needs (MODEL section 1, `needs`).
bool is_valid(const Accord& accord, const State& state);

/// The least state at or above `state` that is valid: what is asked for and all that it needs in turn.
State with_needs(const Accord& accord, State state);

/// The least valid state that reaches every requirement, `accord.aim` say.
State least_state(const Accord& accord, const std::vector<Requirement>& requirements);

/// The states a plan passes, from today to its end: steps + 1 of them.
/// Throws PlanError when a step is empty, names a commitment twice or none that exists, does not raise, or ends at a
/// state that is not valid. `pace` is not checked: people's plans may go faster, with a warning.
std::vector<State> path(const Accord& accord, const Plan& plan);

/// True when each step of `plan` raises every commitment by one level and keeps `pace`.
bool keeps_pace(const Accord& accord, const Plan& plan);

/// Whole periods of a duration in years: ceil(duration/period - 1e-9), at least `least` (MODEL section 2).
std::size_t periods(double years, double period_years, std::size_t least);

/// "today" or the level's name.
const std::string& level_name(const Accord& accord, CommitmentIndex commitment, LevelIndex level);

}  // namespace entente::accord
