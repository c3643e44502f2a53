// Which of many factors matter at all, for a few evaluations each: elementary effects (Morris 1991, Technometrics
// 33:161).
//
// An elementary effect of a factor is the change of the output a unit of the factor, over a step of
// levels / (2 (levels - 1)) of its width, from a point of a grid of `levels` values a column. mu is their mean, mu* the
// mean of their sizes (Campolongo, Cariboni & Saltelli 2007, Environmental Modelling & Software 22:1509), sigma their
// spread: mu* near 0 says that the factor does nothing; sigma beside mu* says that its effect depends on the others.
#pragma once

#include <cstdint>

#include "uncertainty/model_function.h"

namespace entente::uncertainty {

struct MorrisOptions {
  std::size_t levels = 4;         ///< grid values of a column, from 0 to 1; even, at least 2
  std::size_t trajectories = 20;  ///< at least 2; each is one evaluation and one a factor
  std::uint64_t seed = 1;
};

/// Of one factor, in units of the output over the whole width of the factor.
struct ElementaryEffects {
  double mu = 0.0;       ///< of a factor of several coordinates: all of them rise and fall together with the first
  double mu_star = 0.0;  ///< at least |mu|
  double sigma = 0.0;
};

/// From random trajectories, each through every factor once in random order. Sigma divides by trajectories - 1. The
/// same for any number of threads and, factor by factor, for any order of the factors. The model has one output a row;
/// its points hold 0 and 1. Throws std::invalid_argument for factors that columns_of refuses, levels or trajectories
/// out of range, and a model that gives a number which is not finite.
std::vector<ElementaryEffects> elementary_effects(const Model& model, std::span<const Factor> factors,
                                                  const MorrisOptions& options = {});

/// From every step that the grid has, for models of few columns: levels^columns evaluations. Sigma divides by the
/// number of steps. What random trajectories tend to. Throws as above, and for more than 10^7 evaluations.
std::vector<ElementaryEffects> all_elementary_effects(const Model& model, std::size_t columns, std::size_t levels);

}  // namespace entente::uncertainty
