// What a closed material balance shows: the material unaccounted for against its measurement error.
//
// One-sided test: alarm when the material unaccounted for (MUF) exceeds the threshold that measurement errors alone
// exceed with the false alarm probability. Avenhaus and Canty, Compliance Quantified (1996); IAEA Safeguards Glossary
// for significant quantities.
#pragma once

namespace entente::verification {

/// In standard deviations of the MUF.
double balance_threshold(double false_alarm);

/// The chance that a loss raises the alarm. `loss` >= 0 and `sigma` > 0 in the same unit.
double balance_detection(double loss, double sigma, double false_alarm);

/// The loss, in standard deviations of the MUF, that is detected with a probability. Both inside 0 to 1.
double detectable_loss(double detection, double false_alarm);

/// A plant whose balance has an error in proportion to what goes through it.
struct Plant {
  double significant_quantity = 8.0;  ///< kg (8 for plutonium, 25 for uranium 235 in high enrichment)
  double throughput = 0.0;            ///< kg between two inventories, > 0
  double relative_sigma = 0.0;        ///< standard deviation of the MUF as a share of the throughput, > 0
};

struct PlantAssessment {
  double sigma = 0.0;            ///< kg
  double detection = 0.0;        ///< of the loss of one significant quantity
  double detectable_loss = 0.0;  ///< kg that are detected with the probability asked for
  double most_throughput =
      0.0;  ///< kg up to which a significant quantity is detected with that probability; may be infinite
};

/// `detection` is the probability asked for. All throw entente::Error where a number is not as said.
PlantAssessment assess(const Plant& plant, double false_alarm, double detection);

}  // namespace entente::verification
