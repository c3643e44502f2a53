// Writes an accord as the YAML file that `read.h` reads back to the same accord, or the same file as JSON.
#pragma once

#include <string>

#include "accord/accord.h"

namespace entente::accord {

/// The text of a file from which `parse` gives `accord` again, every field equal but `notices` and the places; what has
/// its default is left out. Plans without a step can not stand in a file and are left out, too. Throws Error where the
/// text would be larger, or a name longer, than the reader takes.
std::string write(const Accord& accord);

/// The same file as one line of JSON, from which `parse_json` gives `accord` again.
std::string write_json(const Accord& accord);

}  // namespace entente::accord
