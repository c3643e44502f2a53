#include "reference/variance_on_grid.h"

#include <bit>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>

#include "bargaining/cooperative.h"

namespace entente::reference {

namespace {

// Nodes and weights from -1 to 1.
Rule on_symmetric_interval(std::size_t points) {
  if (points == 2) return {.nodes = {-1.0 / std::sqrt(3.0), 1.0 / std::sqrt(3.0)}, .weights = {1.0, 1.0}};
  using Gauss = boost::math::quadrature::gauss<double, 30>;  // an even number of points: none in the middle
  Rule rule;
  for (std::size_t n = 0; n < Gauss::abscissa().size(); ++n) {
    for (const double sign : {-1.0, 1.0}) {
      rule.nodes.push_back(sign * Gauss::abscissa()[n]);
      rule.weights.push_back(Gauss::weights()[n]);
    }
  }
  return rule;
}

// The values on a smaller grid, without the column whose neighbours are `apart` entries apart.
std::vector<double> averaged(const std::vector<double>& values, const Rule& rule, std::size_t apart) {
  const std::size_t nodes = rule.nodes.size();
  std::vector<double> result(values.size() / nodes, 0.0);
  for (std::size_t n = 0; n < values.size(); ++n) {
    result[n / (apart * nodes) * apart + n % apart] += rule.weights[n / apart % nodes] * values[n];
  }
  return result;
}

}  // namespace

Rule gauss_rule(std::size_t points, const std::vector<double>& ends) {
  const Rule symmetric = on_symmetric_interval(points);
  Rule rule;
  for (std::size_t part = 0; part + 1 < ends.size(); ++part) {
    const double half = (ends[part + 1] - ends[part]) / 2.0;
    for (std::size_t n = 0; n < symmetric.nodes.size(); ++n) {
      rule.nodes.push_back(ends[part] + half * (1.0 + symmetric.nodes[n]));
      rule.weights.push_back(half * symmetric.weights[n]);
    }
  }
  return rule;
}

double GridVariance::first(std::size_t column) const {
  return closed[std::size_t{1} << column] / variance();
}

double GridVariance::total(std::size_t column) const {
  return 1.0 - closed[(closed.size() - 1) ^ (std::size_t{1} << column)] / variance();
}

double GridVariance::pair(std::size_t one, std::size_t other) const {
  return closed[(std::size_t{1} << one) | (std::size_t{1} << other)] / variance() - first(one) - first(other);
}

std::vector<double> GridVariance::shapley_effects() const {
  std::vector<double> effects =
      bargaining::shapley({.players = static_cast<std::size_t>(std::countr_zero(closed.size())), .worth = closed});
  for (double& effect : effects) effect /= variance();
  return effects;
}

GridVariance variance_on_grid(const uncertainty::Model& model, std::size_t columns, const Rule& rule) {
  const std::size_t nodes = rule.nodes.size();
  std::size_t rows = 1;
  for (std::size_t column = 0; column < columns; ++column) rows *= nodes;
  std::vector<double> points(rows * columns);
  std::vector<double> weights(rows, 1.0);
  for (std::size_t row = 0; row < rows; ++row) {
    std::size_t rest = row;  // the first column changes fastest
    for (std::size_t column = 0; column < columns; ++column, rest /= nodes) {
      points[row * columns + column] = rule.nodes[rest % nodes];
    }
  }
  std::vector<double> values(rows);
  model(points, rows, values);

  GridVariance result{.mean = 0.0, .closed = std::vector<double>(std::size_t{1} << columns)};
  for (std::size_t set = 0; set < result.closed.size(); ++set) {
    std::vector<double> expectation = values;
    std::vector<double> weight = {1.0};
    std::size_t apart = 1;
    for (std::size_t column = 0; column < columns; ++column) {
      if ((set >> column & 1U) == 0) {
        expectation = averaged(expectation, rule, apart);
        continue;
      }
      std::vector<double> product;
      for (const double one : rule.weights) {
        for (const double other : weight) product.push_back(one * other);
      }
      weight = std::move(product);
      apart *= nodes;
    }
    if (set == 0) result.mean = expectation.front();
    for (std::size_t n = 0; n < expectation.size(); ++n) {
      result.closed[set] += weight[n] * (expectation[n] - result.mean) * (expectation[n] - result.mean);
    }
  }
  return result;
}

}  // namespace entente::reference
