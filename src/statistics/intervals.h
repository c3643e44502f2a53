// Shares that were counted, and intervals for them.
#pragma once

#include <cstdint>

namespace entente::statistics {

struct Interval {
  double low = 0.0;
  double high = 0.0;
};

/// part / all; 0 of none.
double share_of(std::uint64_t part, std::uint64_t all);

/// Wilson (1927, doi 10.1080/01621459.1927.10502953): never leaves 0 to 1, and is not empty where nothing or everything
/// was counted; 0 to 1 for no trials. `level` above 0 and below 1.
Interval wilson(std::uint64_t successes, std::uint64_t trials, double level = 0.95);

/// Clopper and Pearson (1934, doi 10.1093/biomet/26.4.404): covers with at least the level. 0 to 1 for no trials.
Interval clopper_pearson(std::uint64_t successes, std::uint64_t trials, double level = 0.95);

/// Half the width of a band that holds a whole distribution function with at least the level (Dvoretzky, Kiefer and
/// Wolfowitz; Massart 1990, doi 10.1214/aop/1176990746). `trials` >= 1.
double band_half_width(std::uint64_t trials, double level = 0.95);

}  // namespace entente::statistics
