// Phased accords as absorbing chains: small enough to be solved exactly (Kemeny and Snell 1960, Finite Markov Chains:
// N = (I - Q)^-1), and processes that the engine of `run.h` draws from. The one checks the other.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "simulation/process.h"

namespace entente::simulation {

/// In every period, or at a rate, an accord at a step advances, collapses or is suspended; one in suspension resumes or
/// collapses. After the last step it is complete and stays so.
struct PhasedChain {
  std::vector<double> advance;   ///< by step: chance a period, or rate
  std::vector<double> collapse;  ///< by step; the three of a step add up to 1 at most where they are chances
  double suspend = 0.0;
  double resume = 0.0;              ///< while suspended
  double suspended_collapse = 0.0;  ///< while suspended, at least every `collapse` of a step where something suspends
  std::size_t steps_back = 1;       ///< on resuming, but not below the first
  bool rates = false;               ///< continuous time
};

struct ChainFigures {
  std::vector<double> survival;   ///< at each time asked: not collapsed
  std::vector<double> completed;  ///< at each time asked
  double completes = 0.0;         ///< ever
  double mean_duration = 0.0;     ///< to completion or collapse
  double mean_suspended = 0.0;    ///< of that in suspension
};

/// Times are periods, whole numbers unless the chain has rates. Throws Error for a chain that never ends or whose
/// chances are none.
ChainFigures solve(const PhasedChain& chain, std::span<const double> times);

/// The same as a process: what the chain does in a period becomes times that are rounded up to it. A collapse that
/// every step shares is a leadership that walks away, what suspension adds to it is an accord given up, and what
/// suspends is a false alarm.
Process process_of(const PhasedChain& chain, double horizon);

}  // namespace entente::simulation
