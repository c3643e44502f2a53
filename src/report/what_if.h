// What-if: a plan evaluated again at other values of the numbers that are ranges. The server answers by it, and the
// evaluator in a report that stands alone.
#pragma once

#include <string>
#include <vector>

#include "accord/accord.h"
#include "accord/ranges.h"
#include "report/json.h"

namespace entente::report {

/// Private states of a party up to which its exact best response is looked for: a slider should move at once.
inline constexpr std::size_t kPrivateStatesAtOnce = 20'000;

/// The numbers of `accord` that are ranges: [{"id", "unit", "low", "best", "high"}].
Json ranges_json(const accord::Accord& accord);

/// The plan that `told`, a plan of any JSON document, has in its `steps`, under `name`. Throws Error where it
/// names what the accord does not have, and what JSON throws where something is missing.
accord::Plan plan_in(const accord::Accord& accord, const Json& told, const std::string& name);

/// {id: number} as values; throws Error where it is something else.
std::vector<accord::ValueOf> values_in(const Json& told);

/// {"plan": one of evaluate --json's plans}: `plan` at `values`, every other number at its best. Throws Error with all
/// that is wrong.
Json what_if_json(const accord::Accord& accord, const accord::Plan& plan, const std::vector<accord::ValueOf>& values);

}  // namespace entente::report
