// All plans of a small accord, one by one: what the search is held against.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "accord/accord.h"

namespace entente::testing {

/// Visits every plan from `state` on (the empty one too) as the path of states it takes; each step raises any set of
/// commitments by one level that keeps needs and pace. Returns false, having visited some, when there are more than
/// `most`.
bool for_each_plan(const accord::Accord& accord, const accord::State& state, std::size_t most,
                   const std::function<void(const std::vector<accord::State>&)>& visit);

/// Every valid state.
std::vector<accord::State> valid_states(const accord::Accord& accord);

}  // namespace entente::testing
