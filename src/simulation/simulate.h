// Many runs, and what they come to. The same to the last bit for any number of threads: runs are numbered, taken in
// blocks of a fixed size, and the blocks are added up in their order. Memory does not grow with the runs.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "simulation/run.h"

namespace entente::simulation {

struct SimulationOptions {
  std::uint64_t runs = 100'000;  ///< >= 1
  std::uint64_t seed = 0;
  std::size_t parts = 120;  ///< of the horizon, for the curves: points at 0, 1, ..., parts
  /// Called on the calling thread between pieces of the work; may throw to stop it.
  std::function<void(std::uint64_t done, std::uint64_t all)> on_progress;
};

struct Collapse {
  Cause cause = Cause::leadership;
  PartyIndex of = 0;
  std::uint64_t runs = 0;
};

struct Results {
  std::uint64_t runs = 0;
  double horizon = 0.0;
  std::vector<std::uint64_t> collapsed_by;  ///< [part]: runs that had collapsed by then, that day included
  std::vector<std::uint64_t> completed_by;  ///< [part]: runs whose last gate had been passed
  std::vector<Collapse> collapses;  ///< those that happened, most frequent first, then as causes and parties come
  Counts counts;
  double years_to_completion = 0.0;  ///< sums over the runs that got there
  double years_to_collapse = 0.0;
  double years_to_end = 0.0;  ///< of every run, to its collapse, its completion where it ends with that, or the horizon

  std::uint64_t collapsed() const { return collapsed_by.back(); }
  std::uint64_t completed() const { return completed_by.back(); }
  std::uint64_t collapsed_over(Cause cause) const;
  double time_of(std::size_t part) const;
};

/// The time by which a share of those who got there at all had done so, years, between the points of the curve; empty
/// where nobody did.
std::optional<double> quantile(const Results& results, const std::vector<std::uint64_t>& by, double share);

Results simulate(const Process& process, const SimulationOptions& options);

}  // namespace entente::simulation
