// How carrying an accord out goes by chance: the rates that `entente simulate` draws from (docs/simulation.md), as
// `simulation:` of a file states them or as they are shipped, counted from histories.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/place.h"
#include "accord/provenance.h"
#include "accord/range.h"

namespace entente::accord {

enum class Rate {
  late,          ///< chance that a delivery is late for an innocent reason
  late_by,       ///< mean delay of one that is
  grace,         ///< how late it may be before anybody complains
  false_alarms,  ///< times a year that somebody is accused who has done nothing
  breaches,      ///< times a year that a delivered level is quietly taken back although that does not pay
  confirms,      ///< chance that a review finds a breach that there is
  blames,        ///< chance that a review finds a breach where there is none: its standard of proof
  excused,       ///< chance that a review excuses a delivery that is late for an innocent reason
  resumes,       ///< chance a year that a suspension is lifted
  abandoned      ///< chance a year that an accord is given up while something is suspended
};
inline constexpr std::size_t kRates = 10;

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

struct StatedRate {
  Range value;  ///< years where the unit is years, else a number
  Provenance provenance;
};

using Rates = std::array<std::optional<StatedRate>, kRates>;

struct Simulation {
  std::string base_rates;  ///< which shipped rates fill what is not said; `none`: neutral values
  Rates rates;
  std::size_t steps_back = 0;  ///< how many steps are to be done again when a suspension is lifted
  Provenance provenance;
  Place place;
};

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
