#include "evidence/dependence.h"

#include <cmath>

namespace entente::evidence {

namespace {

double posterior(double prior, double with_breach, double without) {
  return prior * with_breach / (prior * with_breach + (1.0 - prior) * without);
}

double power(double base, std::size_t exponent) {
  return std::pow(base, static_cast<double>(exponent));
}

}  // namespace

double after_copies(double prior, const Reporting& reporting, std::size_t copies, std::size_t negatives, double share) {
  const auto chance = [&](double positive) {
    return positive * power(share + (1.0 - share) * positive, copies - 1) * power(1.0 - positive, negatives);
  };
  return posterior(prior, chance(reporting.detection), chance(reporting.false_alarms));
}

double after_relays(double prior, const Reporting& reporting, std::size_t relays, double flip) {
  const auto chance = [&](double positive) {
    return positive * power(1.0 - flip, relays) + (1.0 - positive) * power(flip, relays);
  };
  return posterior(prior, chance(reporting.detection), chance(reporting.false_alarms));
}

Measured after_measurements(double prior_mean, double prior_variance, std::size_t reports, double mean, double variance,
                            double correlation) {
  const auto number = static_cast<double>(reports);
  const double effective = number / (1.0 + (number - 1.0) * correlation);
  const double precision = 1.0 / prior_variance + effective / variance;
  return {.effective_reports = effective,
          .mean = (prior_mean / prior_variance + mean * effective / variance) / precision,
          .variance = 1.0 / precision};
}

}  // namespace entente::evidence
