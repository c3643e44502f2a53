#include "sequencing/objective.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace entente::sequencing {

namespace {

// A smooth stand-in for the smallest share: -y^-p / p. Any weights give a valid bound, so its exponent only matters to
// how good they are.
constexpr double kSharpness = 12.0;

// The slope of the objective's logarithm or stand-in at a gain.
double slope(const Objective& objective, std::size_t party, double gain) {
  const double unit = objective.unit[party];
  if (unit <= 0.0) return 0.0;
  if (objective.kind == Objective::Kind::nash) return 1.0 / gain;
  return std::pow(gain / unit, -kSharpness - 1.0) / unit;
}

}  // namespace

std::size_t Objective::counted() const {
  return static_cast<std::size_t>(std::count_if(unit.begin(), unit.end(), [](double points) { return points > 0.0; }));
}

double worth(const Objective& objective, std::span<const double> gains) {
  double product = 1.0;
  double smallest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < gains.size(); ++i) {
    if (objective.unit[i] <= 0.0) continue;
    product *= std::max(0.0, gains[i]);
    smallest = std::min(smallest, std::max(0.0, gains[i] / objective.unit[i]));
  }
  const std::size_t counted = objective.counted();
  if (counted == 0) return 0.0;
  return objective.kind == Objective::Kind::nash ? std::pow(product, 1.0 / static_cast<double>(counted)) : smallest;
}

double worth_at_most(const Objective& objective, std::span<const double> weights, double sum) {
  return std::max(0.0, sum) / least_sum(objective, weights, 1.0);
}

double least_sum(const Objective& objective, std::span<const double> weights, double worth) {
  if (objective.kind == Objective::Kind::weighted_sum) return worth;
  double product = 1.0;
  double units = 0.0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (objective.unit[i] <= 0.0) continue;
    product *= weights[i];
    units += weights[i] * objective.unit[i];
  }
  const auto counted = static_cast<double>(objective.counted());
  return worth * (objective.kind == Objective::Kind::nash ? counted * std::pow(product, 1.0 / counted) : units);
}

std::vector<double> weights_at(const Objective& objective, std::span<const double> gains) {
  std::vector<double> weights(gains.size());
  double units = 0.0;
  for (std::size_t i = 0; i < gains.size(); ++i) {
    weights[i] = slope(objective, i, gains[i]);
    units += weights[i] * objective.unit[i];
  }
  // Only their ratios matter; sums of the size of a share keep all figures in range.
  for (double& weight : weights) weight /= units;
  return weights;
}

Mixture::Mixture(std::span<const double> positive_gains) {
  add(positive_gains);
  shares_.front() = 1.0;
}

void Mixture::add(std::span<const double> gains) {
  gains_.emplace_back(gains.begin(), gains.end());
  shares_.push_back(0.0);
}

std::vector<double> Mixture::best(const Objective& objective) {
  // Frank and Wolfe's method with pairwise steps (Lacoste-Julien and Jaggi 2015): share moves from the vector that adds
  // least to the one that adds most, as far as that helps.
  constexpr int kMostSteps = 2000;
  constexpr double kCloseEnough = 1e-7;
  const std::size_t parties = objective.unit.size();
  std::vector<double> mixed(parties, 0.0);
  for (std::size_t v = 0; v < gains_.size(); ++v) {
    for (std::size_t i = 0; i < parties; ++i) mixed[i] += shares_[v] * gains_[v][i];
  }
  for (int step = 0; step < kMostSteps; ++step) {
    const std::vector<double> weights = weights_at(objective, mixed);
    std::size_t most = 0;
    std::size_t least = 0;
    double largest = -std::numeric_limits<double>::infinity();
    double smallest = std::numeric_limits<double>::infinity();
    for (std::size_t v = 0; v < gains_.size(); ++v) {
      double sum = 0.0;
      for (std::size_t i = 0; i < parties; ++i) sum += weights[i] * gains_[v][i];
      if (sum > largest) {
        largest = sum;
        most = v;
      }
      if (shares_[v] > 0.0 && sum < smallest) {
        smallest = sum;
        least = v;
      }
    }
    if (largest - smallest <= kCloseEnough * std::abs(largest)) break;
    const auto rises_at = [&](double share) {
      double rise = 0.0;
      for (std::size_t i = 0; i < parties; ++i) {
        if (objective.unit[i] <= 0.0) continue;
        const double change = gains_[most][i] - gains_[least][i];
        const double gain = mixed[i] + share * change;
        if (gain <= 0.0) return false;
        rise += slope(objective, i, gain) * change;
      }
      return rise > 0.0;
    };
    double low = 0.0;
    double high = shares_[least];
    if (rises_at(high)) low = high;
    for (int halving = 0; halving < 40 && low < high; ++halving) {
      const double middle = 0.5 * (low + high);
      (rises_at(middle) ? low : high) = middle;
    }
    shares_[most] += low;
    shares_[least] = std::max(0.0, shares_[least] - low);
    for (std::size_t i = 0; i < parties; ++i) mixed[i] += low * (gains_[most][i] - gains_[least][i]);
    if (low == 0.0) break;
  }
  return mixed;
}

}  // namespace entente::sequencing
