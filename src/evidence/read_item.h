// One item of an evidence file, read into its struct with all that is wrong with it.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "accord/yaml_tree.h"
#include "evidence/read_items.h"

namespace entente::evidence {

inline constexpr std::string_view kItemExample =
    "`{id: n1, seen: 2025-03-01, by: inspectors, about: {reactor: halted}, grade: B2, says: kept}`";

/// The item in `value`, the `number`-th of the file, counting from 1. `problems` of a sound item stays empty.
Item read_item(const accord::Yaml& value, std::size_t number, const ItemReading& reading,
               std::vector<accord::Notice>& notices, std::vector<accord::Problem>& problems);

}  // namespace entente::evidence
