// Choosing between options when it is not known which world it is: no chances, only what each option gives in each.
//
// Regret is what an option leaves on the table in a world (Savage 1951, JASA 46:55); an option satisfices in the worlds
// where it gives enough (Lempert, Popper & Bankes 2003, Shaping the Next One Hundred Years).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace entente::uncertainty {

/// [option][world]: what the option gives there, the more the better; all of one unit.
using Payoffs = std::vector<std::vector<double>>;

struct Regrets {
  Payoffs regret;                     ///< best of the world less the option's, at least 0
  std::vector<double> largest;        ///< of each option, over the worlds
  std::vector<double> mean;           ///< of each option, over the worlds
  std::optional<std::size_t> choice;  ///< the option whose largest regret is smallest; the first of equals
};

/// All options have the same number of worlds, at least one. Throws std::invalid_argument otherwise.
Regrets regrets(const Payoffs& payoffs);

/// The option whose least payoff is largest, the first of equals; none where there are no options. Throws as above.
std::optional<std::size_t> maximin(const Payoffs& payoffs);

/// The option whose mean payoff is largest, the first of equals, all worlds alike. Throws as above.
std::optional<std::size_t> best_on_average(const Payoffs& payoffs);

/// Of each option, `optimism` (0 to 1) times its largest payoff and the rest times its least (Hurwicz 1951). Throws as
/// above.
std::vector<double> hurwicz(const Payoffs& payoffs, double optimism);

/// Of each option, the share of worlds in which it gives at least `enough`. Throws as above.
std::vector<double> satisficing(const Payoffs& payoffs, double enough);

}  // namespace entente::uncertainty
