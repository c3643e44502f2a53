// How much reports that hang together are worth: copies, relays of one source, correlated measurements.
//
// Closed forms for questions about a breach that is there or not. The belief about a commitment uses the same chances
// (weigh.h); these answer the plain question "what are five copies worth?".
#pragma once

#include <cstddef>

namespace entente::evidence {

/// Chances 0 to 1 of a report of a breach: where there is one, and where there is none.
struct Reporting {
  double detection = 0.0;
  double false_alarms = 0.0;
};

/// The chance of a breach after `copies` >= 1 reports of it and `negatives` independent reports of none. The first
/// report is an original; each other repeats it with chance `share` and looks for itself otherwise: L = d (share + (1 -
/// share) d)^(copies - 1) (1 - d)^negatives, and the same with f (Bovens and Hartmann 2003, chapter 3). share 1: copies
/// count once; 0: each in full.
double after_copies(double prior, const Reporting& reporting, std::size_t copies, std::size_t negatives, double share);

/// The chance of a breach after `relays` >= 0 agreeing reports, each passing on an original that nobody here has seen
/// and turning it round with chance `flip`: L = d (1 - flip)^n + (1 - d) flip^n, and the same with f. Without bound on
/// the number of relays, flip below 1/2, that is one clean original.
double after_relays(double prior, const Reporting& reporting, std::size_t relays, double flip);

/// Posterior mean and variance after `reports` >= 1 measurements of one quantity with mean `mean`, each of variance
/// `variance` > 0 and any two correlated by `correlation` in [0, 1]: they are worth n / (1 + (n - 1) rho) independent
/// ones (Winkler 1981, Management Science 27:479; Clemen and Winkler 1985, Operations Research 33:427).
struct Measured {
  double effective_reports = 0.0;
  double mean = 0.0;
  double variance = 0.0;
};
Measured after_measurements(double prior_mean, double prior_variance, std::size_t reports, double mean, double variance,
                            double correlation);

}  // namespace entente::evidence
