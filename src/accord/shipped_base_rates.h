// The texts of the base rates that are shipped inside the library.
#pragma once

#include <span>
#include <string_view>

namespace entente::accord {

struct ShippedRates {
  std::string_view name;
  std::string_view yaml;  ///< the mapping that `simulation:` of a file could have, with a title
};

/// Ascending by name.
std::span<const ShippedRates> shipped_base_rates();

}  // namespace entente::accord
