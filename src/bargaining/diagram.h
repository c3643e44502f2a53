// All valid states of a bargaining problem as paths through a small layered graph, a decision diagram.
//
// A layer decides the level of one commitment. Choices that leave the same needs open and the same complements possible
// meet in one node, so the graph is as wide as commitments are entangled: one node a layer where nothing is linked.
// What is additive over a path - values, bounds, counts - costs a walk over the arcs instead of over the states.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "bargaining/problem.h"

namespace entente::bargaining {

struct Diagram {
  struct Arc {
    std::uint32_t to = 0;     ///< node
    std::uint32_t level = 0;  ///< of the layer's commitment
  };
  std::size_t parties = 0;
  std::vector<CommitmentIndex> order;   ///< commitment decided in each layer
  std::vector<std::size_t> first_node;  ///< by layer; one more for the end of a path, one more for the end of the list
  std::vector<std::size_t> first_arc;   ///< by node, and one more
  std::vector<Arc> arcs;
  std::vector<double> worth;  ///< [arc * parties + party], complements that it completes included; units
  std::vector<double> start;  ///< by party: gain before the first layer, units
  /// False where links had to be left out to keep it narrow: then it also holds states that lack what they need, and a
  /// complement left out counts as if every party got what it gains by it. Bounds from it stay true.
  bool exact = true;

  std::size_t layers() const { return order.size(); }
  std::size_t nodes() const { return first_node.back(); }
  std::span<const double> of(std::size_t arc) const { return std::span(worth).subspan(arc * parties, parties); }
};

/// Builds it with at most `widest` nodes a layer, leaving links out where that does not do.
Diagram diagram_of(const Problem& problem, std::size_t widest = 4096);

/// best[v] for the nodes v of layers `from` on: the largest sum of factor.worth over the arcs from v to the end;
/// minus infinity where no path leads to the end.
void best_ahead(const Diagram& diagram, std::span<const double> factor, std::size_t from, std::span<double> best);

/// The number of paths; empty when the diagram is not exact. A double because it may pass 2^64.
std::optional<double> count_paths(const Diagram& diagram);

}  // namespace entente::bargaining
