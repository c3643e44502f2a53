// The scale of the Kroc Institute's Barometer, and one number from counts. A percentage is never given without them.
//
// 0 not initiated, 1 minimum, 2 intermediate, 3 complete: peacepolicy.nd.edu/2017/10/11, "A Barometer of Peace
// Implementation in Colombia".
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>

#include "review/life.h"

namespace entente::review {

/// 3 found fulfilled and standing; 2 at least half of it verified; 1 anything verified or reported; 0 nothing. What was
/// taken back, suspended or has lapsed counts with what still stands of it.
int scale_of(const Life& life);

/// How many stand at 0, 1, 2 and 3.
using Counts = std::array<double, 4>;

/// 100 (3 n3 + 2 n2 + n1) / (3 n); empty where nothing is counted.
std::optional<double> score(const Counts& counts);

/// Shares in per cent as somebody published them, taken as they are: (3 p3 + 2 p2 + p1) / 3.
struct PublishedScore {
  double score = 0.0;  ///< of 100
  double sum = 0.0;    ///< of the shares
  std::string note;    ///< what to know where they do not add to 100; else empty
};
PublishedScore published_score(const Counts& percent);

}  // namespace entente::review
