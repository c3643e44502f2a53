// The standard normal distribution, accurate in both tails.
#pragma once

namespace entente::verification {

double normal_density(double z);
double normal_below(double z);  ///< probability of a value below z
double normal_above(double z);  ///< probability of a value above z

/// The value that is exceeded with `probability`, 0 < probability < 1: the threshold of a one-sided test.
double normal_exceeded_with(double probability);

}  // namespace entente::verification
