// Which rates a simulation of an accord goes by, and where each comes from.
#pragma once

#include <array>
#include <string>

#include "accord/simulation.h"

namespace entente::simulation {

using accord::Rate;

enum class RateFrom {
  file,        ///< `simulation:` of the accord file
  means,       ///< the false alarms of the means that the file says are chosen
  base_rates,  ///< shipped, counted from histories
  neutral,     ///< nobody says: as if there were no such noise
  missing      ///< nobody says, and there is no neutral value
};

struct UsedRate {
  accord::Range value;
  RateFrom from = RateFrom::missing;
  accord::Provenance provenance;
};

struct UsedRates {
  std::array<UsedRate, accord::kRates> by_rate;
  std::string base_rates;        ///< their name; `none`
  std::string base_rates_title;  ///< where they come from; empty with none
  std::string base_rates_note;

  const UsedRate& operator[](Rate rate) const { return by_rate[static_cast<std::size_t>(rate)]; }
  UsedRate& operator[](Rate rate) { return by_rate[static_cast<std::size_t>(rate)]; }
  double best(Rate rate) const { return (*this)[rate].value.best; }
};

/// What the file says, then what its chosen means say, then base rates, then neutral values. Throws Error with what to
/// write where something can be suspended and nobody says how that ends.
UsedRates rates_of(const accord::Accord& accord);

}  // namespace entente::simulation
