// How many items to look at so that falsified ones among them are found.
//
// A sample drawn without putting back, every sample equally likely: the hypergeometric distribution, exact up to
// rounding for any number of items (Avenhaus and Canty, Compliance Quantified, 1996; IAEA, Safeguards Techniques and
// Equipment). Cost: O(min(falsified, sample)), times log(items) for a least sample.
#pragma once

#include <cstddef>
#include <optional>

namespace entente::verification {

struct Population {
  std::size_t items = 0;
  std::size_t falsified = 0;  ///< at most `items`
  double recognised = 1.0;    ///< chance that a falsified item in the sample is recognised as such, 0 to 1
};

/// The chance that a sample finds at least one falsified item. Throws entente::Error where numbers do not fit together.
double sample_detection(const Population& population, std::size_t sample);

/// The smallest sample that misses all falsified items with at most the probability `nondetection`; empty where not
/// even looking at all of them does.
std::optional<std::size_t> least_sample(const Population& population, double nondetection);

/// The IAEA's approximation of it for perfect recognition, N (1 - beta^(1/d)): not whole, and sometimes too small.
/// `falsified` at least 1.
double approximate_sample(const Population& population, double nondetection);

}  // namespace entente::verification
