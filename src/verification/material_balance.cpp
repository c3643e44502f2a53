#include "verification/material_balance.h"

#include <limits>

#include "verification/arguments.h"
#include "verification/normal.h"

namespace entente::verification {

double balance_threshold(double false_alarm) {
  require_inside_probability(false_alarm, "the false alarm probability");
  return normal_exceeded_with(false_alarm);
}

double balance_detection(double loss, double sigma, double false_alarm) {
  require_not_below(loss, 0.0, "the loss");
  require_above(sigma, 0.0, "the standard deviation of the balance");
  return normal_below(loss / sigma - balance_threshold(false_alarm));
}

double detectable_loss(double detection, double false_alarm) {
  require_inside_probability(detection, "the detection probability");
  return balance_threshold(false_alarm) + normal_exceeded_with(1.0 - detection);
}

PlantAssessment assess(const Plant& plant, double false_alarm, double detection) {
  require_above(plant.significant_quantity, 0.0, "the significant quantity");
  require_above(plant.throughput, 0.0, "the throughput");
  require_above(plant.relative_sigma, 0.0, "the relative standard deviation");
  const double needed = detectable_loss(detection, false_alarm);
  PlantAssessment result;
  result.sigma = plant.relative_sigma * plant.throughput;
  result.detection = balance_detection(plant.significant_quantity, result.sigma, false_alarm);
  result.detectable_loss = needed * result.sigma;
  // A test that raises false alarms as often as it should detect needs no loss at all.
  result.most_throughput = needed > 0.0 ? plant.significant_quantity / (needed * plant.relative_sigma)
                                        : std::numeric_limits<double>::infinity();
  return result;
}

}  // namespace entente::verification
