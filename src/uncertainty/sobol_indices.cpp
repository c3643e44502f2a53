#include "uncertainty/sobol_indices.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <map>
#include <numeric>
#include <stdexcept>

#include "uncertainty/designs.h"

namespace entente::uncertainty {

namespace {

using Outputs = std::vector<double>;  // [row * outputs + output]

// One pair A, B of points, and what the model says of them.
struct PairOfDesigns {
  std::vector<double> a;
  std::vector<double> b;
  Outputs at_a;
  Outputs at_b;
};

// Means over one design; ratios of such means are the indices.
struct Terms {
  double first = 0.0;
  double total = 0.0;
  double scale = 0.0;  // four times the variance
};

struct SobolRun {
  const Model& model;
  std::span<const Factor> factors;
  const SobolOptions& options;
  std::size_t columns;
  std::size_t rows;                    // of one design
  std::vector<std::string> names;      // of the columns of A and of B, in alphabetical order
  std::vector<std::size_t> column_of;  // by name: in A, and after these in B
};

Outputs evaluated(const SobolRun& run, std::span<const double> points) {
  Outputs outputs(run.rows * run.options.outputs);
  run.model(points, run.rows, outputs);
  for (const double output : outputs) {
    if (!std::isfinite(output)) throw std::invalid_argument("the model gives a number that is not finite");
  }
  return outputs;
}

// A and B are the halves of one point of twice as many columns: both even, and independent of each other.
PairOfDesigns design(const SobolRun& run, std::size_t number) {
  // Seeds of designs are far apart, so that those of one analysis are not those of another with the next seed.
  const std::uint64_t seed = run.options.seed + (number + 1) * 0x9e3779b97f4a7c15U;
  const bool even = run.names.size() <= most_sobol_coordinates();
  const Points points(even ? Design::sobol : Design::random, seed, run.rows, run.names);
  std::vector<double> drawn(run.names.size());
  std::vector<double> both(run.names.size());
  PairOfDesigns result;
  for (std::size_t row = 0; row < run.rows; ++row) {
    points.at(row, drawn);
    for (std::size_t n = 0; n < drawn.size(); ++n) both[run.column_of[n]] = drawn[n];
    const auto middle = both.begin() + static_cast<std::ptrdiff_t>(run.columns);
    result.a.insert(result.a.end(), both.begin(), middle);
    result.b.insert(result.b.end(), middle, both.end());
  }
  result.at_a = evaluated(run, result.a);
  result.at_b = evaluated(run, result.b);
  return result;
}

// `into` with the columns of `factor` as they are in `from`.
std::vector<double> exchanged(const SobolRun& run, std::vector<double> into, const std::vector<double>& from,
                              const Factor& factor) {
  for (std::size_t row = 0; row < run.rows; ++row) {
    for (const std::size_t column : factor.coordinates) {
      into[row * run.columns + column] = from[row * run.columns + column];
    }
  }
  return into;
}

// Per output.
std::vector<Terms> terms(const SobolRun& run, const PairOfDesigns& at, const Factor& factor) {
  const Outputs a_from_b = evaluated(run, exchanged(run, at.a, at.b, factor));
  const Outputs b_from_a = evaluated(run, exchanged(run, at.b, at.a, factor));
  const std::size_t outputs = run.options.outputs;
  std::vector<Terms> means(outputs);
  for (std::size_t n = 0; n < run.rows * outputs; ++n) {
    const double in_a = at.at_a[n] - a_from_b[n];
    const double in_b = b_from_a[n] - at.at_b[n];
    const double all = at.at_a[n] - at.at_b[n];
    const double others = b_from_a[n] - a_from_b[n];
    Terms& mean = means[n % outputs];
    mean.first += 2.0 * in_a * in_b;
    mean.total += in_a * in_a + in_b * in_b;
    mean.scale += all * all + others * others;
  }
  for (Terms& mean : means) {
    mean.first /= static_cast<double>(run.rows);
    mean.total /= static_cast<double>(run.rows);
    mean.scale /= static_cast<double>(run.rows);
  }
  return means;
}

// The ratio of two sums over the designs; its error by linearisation.
Estimate ratio(std::span<const double> above, std::span<const double> below, double quantile) {
  const auto count = static_cast<double>(above.size());
  double sum_above = 0.0;
  double sum_below = 0.0;
  for (std::size_t n = 0; n < above.size(); ++n) {
    sum_above += above[n];
    sum_below += below[n];
  }
  const double value = sum_below > 0.0 ? sum_above / sum_below : 0.0;
  double squares = 0.0;
  for (std::size_t n = 0; n < above.size(); ++n) {
    const double residual = above[n] - value * below[n];
    squares += residual * residual;
  }
  const double error = sum_below > 0.0 ? std::sqrt(squares * count / (count - 1.0)) / sum_below : 0.0;
  return {.value = value, .low = value - quantile * error, .high = value + quantile * error};
}

// Alphabetical, so that a factor's columns get the same numbers wherever it stands in the list.
void set_names(SobolRun& run) {
  std::map<std::string, std::size_t> columns;
  for (const Factor& factor : run.factors) {
    for (std::size_t n = 0; n < factor.coordinates.size(); ++n) {
      const std::string name = factor.name + "\n" + std::to_string(n);
      columns[name + " A"] = factor.coordinates[n];
      columns[name + " B"] = run.columns + factor.coordinates[n];
    }
  }
  for (const auto& [name, column] : columns) {
    run.names.push_back(name);
    run.column_of.push_back(column);
  }
}

// Mean and variance over all points of A and B; exactly 0 where the output is the same at all of them.
void set_moments(std::span<const PairOfDesigns> designs, std::size_t output, std::size_t outputs, SobolIndices& of) {
  std::vector<double> values;
  for (const PairOfDesigns& at : designs) {
    for (std::size_t n = output; n < at.at_a.size(); n += outputs)
      values.insert(values.end(), {at.at_a[n], at.at_b[n]});
  }
  const auto count = static_cast<double>(values.size());
  const auto [least, largest] = std::ranges::minmax(values);
  of.mean = least == largest ? least : std::accumulate(values.begin(), values.end(), 0.0) / count;
  for (const double value : values) of.variance += (value - of.mean) * (value - of.mean) / (count - 1.0);
}

// `means` as [factor * designs + design][output].
SobolIndices indices(const SobolRun& run, std::span<const PairOfDesigns> designs,
                     std::span<const std::vector<Terms>> means, std::size_t output) {
  SobolIndices of;
  set_moments(designs, output, run.options.outputs, of);
  if (of.variance <= 0.0) return of;
  const std::size_t count = designs.size();
  const double quantile = boost::math::quantile(boost::math::students_t(static_cast<double>(count - 1)),
                                                0.5 + run.options.confidence / 2.0);
  std::vector<double> sum(count, 0.0);
  for (std::size_t factor = 0; factor < run.factors.size(); ++factor) {
    std::vector<double> first;
    std::vector<double> total;
    std::vector<double> scale;
    for (std::size_t n = 0; n < count; ++n) {
      const Terms& mean = means[factor * count + n][output];
      first.push_back(mean.first);
      total.push_back(mean.total);
      scale.push_back(mean.scale);
    }
    of.factors.push_back({.first = ratio(first, scale, quantile), .total = ratio(total, scale, quantile)});
    const double whole = std::accumulate(scale.begin(), scale.end(), 0.0) / static_cast<double>(count);
    if (whole <= 0.0) continue;
    const double value = of.factors.back().first.value;
    // Linearised around the ratio, so that the sum's error counts what the factors' errors have in common.
    for (std::size_t n = 0; n < count; ++n) sum[n] += value + (first[n] - value * scale[n]) / whole;
  }
  of.sum_of_first = ratio(sum, std::vector<double>(count, 1.0), quantile);
  return of;
}

}  // namespace

SobolAnalysis sobol_indices(const Model& model, std::span<const Factor> factors, const SobolOptions& options) {
  if (options.designs < 2) throw std::invalid_argument("intervals need at least 2 designs");
  SobolRun run{.model = model,
               .factors = factors,
               .options = options,
               .columns = columns_of(factors),
               .rows = std::max<std::size_t>(1, (options.rows + options.designs - 1) / options.designs),
               .names = {},
               .column_of = {}};
  set_names(run);
  std::vector<PairOfDesigns> designs(options.designs);
  tbb::parallel_for(std::size_t{0}, designs.size(), [&](std::size_t n) { designs[n] = design(run, n); });
  std::vector<std::vector<Terms>> means(factors.size() * designs.size());
  tbb::parallel_for(std::size_t{0}, means.size(), [&](std::size_t n) {
    means[n] = terms(run, designs[n % designs.size()], factors[n / designs.size()]);
  });
  SobolAnalysis analysis{.outputs = {}, .evaluations = 2 * run.rows * designs.size() * (1 + factors.size())};
  for (std::size_t output = 0; output < options.outputs; ++output) {
    analysis.outputs.push_back(indices(run, designs, means, output));
  }
  return analysis;
}

}  // namespace entente::uncertainty
