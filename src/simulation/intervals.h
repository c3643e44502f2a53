// Intervals for a share that was counted.
#pragma once

#include <cstdint>

namespace entente::simulation {

struct Interval {
  double low = 0.0;
  double high = 0.0;
};

/// Wilson (1927): never leaves 0 to 1, and is not empty where nothing or everything was counted. `trials` >= 1.
Interval wilson(std::uint64_t successes, std::uint64_t trials, double level = 0.95);

/// Clopper and Pearson (1934): covers with at least the level.
Interval clopper_pearson(std::uint64_t successes, std::uint64_t trials, double level = 0.95);

/// Half the width of a band that holds a whole distribution function with at least the level (Dvoretzky, Kiefer and
/// Wolfowitz; Massart 1990).
double band_half_width(std::uint64_t trials, double level = 0.95);

}  // namespace entente::simulation
