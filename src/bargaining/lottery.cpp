#include "bargaining/lottery.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "bargaining/linear_program.h"
#include "bargaining/linear_system.h"

namespace entente::bargaining {

namespace {

constexpr double kDone = 1e-12;     // relative rise of the product, and Newton's decrement squared, that end the search
constexpr double kNothing = 1e-9;   // share of its best gain below which a party gets nothing
constexpr int kMostSteps = 100000;  // far above the few dozen that are taken; each one raises the product

std::vector<double> expected(const std::vector<std::vector<double>>& gains, const std::vector<double>& chance) {
  std::vector<double> result(gains.front().size(), 0.0);
  for (std::size_t o = 0; o < gains.size(); ++o) {
    for (std::size_t i = 0; i < result.size(); ++i) result[i] += chance[o] * gains[o][i];
  }
  return result;
}

std::vector<double> best_of(const std::vector<std::vector<double>>& gains) {
  std::vector<double> best(gains.front().size(), 0.0);
  for (const std::vector<double>& row : gains) {
    for (std::size_t i = 0; i < best.size(); ++i) best[i] = std::max(best[i], row[i]);
  }
  return best;
}

// Newton's direction for the sum of logarithms over the outcomes in `support`, the chances adding up to what they are.
std::vector<double> direction(const std::vector<std::vector<double>>& gains, const std::vector<std::size_t>& support,
                              const std::vector<double>& gain) {
  const std::size_t size = support.size();
  std::vector<Equation> equations(size + 1);
  for (std::size_t a = 0; a < size; ++a) {
    equations[a].coefficients.assign(size + 1, 0.0);
    for (std::size_t i = 0; i < gain.size(); ++i) {
      const double ratio = gains[support[a]][i] / gain[i];
      equations[a].right_side += ratio;
      for (std::size_t b = 0; b < size; ++b) equations[a].coefficients[b] += ratio * gains[support[b]][i] / gain[i];
    }
    equations[a].coefficients[size] = 1.0;
  }
  equations[size].coefficients.assign(size + 1, 1.0);
  equations[size].coefficients[size] = 0.0;
  std::vector<double> result = solve(equations, size + 1);
  result.pop_back();
  return result;
}

double rate_of_rise(const std::vector<double>& outcome, const std::vector<double>& gain) {
  double rate = 0.0;
  for (std::size_t i = 0; i < gain.size(); ++i) rate += outcome[i] / gain[i];
  return rate;
}

// One damped step of Newton over the outcomes that are in the lottery; false when it stands at their best mixture. An
// outcome whose chance would become negative leaves the lottery.
bool improve(const std::vector<std::vector<double>>& gains, std::vector<std::size_t>& support,
             std::vector<double>& chance) {
  const std::vector<double> gain = expected(gains, chance);
  const std::vector<double> step = direction(gains, support, gain);
  double decrement = 0.0;
  for (std::size_t i = 0; i < gain.size(); ++i) {
    double change = 0.0;
    for (std::size_t a = 0; a < support.size(); ++a) change += step[a] * gains[support[a]][i];
    decrement += change * change / (gain[i] * gain[i]);
  }
  // 1/(1 + decrement) keeps a self-concordant function rising; near the end the full step squares the error.
  double length = decrement < 0.01 ? 1.0 : 1.0 / (1.0 + std::sqrt(decrement));
  std::size_t leaves = support.size();
  for (std::size_t a = 0; a < support.size(); ++a) {
    if (step[a] < 0.0 && chance[support[a]] + length * step[a] <= 0.0) {
      length = -chance[support[a]] / step[a];
      leaves = a;
    }
  }
  for (std::size_t a = 0; a < support.size(); ++a) chance[support[a]] += length * step[a];
  if (leaves < support.size()) {
    chance[support[leaves]] = 0.0;
    support.erase(support.begin() + static_cast<std::ptrdiff_t>(leaves));
    return true;
  }
  return decrement > kDone * kDone;
}

}  // namespace

std::optional<Lottery> fairest_lottery(const std::vector<std::vector<double>>& gains, const std::vector<double>& unit) {
  if (gains.empty()) return std::nullopt;
  const std::size_t parties = unit.size();
  double largest = 0.0;
  for (const std::vector<double>& row : gains) {
    for (std::size_t i = 0; i < parties; ++i) largest = std::max(largest, std::abs(row[i]) / unit[i]);
  }
  if (largest == 0.0) largest = 1.0;
  // Rows: what party i has above the least share, and the chances; columns: outcomes, the least share, what is above
  // it.
  LinearProgram program;
  program.right_side.assign(parties + 1, 0.0);
  program.right_side[parties] = 1.0;
  for (const std::vector<double>& row : gains) {
    LinearColumn column;
    for (std::size_t i = 0; i < parties; ++i) column.entries.emplace_back(i, row[i] / (unit[i] * largest));
    column.entries.emplace_back(parties, 1.0);
    program.columns.push_back(std::move(column));
  }
  LinearColumn least{.cost = -1.0, .entries = {}, .free = true};
  for (std::size_t i = 0; i < parties; ++i) least.entries.emplace_back(i, -1.0);
  program.columns.push_back(std::move(least));
  for (std::size_t i = 0; i < parties; ++i) program.columns.push_back({.cost = 0.0, .entries = {{i, -1.0}}});
  const LinearSolution solution = solve(program);
  Lottery lottery;
  lottery.chance.assign(solution.amounts.begin(), solution.amounts.begin() + static_cast<std::ptrdiff_t>(gains.size()));
  lottery.gain = expected(gains, lottery.chance);
  lottery.least_share = -solution.cost * largest;
  return lottery;
}

std::optional<Lottery> nash_lottery(const std::vector<std::vector<double>>& gains) {
  if (gains.empty()) return std::nullopt;
  const std::vector<double> best = best_of(gains);
  if (std::ranges::any_of(best, [](double one) { return one <= 0.0; })) return std::nullopt;
  // On everybody's own scale of its best gain, which leaves the largest product where it is.
  std::vector<std::vector<double>> shares = gains;
  for (std::vector<double>& row : shares) {
    for (std::size_t i = 0; i < row.size(); ++i) row[i] /= best[i];
  }
  const std::optional<Lottery> start = fairest_lottery(shares, std::vector<double>(best.size(), 1.0));
  if (!start || start->least_share < kNothing) return std::nullopt;
  std::vector<double> chance = start->chance;
  std::vector<std::size_t> support;
  for (std::size_t o = 0; o < chance.size(); ++o) {
    if (chance[o] > 0.0) support.push_back(o);
  }
  for (int steps = 0; steps < kMostSteps; ++steps) {
    if (improve(shares, support, chance)) continue;
    // At the best mixture of these, every outcome in it has the same rate, the number of parties; a better one enters.
    const std::vector<double> gain = expected(shares, chance);
    std::vector<double> rates;
    for (const std::vector<double>& outcome : shares) rates.push_back(rate_of_rise(outcome, gain));
    const auto enters = static_cast<std::size_t>(std::ranges::max_element(rates) - rates.begin());
    const bool inside = std::ranges::find(support, enters) != support.end();
    if (inside || rates[enters] <= static_cast<double>(best.size()) * (1.0 + kDone)) break;
    support.push_back(enters);
  }
  return Lottery{.chance = chance, .gain = expected(gains, chance)};
}

}  // namespace entente::bargaining
