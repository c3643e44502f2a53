// Which of the numbers that nobody is sure of decide whether a plan holds (MODEL section 8): screening of all, indices
// of those that do most, each number alone, and the part of the ranges where the plan breaks.
//
// Numbers drawn together count as one factor. Only factors on which the plan depends at all are looked at; of many,
// those with the largest elementary effects get indices of their own and the others one together.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "uncertainty/morris.h"
#include "uncertainty/prim.h"
#include "uncertainty/sobol_indices.h"
#include "uncertainty/stress.h"
#include "uncertainty/tornado.h"

namespace entente::uncertainty {

struct DecidingOptions {
  std::size_t rows = 1024;                  ///< of the designs of the indices; evaluations: rows x (2 + 2 factors)
  std::size_t most_factors = 12;            ///< with indices of their own
  std::size_t trajectories = 20;            ///< of the screening; evaluations: one and one a factor, for each
  std::uint64_t worlds_for_boxes = 10'000;  ///< at most, from the first; boxes are made from every other one
  double quantile = 0.05;                   ///< of the inner settings of the tornado, and 1 less it
  /// So many evaluations of all are done. Called by any thread, one at a time; may throw to stop.
  std::function<void(std::uint64_t done, std::uint64_t all)> on_progress;
};

/// A factor with what the screening says of it.
struct ScreenedFactor {
  Factor factor;              ///< of the world model
  ElementaryEffects effects;  ///< on the smallest slack: points over the whole range
};

/// A factor of the indices: one of those screened, or the others together.
struct DecidingFactor {
  std::string name;                   ///< "others" for several together that are not one factor
  std::vector<std::size_t> screened;  ///< places in the list of those screened
};

/// A column of the boxes: a number of the model, or a group of scenarios.
struct BoxColumn {
  std::size_t number = 0;              ///< where `scenarios` is empty
  std::string group;                   ///< of scenarios
  std::vector<std::string> scenarios;  ///< their names
};

struct FoundBox {
  Box box;             ///< its limits rounded (round_limits.h); `measure` is of the worlds that it was made from
  BoxMeasure measure;  ///< of the other worlds, which say how good it is
};

struct WhatDecides {
  std::vector<ScreenedFactor> screened;  ///< largest mu* first
  std::vector<DecidingFactor> factors;   ///< of the indices
  SobolIndices slack;                    ///< of the smallest slack, points
  SobolIndices holding;       ///< of whether it holds, 1 or 0; no factors where under 30 points say so or otherwise
  std::vector<Trial> trials;  ///< of the tornado, by number of the model: ends and quantiles, or scenarios
  Tornado tornado;            ///< of the smallest slack and whether the plan holds
  std::vector<BoxColumn> columns;      ///< of the boxes
  bool boxes_hold = false;             ///< the boxes are of the worlds in which the plan holds, as the rarer
  std::uint64_t worlds_for_boxes = 0;  ///< those that `measure` of a found box is of
  std::uint64_t hits_for_boxes = 0;    ///< among them, in a box or not: where it breaks, or where it holds
  std::vector<FoundBox> boxes;
  std::size_t evaluations = 0;
};

/// For one plan of the test. The same for any number of threads. Throws what the evaluation and `on_progress` throw.
WhatDecides what_decides(const StressTest& test, std::size_t plan, const DecidingOptions& options = {});

}  // namespace entente::uncertainty
