// Where among many numbers something happens, in words that people can use: boxes such as "patience under 0.78 and undo
// under 7 months", by patient rule induction (Friedman & Fisher 1999, Statistics and Computing 9:123) as used for
// scenario discovery (Bryant & Lempert 2010, Technological Forecasting & Social Change 77:34).
//
// Peeling cuts a small share of the rows off one side of one column, time and again, where what is left gains most for
// each row given up, which treats columns of few values fairly (Kwakkel & Jaxa-Rozen 2016, Environmental Modelling &
// Software 79:311). Of all boxes on the way the one with the best balance of coverage and density is kept (their
// harmonic mean), limits that chance explains are dropped, and sides are pasted back where the balance improves.
// Further boxes are found among the rows that no box holds yet. No random numbers; of equal cuts the first column's
// counts, its lower side first, and of equal boxes the larger. The densities are of the rows that the box was made
// from: fresh rows (measured) say without flattery how good it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace entente::uncertainty {

/// Rows of numbers and whether the thing happens in each. Views: what they show must outlive them.
struct Observations {
  std::size_t columns = 0;
  std::span<const double> values;      ///< row by row, finite
  std::span<const std::uint8_t> hits;  ///< a row's 1 where it happens, else 0
  std::span<const std::size_t>
      kinds;  ///< of a column: 0 a number; n: one of n categories, coded 0 to n-1; empty: all 0

  std::size_t rows() const { return hits.size(); }
};

struct PrimOptions {
  double peel = 0.05;           ///< share of the box's rows that a cut takes, above 0, below 1; more where values tie
  std::size_t least_rows = 20;  ///< in a box
  std::size_t most_boxes = 3;
  double least_new = 0.05;     ///< share of all hits that a box must have and no earlier one has
  double significance = 0.05;  ///< limits stay whose quasi-p-value times the number of columns is at most this
};

/// One side of a box in one column. Every limit above `outside` and up to `inside` (below, for an upper side) takes the
/// same rows, so that words may choose the roundest.
struct Cut {
  double inside = 0.0;   ///< the value nearest the limit that the box holds, that is at the limit itself
  double outside = 0.0;  ///< the nearest value of any row beyond
};

/// What a box says of one column.
struct Limit {
  std::size_t column = 0;
  std::optional<Cut> lower;             ///< the box has values from here on
  std::optional<Cut> upper;             ///< the box has values up to here
  std::vector<std::size_t> categories;  ///< those that the box has, ascending; empty for a number
  double quasi_p = 1.0;                 ///< chance of so many hits if this limit did nothing (Bryant & Lempert 2010)
};

/// How a box does on some rows.
struct BoxMeasure {
  std::size_t rows = 0;   ///< in the box
  std::size_t hits = 0;   ///< in the box
  double coverage = 0.0;  ///< share of all hits that the box has; 0 where there are none
  double density = 0.0;   ///< share of the box's rows that are hits; 0 where it has none
  double mass = 0.0;      ///< share of all rows that the box has
};

struct Box {
  std::vector<Limit> limits;        ///< by column; what is not named is free
  BoxMeasure measure;               ///< on all rows
  std::size_t new_hits = 0;         ///< hits that no earlier box has
  std::vector<BoxMeasure> peeling;  ///< from all rows that no earlier box has, cut by cut; coverage of their hits
};

/// Boxes in the order found; none where nothing happens, always happens, or no limit is more than chance. Throws
/// std::invalid_argument for sizes that do not fit together, a number that is not finite, a category out of range and
/// options out of range. O(cuts x rows x columns) a box.
std::vector<Box> find_boxes(const Observations& observations, const PrimOptions& options = {});

/// Does the box hold a row of values?
bool holds(const Box& box, std::span<const double> row);

/// How the box does on other rows of the same columns.
BoxMeasure measured(const Box& box, const Observations& observations);

}  // namespace entente::uncertainty
