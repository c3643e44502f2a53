#include "verification/balance_sequence.h"

#include <cmath>
#include <string>

#include "accord/error.h"
#include "verification/arguments.h"
#include "verification/material_balance.h"
#include "verification/normal.h"

namespace entente::verification {

namespace {

struct Variances {
  double balance = 0.0;     // of one balance: the diagonal
  double neighbours = 0.0;  // of two that share an inventory, < 0: beside the diagonal
};

Variances variances(const BalanceSequence& sequence) {
  const double inventory = sequence.sigma_inventory * sequence.sigma_inventory;
  return {.balance = 2.0 * inventory + sequence.sigma_transfer * sequence.sigma_transfer, .neighbours = -inventory};
}

void check(const BalanceSequence& sequence) {
  if (sequence.periods == 0) throw Error("a sequence of balances has no period; give it at least 1");
  require_not_below(sequence.sigma_inventory, 0.0, "the standard deviation of an inventory");
  require_not_below(sequence.sigma_transfer, 0.0, "the standard deviation of a transfer");
  if (sequence.sigma_inventory == 0.0 && sequence.sigma_transfer == 0.0) {
    throw Error("inventories and transfers are measured without error; every loss is seen, there is nothing to test");
  }
}

// Sums over the rows of the covariance matrix, before they are added up.
double row_sum(const BalanceSequence& sequence, std::size_t period) {
  const Variances of = variances(sequence);
  const std::size_t neighbours = (period > 0 ? 1U : 0U) + (period + 1 < sequence.periods ? 1U : 0U);
  return of.balance + static_cast<double>(neighbours) * of.neighbours;
}

}  // namespace

double total_sigma(const BalanceSequence& sequence) {
  check(sequence);
  // Inventories between the first and the last cancel.
  return std::sqrt(static_cast<double>(sequence.periods) * sequence.sigma_transfer * sequence.sigma_transfer +
                   2.0 * sequence.sigma_inventory * sequence.sigma_inventory);
}

std::vector<double> worst_diversion(const BalanceSequence& sequence, double total) {
  require_not_below(total, 0.0, "the total loss");
  const double sigma = total_sigma(sequence);
  std::vector<double> diversion;
  for (std::size_t t = 0; t < sequence.periods; ++t) {
    diversion.push_back(total * row_sum(sequence, t) / (sigma * sigma));
  }
  return diversion;
}

double worst_diversion_detection(const BalanceSequence& sequence, double total, double false_alarm) {
  return balance_detection(total, total_sigma(sequence), false_alarm);
}

std::vector<double> standardised_shifts(const BalanceSequence& sequence, std::span<const double> diversion) {
  check(sequence);
  if (diversion.size() != sequence.periods) {
    throw Error("a diversion over " + std::to_string(diversion.size()) + " periods is held against balances of " +
                std::to_string(sequence.periods) + "; give one loss for each period");
  }
  for (const double loss : diversion) require_finite(loss, "the loss of a period");
  // Elimination: the covariance matrix is L D L', D the `pivot`s, and L^-1 mu the `remainder`s. It is diagonally
  // dominant, so that no order of elimination is better than the given one.
  const Variances of = variances(sequence);
  std::vector<double> shifts;
  double pivot = of.balance;
  double remainder = diversion[0];
  shifts.push_back(remainder / std::sqrt(pivot));
  for (std::size_t t = 1; t < diversion.size(); ++t) {
    const double factor = of.neighbours / pivot;
    pivot = of.balance - factor * of.neighbours;
    remainder = diversion[t] - factor * remainder;
    shifts.push_back(remainder / std::sqrt(pivot));
  }
  return shifts;
}

double best_detection(const BalanceSequence& sequence, std::span<const double> diversion, double false_alarm) {
  double squared = 0.0;
  for (const double shift : standardised_shifts(sequence, diversion)) squared += shift * shift;
  return normal_below(std::sqrt(squared) - balance_threshold(false_alarm));
}

double detection_taken_for_independent(const BalanceSequence& sequence, double total, double false_alarm) {
  check(sequence);
  const double sigma = std::sqrt(static_cast<double>(sequence.periods) * variances(sequence).balance);
  return balance_detection(total, sigma, false_alarm);
}

}  // namespace entente::verification
