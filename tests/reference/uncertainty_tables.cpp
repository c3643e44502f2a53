#include "reference/uncertainty_tables.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "reference/variance_on_grid.h"
#include "statistics/intervals.h"
#include "uncertainty/morris.h"
#include "uncertainty/prim.h"
#include "uncertainty/regret.h"
#include "uncertainty/sobol_indices.h"
#include "uncertainty/stress.h"

namespace entente::reference {

namespace {

using nlohmann::json;
using Numbers = std::vector<double>;
using Row = std::span<const double>;

// A model from what it does with one row.
template <typename Function>
uncertainty::Model by_row(std::size_t columns, const Function& function) {
  return [columns, function](Row points, std::size_t rows, std::span<double> outputs) {
    for (std::size_t row = 0; row < rows; ++row) outputs[row] = function(points.subspan(row * columns, columns));
  };
}

uncertainty::Model ishigami_of(double a, double b) {
  return by_row(3, [a, b](Row x) {
    const auto angle = [](double unit) { return std::numbers::pi * (2.0 * unit - 1.0); };
    return std::sin(angle(x[0])) + a * std::pow(std::sin(angle(x[1])), 2) +
           b * std::pow(angle(x[2]), 4) * std::sin(angle(x[0]));
  });
}

// The digits come from sums over a grid, the indices that the program estimates from its designs must agree with them:
// one that is further off than six times half its interval stands in the row instead, and differs.
void put_indices(const uncertainty::Model& model, const GridVariance& exact, std::size_t columns, json& row) {
  std::vector<std::string> names;
  for (std::size_t column = 0; column < columns; ++column) names.push_back("x" + std::to_string(column));
  const auto factors = uncertainty::single_factors(names);
  const auto estimated = uncertainty::sobol_indices(model, factors, {.rows = 16384}).outputs.front();
  const auto agreed = [](double value, const uncertainty::Estimate& estimate) {
    const double far = 3.0 * (estimate.high - estimate.low) + 1e-12;
    return std::abs(estimate.value - value) <= far && far < 0.25 ? value : estimate.value;
  };
  row["mean"] = exact.mean;
  row["variance"] = exact.variance();
  for (std::size_t column = 0; column < columns; ++column) {
    row["S"].push_back(agreed(exact.first(column), estimated.factors[column].first));
    row["ST"].push_back(agreed(exact.total(column), estimated.factors[column].total));
  }
}

json ishigami(const json& inputs) {
  const auto model = ishigami_of(inputs.at("a"), inputs.at("b"));
  const GridVariance exact = variance_on_grid(model, 3, gauss_rule(30, {0.0, 1.0}));
  json row = {{"S12", exact.pair(0, 1)},
              {"S13", exact.pair(0, 2)},
              {"S23", exact.pair(1, 2)},
              {"shapley_effects", exact.shapley_effects()}};
  put_indices(model, exact, 3, row);
  return row;
}

json g_function(const json& inputs) {
  const auto a = inputs.at("a").get<Numbers>();
  const auto model = by_row(a.size(), [a](Row x) {
    double product = 1.0;
    for (std::size_t n = 0; n < a.size(); ++n) product *= (std::abs(4.0 * x[n] - 2.0) + a[n]) / (1.0 + a[n]);
    return product;
  });
  json row = json::object();
  put_indices(model, variance_on_grid(model, a.size(), gauss_rule(2, {0.0, 0.5, 1.0})), a.size(), row);
  return row;
}

json polynomial(const json&) {
  const auto model = by_row(3, [](Row x) { return x[0] + x[1] * x[2]; });
  const GridVariance exact = variance_on_grid(model, 3, gauss_rule(2, {0.0, 1.0}));
  json row = json::object();
  put_indices(model, exact, 3, row);
  row["S0"] = row["S"][0];
  row["S1"] = row["S"][1];
  row["ST1"] = row["ST"][1];
  row["S12"] = exact.pair(1, 2);
  return row;
}

json indicator(const json&) {
  const auto model = by_row(2, [](Row x) { return x[0] > 0.5 && x[1] > 0.7 ? 1.0 : 0.0; });
  const GridVariance exact = variance_on_grid(model, 2, gauss_rule(2, {0.0, 0.5, 0.7, 1.0}));
  json row = {{"S01", exact.pair(0, 1)}};
  put_indices(model, exact, 2, row);
  return row;
}

json effects(const uncertainty::Model& model, std::size_t columns, std::size_t levels) {
  json row = json::object();
  for (const auto& of : uncertainty::all_elementary_effects(model, columns, levels)) {
    row["mu"].push_back(of.mu);
    row["mu_star"].push_back(of.mu_star);
    row["sigma_population"].push_back(of.sigma);
  }
  return row;
}

json morris_ishigami(const json& inputs) {
  return effects(ishigami_of(7.0, 0.1), 3, inputs.at("levels"));
}

json morris_linear(const json& inputs) {
  return effects(by_row(4, [](Row x) { return 3.0 * x[0] - 2.0 * x[1] + x[2] * x[3]; }), 4, inputs.at("levels"));
}

struct Grid {
  Numbers values;
  std::vector<std::uint8_t> hits;
};

// All (i, j, k) from 0 to 19, a hit where i < 6 and j >= 12.
Grid grid() {
  Grid result;
  for (int i = 0; i < 20; ++i) {
    for (int j = 0; j < 20; ++j) {
      for (int k = 0; k < 20; ++k) {
        result.values.insert(result.values.end(), {double(i), double(j), double(k)});
        result.hits.push_back(i < 6 && j >= 12 ? 1 : 0);
      }
    }
  }
  return result;
}

std::vector<uncertainty::Box> boxes_of(const Grid& points) {
  return uncertainty::find_boxes({.columns = 3, .values = points.values, .hits = points.hits, .kinds = {}});
}

json grid_box(const json&) {
  const Grid points = grid();
  const auto boxes = boxes_of(points);
  if (boxes.size() != 1) return json::object();
  json sides = json::array({{0, 19}, {0, 19}, {0, 19}});
  for (const auto& limit : boxes[0].limits) {
    if (limit.lower) sides[limit.column][0] = limit.lower->inside;
    if (limit.upper) sides[limit.column][1] = limit.upper->inside;
  }
  const auto& measure = boxes[0].measure;
  return {{"base_rate", boxes[0].peeling.front().density},
          {"box", sides},
          {"coverage", measure.coverage},
          {"density", measure.density},
          {"mass", measure.mass},
          {"restricted_dims", boxes[0].limits.size()}};
}

json peel_trajectory(const json&) {
  const auto boxes = boxes_of(grid());
  if (boxes.empty()) return json::object();
  json row = {{"steps", boxes[0].peeling.size() - 1}};
  for (const auto& measure : boxes[0].peeling) {
    row["density"].push_back(measure.density);
    row["coverage"].push_back(measure.coverage);
    row["mass"].push_back(measure.mass);
  }
  return row;
}

std::size_t place_of(const std::vector<double>& values, std::vector<double>::const_iterator one) {
  return static_cast<std::size_t>(one - values.begin());
}

// World by world, into the spreads that `stress` keeps of each plan: their ends and means are what it prints, and what
// the rules of choice are made of.
json regret(const json& inputs) {
  const auto payoffs = inputs.at("payoff").get<std::vector<std::vector<double>>>();  // [option][world]
  const std::size_t options = payoffs.size();
  std::vector<uncertainty::Spread> payoff(options);
  std::vector<uncertainty::Spread> regret(options);
  std::vector<std::vector<double>> regrets(options);
  std::vector<std::uint64_t> enough(options, 0);
  const std::size_t worlds = payoffs.front().size();
  for (std::size_t world = 0; world < worlds; ++world) {
    std::vector<double> here;
    for (const std::vector<double>& option : payoffs) here.push_back(option[world]);
    std::vector<double> left(options);
    uncertainty::regrets_in_world(here, left);
    for (std::size_t option = 0; option < options; ++option) {
      payoff[option].add(here[option]);
      regret[option].add(left[option]);
      regrets[option].push_back(left[option]);
      enough[option] += here[option] >= 1.0 ? 1U : 0U;
    }
  }
  std::vector<double> largest;
  std::vector<double> least;
  std::vector<double> mean;
  std::vector<double> between;
  std::vector<double> satisfied;
  for (std::size_t option = 0; option < options; ++option) {
    largest.push_back(regret[option].sketch.most());
    least.push_back(payoff[option].sketch.least());
    mean.push_back(payoff[option].moments.mean);
    between.push_back(0.5 * (payoff[option].sketch.least() + payoff[option].sketch.most()));
    satisfied.push_back(statistics::share_of(enough[option], worlds));
  }
  return {{"regret", regrets},
          {"max_regret", largest},
          {"minimax_regret_option", place_of(largest, std::ranges::min_element(largest))},
          {"maximin_option", place_of(least, std::ranges::max_element(least))},
          {"laplace_option", place_of(mean, std::ranges::max_element(mean))},
          {"hurwicz_half", between},
          {"satisfice_ge_1", satisfied}};
}

}  // namespace

std::vector<std::pair<std::string, json (*)(const json& inputs)>> uncertainty_families() {
  return {{"i1_ishigami", ishigami},
          {"i2_gfunction", g_function},
          {"i3_morris_ishigami", morris_ishigami},
          {"i3_morris_linear", morris_linear},
          {"i4_poly_sobol", polynomial},
          {"i4_indicator_sobol", indicator},
          {"i5_prim_grid_box", grid_box},
          {"i5_prim_peel_trajectory", peel_trajectory},
          {"i6_regret", regret}};
}

}  // namespace entente::reference
