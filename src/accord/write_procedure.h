// A procedure as lines of an accord file.
#pragma once

#include <string>
#include <vector>

#include "accord/procedure.h"

namespace entente::accord {

/// The lines under the procedure's name, without indentation. What has its default is left out.
std::vector<std::string> lines_of(const Procedure& procedure);

}  // namespace entente::accord
