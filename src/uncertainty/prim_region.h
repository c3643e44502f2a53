// A box while it is being made: where it ends in every column, and what changing one side would do.
#pragma once

#include <vector>

#include "uncertainty/prim.h"

namespace entente::uncertainty {

enum class Side { lower, upper };

/// Values from lower to upper, both included, and no category of `without`.
struct Region {
  std::vector<double> lower;               ///< [column], minus infinity where free
  std::vector<double> upper;               ///< [column], infinity where free
  std::vector<std::vector<bool>> without;  ///< [column][category]; empty for a number
};

inline double value_at(const Observations& all, std::size_t row, std::size_t column) {
  return all.values[row * all.columns + column];
}

/// 0 for a number, else how many categories.
inline std::size_t kind_of(const Observations& all, std::size_t column) {
  return all.kinds.empty() ? 0 : all.kinds[column];
}

/// Everything.
Region whole(const Observations& all);

bool inside(const Observations& all, const Region& region, std::size_t row);

std::vector<std::size_t> restricted_columns(const Observations& all, const Region& region);

BoxMeasure measure_of(std::size_t rows, std::size_t hits, std::size_t all_rows, std::size_t all_hits);

/// Harmonic mean of coverage and density.
double balance(std::size_t rows, std::size_t hits, std::size_t all_hits);

/// Frees columns one by one, the one that chance explains best first, while their limits are no more than chance or
/// cost balance.
void drop_what_chance_explains(const Observations& all, std::span<const std::size_t> rows, const PrimOptions& options,
                               Region& region);

/// Moves sides outward while the balance improves, the best side first.
void paste(const Observations& all, std::span<const std::size_t> rows, const PrimOptions& options, Region& region);

/// The limits of a region with their quasi-p-values among `rows`.
std::vector<Limit> limits_of(const Observations& all, std::span<const std::size_t> rows, const Region& region);

}  // namespace entente::uncertainty
