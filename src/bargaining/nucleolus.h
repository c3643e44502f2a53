// The nucleolus: the division under which the worst-off group is as well off as can be, then the next, and so on.
//
// The excess of a coalition is its worth less what it gets. Of all divisions of the worth of everybody, the nucleolus
// makes the list of excesses, largest first, smallest in the order of a dictionary (Schmeidler 1969); it lies in the
// core whenever that is not empty. The nucleolus looks only at divisions that give every player at least what it has
// alone, the prenucleolus at all.
//
// Method: a sequence of linear programs (Maschler, Peleg & Shapley 1979), each in its dual form of n+1 rows. A
// coalition with a positive weight in the dual has the same excess at every solution, so it is settled, and with it all
// that are sums of settled ones: at most n-1 programs. The division is then recomputed from the settled coalitions as
// equations, so its digits do not depend on the tolerance of the programs.
#pragma once

#include <optional>
#include <vector>

#include "bargaining/cooperative.h"

namespace entente::bargaining {

/// Empty when the players have more alone, added up, than together: there is nothing to choose from then.
std::optional<std::vector<double>> nucleolus(const CooperativeGame& game);

std::vector<double> prenucleolus(const CooperativeGame& game);

/// The largest excess at the prenucleolus; minus infinity for a single player.
double least_core_excess(const CooperativeGame& game);

}  // namespace entente::bargaining
