// A plan: the order of steps in which levels are delivered (MODEL section 3), and the states it passes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "accord/place.h"

namespace entente::accord {

using CommitmentIndex = std::size_t;
using LevelIndex = std::size_t;  ///< 0 is today

/// The level of every commitment, in the order of the file.
using State = std::vector<LevelIndex>;

/// One commitment is raised to `to` from where it stands; more than one level at once is a jump (people's plans only).
struct Raise {
  CommitmentIndex commitment = 0;
  LevelIndex to = 0;
  bool operator==(const Raise&) const = default;
};

/// What is delivered together, at one gate.
struct Step {
  std::vector<Raise> raises;  ///< ascending by commitment, each commitment once, never empty
  Place place;
  bool operator==(const Step& other) const { return raises == other.raises; }
};

struct Plan {
  std::string name;
  std::vector<Step> steps;  ///< from the state of today; the empty plan stands still
  std::string note;
  std::vector<std::string> sources;
  Place place;
};

}  // namespace entente::accord
