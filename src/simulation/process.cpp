#include "simulation/process.h"

#include <cmath>

namespace entente::simulation {

double Process::planned() const {
  double years = 0.0;
  for (const ProcessStep& step : steps) years += step.work;
  return years;
}

double rate_of_chance(double chance) {
  return -std::log1p(-chance);
}

double chance_of_rate(double rate) {
  return -std::expm1(-rate);
}

}  // namespace entente::simulation
