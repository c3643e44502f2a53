// How much each party can be trusted to keep a plan when it may secretly give up more than its sponsors think (MODEL
// section 7).
//
// Party j's own costs are alpha times those in the file, ln alpha normal with mean 0 and standard deviation `doubt`.
// The breaking point of a point of the plan is the first alpha >= 1 at which j no longer meets the conditions there.
#pragma once

#include <vector>

#include "accord/accord.h"
#include "game/game.h"
#include "sequencing/conditions.h"

namespace entente::sequencing {

struct Trust {
  std::vector<std::vector<double>> breaking_point;  ///< [point][party], >= 1; infinite where none up to 100
  std::vector<std::vector<double>>
      kept;                  ///< [point][party]: probability that it keeps this point, having kept those before
  double kept_to_end = 0.0;  ///< probability that all keep all
};

/// Trust along a path of states from today. Cost: some 500 evaluations a party.
Trust trust(const accord::Accord& accord, const std::vector<State>& points);

/// What one party stands to lose against leaving now, should another deliver nothing of a step and be found (MODEL
/// section 7).
struct Exposure {
  PartyIndex of = 0;
  PartyIndex to = 0;
  double points = 0.0;  ///< value points of `of`, > 0
};

/// The positive exposures in the step after `point`, by `of`, then `to`; empty at the last point.
std::vector<Exposure> exposures(const game::Game& game, const Walk& walk, std::size_t point);

}  // namespace entente::sequencing
