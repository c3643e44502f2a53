#include "review/scale.h"

#include <cmath>

#include "accord/words.h"

namespace entente::review {

int scale_of(const Life& life) {
  if (life.stands) return 3;
  if (life.verified_share >= 0.5) return 2;
  return life.something_verified || life.something_reported ? 1 : 0;
}

std::optional<double> score(const Counts& counts) {
  const double all = counts[0] + counts[1] + counts[2] + counts[3];
  if (all <= 0.0) return std::nullopt;
  return 100.0 * (3.0 * counts[3] + 2.0 * counts[2] + counts[1]) / (3.0 * all);
}

PublishedScore published_score(const Counts& percent) {
  // Published shares are rounded: what differs from 100 by less is no difference.
  constexpr double shown = 0.05;
  PublishedScore result;
  result.score = (3.0 * percent[3] + 2.0 * percent[2] + percent[1]) / 3.0;
  result.sum = percent[0] + percent[1] + percent[2] + percent[3];
  if (std::abs(result.sum - 100.0) >= shown) {
    result.note = "they add to " + accord::plain_number(result.sum) + ", not to 100; they are taken as they are";
  }
  return result;
}

}  // namespace entente::review
