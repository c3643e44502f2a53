// Balances period after period: an inventory closes one and opens the next, so that their errors are correlated.
//
// The balance of period t is I(t-1) + T(t) - I(t), with independent errors of each measured inventory I and of the net
// transfer T. Neighbours share an inventory: covariance -sigma_inventory^2. The diversion that is hardest to detect is
// in proportion to the covariance matrix times (1,...,1), and the best test against it is the sum of all balances
// (CUMUF). Avenhaus and Canty, Compliance Quantified (1996); Avenhaus, von Stengel and Zamir (2002), section 3.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace entente::verification {

struct BalanceSequence {
  std::size_t periods = 1;
  double sigma_inventory = 0.0;  ///< standard deviation of one inventory, >= 0
  double sigma_transfer = 0.0;   ///< of the net transfer in one period, >= 0; not both 0
};

/// Standard deviation of the sum of all balances.
double total_sigma(const BalanceSequence& sequence);

/// The loss in each period, `total` together, that is hardest to detect. Each is at least 0.
std::vector<double> worst_diversion(const BalanceSequence& sequence, double total);

/// The chance that the worst diversion raises the alarm: that of the sum of all balances.
double worst_diversion_detection(const BalanceSequence& sequence, double total, double false_alarm);

/// What is left of each balance when all that those before it tell of its error is taken away, in its standard
/// deviations: these are independent of each other, and a diversion (one loss a period) shifts their means by this
/// much. Page's test is run on them (Pike and Woods, IAEA-SM-260/84, 1983: standardised independent material
/// unaccounted for). Cost: O(periods).
std::vector<double> standardised_shifts(const BalanceSequence& sequence, std::span<const double> diversion);

/// The chance that a test made for just this diversion (one loss a period) detects it: no test detects it more often
/// (Neyman and Pearson). Cost: O(periods).
double best_detection(const BalanceSequence& sequence, std::span<const double> diversion, double false_alarm);

/// What one would believe of the sum of balances if their errors were taken for independent: the classical mistake.
double detection_taken_for_independent(const BalanceSequence& sequence, double total, double false_alarm);

}  // namespace entente::verification
