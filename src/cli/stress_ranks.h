// `entente stress` under mpirun: worlds shared out among processes, the same bytes for any number of them.
//
// The first process reads the case, says all that is said, deals blocks of worlds out and counts them in their order;
// it evaluates with its own threads, too. The others evaluate what they are sent, and need no file.
#pragma once

#include "cli/ranks.h"
#include "uncertainty/stress_run.h"

namespace entente::cli {

/// Evaluates and counts as `run_stress` does, with all processes; called in the first. `rows`: rows of the table of
/// worlds are wanted. Throws besides Stopped, and MachineError where another process can not go on.
void run_on_ranks(Ranks& ranks, const uncertainty::StressTest& test, uncertainty::StressTally& tally, bool rows,
                  const uncertainty::AfterBlock& after_block);

/// What the other processes do: evaluates what the first one sends, until it sends that all is done. Throws Stopped.
void evaluate_for_first(Ranks& ranks);

}  // namespace entente::cli
