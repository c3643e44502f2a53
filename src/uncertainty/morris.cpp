#include "uncertainty/morris.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "uncertainty/designs.h"

namespace entente::uncertainty {

namespace {

constexpr double kMostEvaluations = 1e7;

void check_levels(std::size_t levels) {
  if (levels < 2 || levels % 2 != 0) throw std::invalid_argument("the grid needs an even number of levels, at least 2");
}

// Half of the grid's levels rounded to a step, so that every level is the end of equally many steps.
double step_of(std::size_t levels) {
  return static_cast<double>(levels) / (2.0 * static_cast<double>(levels - 1));
}

std::vector<double> all_finite(const Model& model, std::span<const double> points, std::size_t rows) {
  std::vector<double> outputs(rows);
  model(points, rows, outputs);
  if (!std::ranges::all_of(outputs, [](double output) { return std::isfinite(output); })) {
    throw std::invalid_argument("the model gives a number that is not finite");
  }
  return outputs;
}

// `divisor` is the number of effects, or one less for a sample.
ElementaryEffects summary_of(std::span<const double> effects, double divisor) {
  ElementaryEffects result;
  const auto count = static_cast<double>(effects.size());
  for (const double effect : effects) {
    result.mu += effect / count;
    result.mu_star += std::abs(effect) / count;
  }
  for (const double effect : effects) result.sigma += (effect - result.mu) * (effect - result.mu);
  result.sigma = std::sqrt(result.sigma / divisor);
  return result;
}

// What a trajectory draws: for each factor when its turn comes, whether it rises, and for each of its columns where.
std::vector<std::string> names_of_draws(std::span<const Factor> factors) {
  std::vector<std::string> names;
  for (const Factor& factor : factors) {
    names.push_back(factor.name + "\nturn");
    names.push_back(factor.name + "\nrises");
    for (std::size_t n = 0; n < factor.coordinates.size(); ++n) names.push_back(factor.name + "\n" + std::to_string(n));
  }
  return names;
}

// One effect of each factor.
std::vector<double> trajectory(const Model& model, std::span<const Factor> factors, std::size_t columns,
                               const MorrisOptions& options, std::span<const double> drawn) {
  const double step = step_of(options.levels);
  const std::size_t lower_half = options.levels / 2;
  const auto bases = static_cast<double>(lower_half);
  std::vector<double> at(columns);
  std::vector<double> then(columns);
  std::vector<double> turn;  // smallest first
  std::vector<bool> rises;
  auto next = drawn.begin();
  for (const Factor& factor : factors) {
    turn.push_back(*next++);
    rises.push_back(*next++ < 0.5);
    for (const std::size_t column : factor.coordinates) {
      const double base = std::floor(*next++ * bases) / static_cast<double>(options.levels - 1);
      at[column] = rises.back() ? base : base + step;
      then[column] = rises.back() ? base + step : base;
    }
  }
  std::vector<std::size_t> order(factors.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t n) { return turn[n]; });
  std::vector<double> points = at;
  for (const std::size_t n : order) {
    for (const std::size_t column : factors[n].coordinates) at[column] = then[column];
    points.insert(points.end(), at.begin(), at.end());
  }
  const std::vector<double> outputs = all_finite(model, points, factors.size() + 1);
  std::vector<double> effects(factors.size());
  for (std::size_t n = 0; n < order.size(); ++n) {
    effects[order[n]] = (outputs[n + 1] - outputs[n]) / (rises[order[n]] ? step : -step);
  }
  return effects;
}

}  // namespace

std::vector<ElementaryEffects> elementary_effects(const Model& model, std::span<const Factor> factors,
                                                  const MorrisOptions& options) {
  check_levels(options.levels);
  if (options.trajectories < 2) throw std::invalid_argument("a spread needs at least 2 trajectories");
  const std::size_t columns = columns_of(factors);
  const std::vector<std::string> names = names_of_draws(factors);
  const Points draws(Design::random, options.seed, options.trajectories, names);
  std::vector<std::vector<double>> by_trajectory(options.trajectories);
  tbb::parallel_for(std::size_t{0}, by_trajectory.size(), [&](std::size_t n) {
    std::vector<double> drawn(names.size());
    draws.at(n, drawn);
    by_trajectory[n] = trajectory(model, factors, columns, options, drawn);
  });
  std::vector<ElementaryEffects> result;
  for (std::size_t factor = 0; factor < factors.size(); ++factor) {
    std::vector<double> effects;
    for (const auto& one : by_trajectory) effects.push_back(one[factor]);
    result.push_back(summary_of(effects, static_cast<double>(effects.size() - 1)));
  }
  return result;
}

std::vector<ElementaryEffects> all_elementary_effects(const Model& model, std::size_t columns, std::size_t levels) {
  check_levels(levels);
  if (std::pow(static_cast<double>(levels), static_cast<double>(columns)) > kMostEvaluations) {
    throw std::invalid_argument("the grid has too many points to evaluate all");
  }
  std::vector<double> points;
  std::vector<std::size_t> digits(columns, 0);
  std::size_t rows = 0;
  for (std::size_t carried = columns; carried > 0;) {  // the last column changes fastest
    for (const std::size_t digit : digits) {
      points.push_back(static_cast<double>(digit) / static_cast<double>(levels - 1));
    }
    ++rows;
    carried = columns;
    while (carried > 0 && ++digits[carried - 1] == levels) digits[--carried] = 0;
  }
  const std::vector<double> outputs = all_finite(model, points, rows);
  std::vector<ElementaryEffects> result(columns);
  std::size_t apart = rows;  // between points that differ by one level of the column
  for (std::size_t column = 0; column < columns; ++column) {
    apart /= levels;
    std::vector<double> effects;
    for (std::size_t row = 0; row < rows; ++row) {
      if (row / apart % levels >= levels / 2) continue;
      effects.push_back((outputs[row + apart * (levels / 2)] - outputs[row]) / step_of(levels));
    }
    result[column] = summary_of(effects, static_cast<double>(effects.size()));
  }
  return result;
}

}  // namespace entente::uncertainty
