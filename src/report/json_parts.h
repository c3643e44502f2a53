// Parts that several JSON documents share.
#pragma once

#include <span>

#include "report/json.h"

namespace entente::report {

/// Null for an empty text.
Json json_text(const std::string& text);

/// The parties' names; the commitments with their levels' names.
Json json_party_names(const accord::Accord& accord);
Json json_commitments(const accord::Accord& accord);

/// "best response" or "conditions"
Json json_confirmed(const PlanFigures& figures);

/// {party: number}
Json json_by_party(const accord::Accord& accord, std::span<const double> values);

/// {commitment: level name | "today"}
Json json_state(const accord::Accord& accord, const accord::State& state);

/// A number, null where it is infinite or not a number.
Json json_number(double value);
Json json_number(const std::optional<double>& value);

/// A count that may be too large for an integer.
Json json_count(double whole);

/// [{"raises": ..., "slack": ..., ...}] of a plan, and what holds after them.
Json json_steps(const accord::Accord& accord, const PlanFigures& figures, std::span<const double> best_gain);
Json json_hold(const accord::Accord& accord, const PlanFigures& figures, std::span<const double> best_gain);

/// {"party", "condition", "commitments", "levels", "slack"}
Json json_condition(const accord::Accord& accord, const sequencing::Condition& condition);

/// What an explanation found broken, with mends.
Json json_lacks(const accord::Accord& accord, const sequencing::Explanation& explanation);

}  // namespace entente::report
