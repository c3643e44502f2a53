// A state as somebody names it on the command line.
#pragma once

#include <string>

#include "accord/accord.h"

namespace entente::cli {

/// The state written "reactor=dismantled,relief=full", with all that its levels need; what was added is said on
/// standard error unless `quiet`. Throws Error for a name that the accord does not have.
accord::State asked_state(const accord::Accord& accord, const std::string& text, bool quiet);

}  // namespace entente::cli
