// Procedures of real agreements, shipped inside the library as the YAML that `procedures:` of a file would have. A file
// takes one over with `template: NAME` and may write any of its keys anew.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "accord/procedure.h"

namespace entente::accord {

struct ProcedureTemplate {
  std::string_view name;
  std::string_view yaml;  ///< the mapping of one procedure; sources are addresses
};

/// Ascending by name.
std::span<const ProcedureTemplate> procedure_templates();
std::vector<std::string> names_of_templates();

/// The template by itself; `by: parties` means `parties`, or is left open where they are null. Throws Error with a
/// suggestion for a name that there is not.
Procedure procedure_of_template(std::string_view name, const std::vector<std::string>* parties = nullptr);

}  // namespace entente::accord
