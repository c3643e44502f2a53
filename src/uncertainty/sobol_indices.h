// What share of an output's variance each factor explains, alone and with all others (Sobol 1993).
//
// A factor's first-order index is the share of the variance that goes when the factor is known; its total index the
// share that stays when all others are known. First order below total: it works together with others.
//
// Two independent designs A and B of points, and for each factor A with its columns from B and B with its columns from
// A (Saltelli et al. 2010, Comp. Phys. Comm. 181:259, with both halves). Of the estimators for these designs those of
// Azzini, Mara & Rosati 2021 (Environmental Modelling & Software 144:105167) are used: the total is Jansen's over both
// halves, the first order a product of two differences, which unlike Janon's and Saltelli's does not depend on the
// output's mean and is small where the factor's effect is small; a factor without effect has exactly 0. docs/model.md
// has the formulas and bench/sensitivity the comparison.
#pragma once

#include <cstdint>

#include "uncertainty/model_function.h"

namespace entente::uncertainty {

struct SobolOptions {
  std::size_t rows = 1024;   ///< points of A and of B; shared out equally over the designs, rounded up
  std::size_t designs = 16;  ///< independent scrambled designs, from which the intervals come; at least 2
  std::size_t outputs = 1;   ///< outputs of the model a row
  double confidence = 0.95;  ///< of the intervals
  std::uint64_t seed = 1;
};

struct SobolIndex {
  Estimate first;  ///< share of the variance; may lie a little outside 0 to 1, as estimates do
  Estimate total;
};

/// Of one output.
struct SobolIndices {
  double mean = 0.0;
  double variance = 0.0;            ///< 0: the output is the same everywhere that was looked, and there are no indices
  std::vector<SobolIndex> factors;  ///< as the factors were given; empty where the variance is 0
  Estimate sum_of_first;            ///< below 1 by what factors do together
};

struct SobolAnalysis {
  std::vector<SobolIndices> outputs;
  std::size_t evaluations = 0;  ///< rows x (2 + 2 factors)
};

/// Each factor's indices with intervals from Student's t over the designs. The same for any number of threads and,
/// factor by factor, for any order of the factors. Throws std::invalid_argument for factors that columns_of refuses,
/// fewer than 2 designs, and a model that gives a number which is not finite.
SobolAnalysis sobol_indices(const Model& model, std::span<const Factor> factors, const SobolOptions& options = {});

}  // namespace entente::uncertainty
