// The ways of seeing of an evidence file: its means, its own or the accord's, and its classes of sources.
#pragma once

#include <string_view>
#include <vector>

#include "accord/accord.h"
#include "accord/fields.h"
#include "accord/names.h"
#include "accord/yaml_tree.h"
#include "evidence/items.h"

namespace entente::evidence {

/// The share under `key`, or `fallback` where nothing is written.
Range share_of(const accord::Fields& keys, std::string_view key, const Range& fallback,
               std::vector<accord::Problem>& problems);

/// Adds to `evidence.means`. Means with `covers` are taken from the verification of `accord`.
void read_means(const accord::Yaml& value, const accord::Accord& accord, const accord::Names& names, Evidence& evidence,
                std::vector<accord::Problem>& problems);

/// Puts the classes that the file has in the place of the program's own.
void read_classes(const accord::Yaml& value, Evidence& evidence, std::vector<accord::Problem>& problems);

}  // namespace entente::evidence
