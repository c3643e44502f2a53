// Plans that people wrote: those that stand in the file of a case, in its plans/ folder, or in files anywhere.
#pragma once

#include <string>
#include <vector>

#include "accord/accord.h"

namespace entente::cli {

/// The plans called `names`: each a plan file, a file NAME.yaml of the case's plans/ folder, or a plan in the case's
/// own file. Throws Error with all that is wrong with all of them.
std::vector<accord::Plan> named_plans(const accord::Accord& accord, const std::string& case_path,
                                      const std::vector<std::string>& names);

/// All plans of the case, those in its file first; none where it has none. Throws Error with all that is wrong.
std::vector<accord::Plan> plans_of_case(const accord::Accord& accord, const std::string& case_path);

/// The same, but throws Error where there are none, too.
std::vector<accord::Plan> all_plans(const accord::Accord& accord, const std::string& case_path);

}  // namespace entente::cli
