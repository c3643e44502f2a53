// Which means of seeing work for which level along a plan, and the accord with a portfolio of them in force.
//
// A means counts for a level, at the gate that delivers it and from then on, when by that gate it has begun, the levels
// that it needs stand before the step, and the means that it needs work, too. A level that it needs may also arrive at
// that very gate where it is up to another giver or where withholding it is surely seen by the file's own number: who
// withholds both is then seen by that. What comes later than the gate of a level is of no use for that level, also
// where it would watch it afterwards. As long as the accord holds, what a means needs is taken to stand.
#pragma once

#include <span>
#include <vector>

#include "accord/accord.h"

namespace entente::verification {

using accord::Accord;
using accord::CommitmentIndex;
using accord::LevelIndex;
using accord::MeansIndex;
using accord::PartyIndex;
using accord::Requirement;
using accord::State;

/// [commitment][level]: the means that could work for it along the plan, ascending; those that need another means are
/// there only with it. Empty for levels that the plan does not reach.
using ReadyMeans = std::vector<std::vector<std::vector<MeansIndex>>>;

/// `points` are the states that the plan passes, from today. Empty lists where the accord has no means.
ReadyMeans ready_means(const Accord& accord, const std::vector<State>& points);

/// The accord with `portfolio` (ascending, with all the means that these need) in force along the plan, in place of
/// what the file names as chosen. `accord.verification` must be there.
Accord with_portfolio(const Accord& accord, const ReadyMeans& ready, std::span<const MeansIndex> portfolio);

}  // namespace entente::verification
