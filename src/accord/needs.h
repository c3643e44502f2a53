// Do the `needs` of an accord fit together? No circle, and no level that asks less than the one under it (MODEL section
// 1).
#pragma once

#include <vector>

#include "accord/accord.h"
#include "accord/error.h"

namespace entente::accord {

/// The place of every need: of commitment, of level (0 for the first listed), in the order of `Level::needs`.
using NeedPlaces = std::vector<std::vector<std::vector<Place>>>;

/// Reports every circle once; where there is none, every level that needs less than the level under it, judged with
/// what its needs need in turn.
void check_needs(const Accord& accord, const NeedPlaces& places, std::vector<Problem>& problems);

}  // namespace entente::accord
