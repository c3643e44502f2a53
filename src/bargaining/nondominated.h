// Which of many value vectors no other one dominates.
//
// Two columns are swept once. With more, the vectors come in by falling sum, so that none can be dominated by a later
// one, and are compared with those kept: sixteen-bit ranks of all columns side by side, eight vectors at an
// instruction, the numbers themselves only where the ranks leave it open.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace entente::bargaining {

/// Value vectors, column by column.
struct Vectors {
  std::vector<std::vector<double>> columns;  ///< by party
  std::size_t size() const { return columns.empty() ? 0 : columns.front().size(); }
};

/// The places, ascending, of vectors that none other reaches in every column but for `same` of that column. Of vectors
/// that are the same in this sense one stays.
std::vector<std::uint32_t> nondominated(const Vectors& vectors, std::span<const double> same);

}  // namespace entente::bargaining
