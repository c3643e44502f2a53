#include "bargaining/objective.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace entente::bargaining {

namespace {

constexpr double kRefused = -std::numeric_limits<double>::infinity();
constexpr double kFew = 1e-9;

// The nearest point of { 0 <= s <= 1, sum s = count } for the parties that count, s = multiplier / weight.
void project(const Objective& objective, std::vector<double>& multipliers) {
  double low = std::numeric_limits<double>::infinity();
  double high = kRefused;
  for (std::size_t i = 0; i < multipliers.size(); ++i) {
    if (objective.weight[i] <= 0.0) continue;
    multipliers[i] /= objective.weight[i];
    low = std::min(low, multipliers[i] - 1.0);
    high = std::max(high, multipliers[i]);
  }
  const auto sum_less = [&](double shift) {
    double sum = 0.0;
    for (std::size_t i = 0; i < multipliers.size(); ++i) {
      if (objective.weight[i] > 0.0) sum += std::clamp(multipliers[i] - shift, 0.0, 1.0);
    }
    return sum;
  };
  constexpr int kHalvings = 40;
  const auto wanted = static_cast<double>(objective.count);
  for (int n = 0; n < kHalvings; ++n) {
    const double middle = 0.5 * (low + high);
    (sum_less(middle) > wanted ? low : high) = middle;
  }
  // The sum must not be short of what is wanted, or the bound would not hold; what bisection leaves is made up for.
  const double sum = sum_less(high);
  for (std::size_t i = 0; i < multipliers.size(); ++i) {
    if (objective.weight[i] <= 0.0) continue;
    multipliers[i] =
        std::clamp(multipliers[i] - high, 0.0, 1.0) * (sum > 0.0 ? wanted / sum : 1.0) * objective.weight[i];
  }
}

}  // namespace

double Objective::value(std::span<const double> gains) const {
  for (std::size_t i = 0; i < gains.size(); ++i) {
    if (gains[i] < least[i]) return kRefused;
  }
  double sum = 0.0;
  switch (kind) {
    case Kind::product: {
      for (std::size_t i = 0; i < gains.size(); ++i) {
        if (weight[i] <= 0.0) continue;
        if (gains[i] <= 0.0) return kRefused;
        sum += weight[i] * std::log(gains[i]);
      }
      return sum;
    }
    case Kind::smallest: {
      constexpr std::size_t kFewParties = 16;
      std::array<double, kFewParties> few{};
      std::vector<double> many;
      if (gains.size() > few.size()) many.resize(gains.size());
      double* shares = many.empty() ? few.data() : many.data();
      std::size_t counted = 0;
      for (std::size_t i = 0; i < gains.size(); ++i) {
        if (weight[i] > 0.0) shares[counted++] = weight[i] * (gains[i] - offset[i]);
      }
      const std::size_t summed = std::min(count, counted);
      if (summed == 1) return *std::min_element(shares, shares + counted);
      std::sort(shares, shares + counted);
      for (std::size_t n = 0; n < summed; ++n) sum += shares[n];
      return sum;
    }
    case Kind::total: {
      for (std::size_t i = 0; i < gains.size(); ++i) sum += weight[i] * gains[i];
      return sum;
    }
  }
  return sum;
}

std::vector<double> Objective::first_multipliers() const {
  std::vector<double> multipliers = weight;
  std::size_t counted = 0;
  for (const double each : weight) counted += each > 0.0 ? 1 : 0;
  if (kind == Kind::smallest) {
    for (double& each : multipliers)
      each *= static_cast<double>(count) / static_cast<double>(std::max<std::size_t>(1, counted));
  } else if (kind == Kind::product) {
    // As if every gain were a tenth of the party's swing.
    for (double& each : multipliers) each *= 10.0;
  }
  return multipliers;
}

double Objective::constant(std::span<const double> multipliers) const {
  double sum = 0.0;
  for (std::size_t i = 0; i < multipliers.size(); ++i) {
    const double m = multipliers[i];
    if (weight[i] > 0.0 && kind == Kind::product) {
      sum += weight[i] * (std::log(weight[i] / m) - 1.0);
    } else if (weight[i] > 0.0 && kind == Kind::smallest) {
      sum -= m * offset[i];
    } else {
      // Being above its least gain is worth nothing: only what lies under `total`'s own weight does not count.
      const double extra = kind == Kind::total ? m - weight[i] : m;
      if (extra > 0.0) sum -= extra * least[i];
    }
  }
  return sum;
}

void Objective::step(std::vector<double>& multipliers, std::span<const double> gains, double wanted,
                     double length) const {
  std::vector<double> slope(multipliers.size(), 0.0);
  double norm = 0.0;
  for (std::size_t i = 0; i < multipliers.size(); ++i) {
    if (weight[i] > 0.0 && kind == Kind::product) {
      slope[i] = gains[i] - weight[i] / multipliers[i];
    } else if (weight[i] > 0.0 && kind == Kind::smallest) {
      slope[i] = gains[i] - offset[i];
    } else if (least[i] > kRefused) {
      slope[i] = gains[i] - least[i];
      const double at_least = kind == Kind::total ? weight[i] : 0.0;
      if (slope[i] > 0.0 && multipliers[i] <= at_least) slope[i] = 0.0;
    }
  }
  if (kind == Kind::smallest) {
    // Along the plane on which the multipliers stay, counted in shares.
    double mean = 0.0;
    std::size_t counted = 0;
    for (std::size_t i = 0; i < slope.size(); ++i) {
      if (weight[i] <= 0.0) continue;
      mean += slope[i] * weight[i];
      ++counted;
    }
    if (counted > 0) mean /= static_cast<double>(counted);
    for (std::size_t i = 0; i < slope.size(); ++i) {
      if (weight[i] > 0.0) slope[i] = (slope[i] * weight[i] - mean) * weight[i];
    }
    for (std::size_t i = 0; i < slope.size(); ++i) {
      const double share = weight[i] > 0.0 ? slope[i] / weight[i] : slope[i];
      norm += share * share;
    }
  } else {
    for (const double each : slope) norm += each * each;
  }
  if (norm <= 0.0) return;
  const double by = length * wanted / norm;
  for (std::size_t i = 0; i < multipliers.size(); ++i) {
    const double next = multipliers[i] - by * slope[i];
    if (weight[i] > 0.0 && kind == Kind::product) {
      multipliers[i] = std::clamp(next, 0.5 * multipliers[i], 2.0 * multipliers[i] + kFew);
    } else if (weight[i] > 0.0 && kind == Kind::smallest) {
      multipliers[i] = next;
    } else {
      multipliers[i] = std::max(kind == Kind::total ? weight[i] : 0.0, next);
    }
  }
  if (kind == Kind::smallest) project(*this, multipliers);
}

}  // namespace entente::bargaining
