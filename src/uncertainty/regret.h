// Choosing between options when it is not known which world it is: what each leaves on the table (Savage 1951, JASA
// 46:55). How large it is over many worlds is for whoever counts them.
#pragma once

#include <span>

namespace entente::uncertainty {

/// For one world: the best payoff of all options less that of each, at least 0, into `regrets`, which has as many
/// places. `payoffs` are of one unit, the more the better.
void regrets_in_world(std::span<const double> payoffs, std::span<double> regrets);

}  // namespace entente::uncertainty
