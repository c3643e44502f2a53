// The words of decisions and responses that change what is owed. Other words stand in the record and change nothing.
#pragma once

#include <optional>
#include <string_view>

#include "review/obligation.h"

namespace entente::review {

/// What an organ's `decided` does to the commitment that it names.
std::optional<Turn> turn_of_decision(std::string_view decided);

/// What a giver's `measure` does to its own commitments.
std::optional<Turn> turn_of_response(std::string_view measure);

}  // namespace entente::review
