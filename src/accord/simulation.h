// How carrying an accord out goes by chance: the rates that `entente simulate` draws from (docs/simulation.md), as
// `simulation:` of a file states them or as they are shipped, counted from histories.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/accord.h"

namespace entente::accord {

enum class RateUnit { share, years, times_a_year, chance_a_year };

struct RateKind {
  Rate rate;
  std::string_view name;  ///< the key of the file
  RateUnit unit;
  std::optional<double> neutral;  ///< what is taken where nothing is said: no noise; empty: there is no such value
  std::string_view meaning;
};

/// In the order of `Rate`.
const std::array<RateKind, kRates>& rate_kinds();
const RateKind& kind_of(Rate rate);

inline constexpr std::string_view no_base_rates = "none";
inline constexpr std::string_view default_base_rates = "histories";

/// What a file has that says nothing: the default base rates.
Simulation default_simulation();

struct BaseRates {
  std::string name;
  std::string title;
  Rates rates;
  Provenance provenance;
};

/// Shipped rates, ascending by name. Sources are addresses.
std::vector<std::string> names_of_base_rates();
/// Throws Error, with a suggestion, for a name that there is not.
BaseRates base_rates_called(std::string_view name);

}  // namespace entente::accord
