// Where things stand, as `entente review standing --json` writes it and `plan --from` takes it up.
#pragma once

#include <string>

#include "accord/accord.h"

namespace entente::cli {

/// The levels that `file` says are verified as delivered: a JSON object with `levels`, a level's name or `today` for
/// each commitment named, and `accord`, the title of the accord it is about. Throws Error with all that is wrong with
/// it: another accord, a name that the accord does not have, a level that stands without what it needs.
accord::State standing_in(const accord::Accord& accord, const std::string& file);

}  // namespace entente::cli
