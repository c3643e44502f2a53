// What it is worth to know more before deciding (Raiffa and Schlaifer 1961, Applied Statistical Decision Theory,
// chapters 4 and 5; Howard 1966, IEEE Transactions on Systems Science and Cybernetics 2:22).
#pragma once

#include <cstddef>
#include <vector>

namespace entente::evidence {

/// A choice under uncertainty: what each act loses in each state, and how likely each state is.
struct Choice {
  std::vector<double> belief;               ///< chance of each state; adds up to 1
  std::vector<std::vector<double>> losses;  ///< [act][state], at least one act
};

/// Expected loss of each act.
std::vector<double> expected_losses(const Choice& choice);

/// The act with the least expected loss, the first of equals.
std::size_t best_act(const Choice& choice);

/// Expected loss of the best act.
double least_loss(const Choice& choice);

/// One thing a look may show: how likely it is, what is believed then, and what is best done then.
struct Prospect {
  double chance = 0.0;
  std::vector<double> belief;  ///< the belief as it was, where the chance is 0
  std::size_t act = 0;
};

struct ValueOfLook {
  double expected_value = 0.0;  ///< expected loss spared by deciding after the look: never below 0
  bool could_change = false;  ///< some possible outcome makes another act strictly better; else the value is exactly 0
  std::vector<Prospect> prospects;  ///< one for each outcome
};

/// Expected value of sample information. `outcomes`: [outcome][state], the chance of each outcome in each state; the
/// outcomes of a state add up to 1.
ValueOfLook value_of_look(const Choice& choice, const std::vector<std::vector<double>>& outcomes);

/// Expected value of perfect information: the most that any look can be worth.
double value_of_certainty(const Choice& choice);

}  // namespace entente::evidence
