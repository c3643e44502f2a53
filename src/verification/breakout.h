// Breakout: is taking a level back seen before it is complete, and how much time is left then for a response.
//
// Taking back lasts `undo` periods, in each of which it is seen with probability w = 1 - (1 - watched)^(period in
// years) (MODEL 4.1). Seen in period h of u, there are u - h periods left until the level below is all that stands.
#pragma once

#include <optional>
#include <vector>

#include "accord/accord.h"

namespace entente::verification {

struct Breakout {
  accord::Requirement level;
  bool lasting = false;        ///< `undo: never`: what is given can not be taken back; nothing below is set
  bool by_giver = true;        ///< its giver can take it back alone
  std::size_t undo = 0;        ///< periods it lasts
  double watched = 0.0;        ///< chance a year that it is seen
  double seen_in_time = 0.0;   ///< chance that it is seen before it is complete
  double at_least = 0.0;       ///< the same at the low ends of the ranges of `watched` and `undo`
  double at_most = 0.0;        ///< and at the high ends
  std::vector<double> left;    ///< chance that n or more periods are left when it is seen, n = 0 .. undo - 1
  double expected_left = 0.0;  ///< periods, given that it is seen before it is complete
  std::optional<std::size_t> surely_left;  ///< periods left or more with 90%; empty: not even seen in time with 90%
  double response_in_time = 0.0;  ///< chance that the review, begun when it is seen, ends before it is complete
};

/// One for every level of every commitment, at what is in force in `accord`.
std::vector<Breakout> breakouts(const accord::Accord& accord);

}  // namespace entente::verification
