#include "evidence/hidden_markov.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace entente::evidence {

namespace {

// Makes the numbers add up to 1 and gives back what they added up to.
double normalise(Vector& numbers) {
  const double sum = std::accumulate(numbers.begin(), numbers.end(), 0.0);
  if (sum > 0.0) {
    for (double& number : numbers) number /= sum;
  }
  return sum;
}

Vector moved(const Vector& chances, const Matrix& move) {
  Vector after(chances.size(), 0.0);
  for (std::size_t from = 0; from < chances.size(); ++from) {
    for (std::size_t to = 0; to < chances.size(); ++to) after[to] += chances[from] * move[from][to];
  }
  return after;
}

Matrix product(const Matrix& left, const Matrix& right) {
  Matrix result;
  for (const Vector& row : left) result.push_back(moved(row, right));
  return result;
}

// Logarithms tell products of many small chances apart; rounding may part equal ones by as much.
constexpr double kSameLogarithm = 1e-12;

}  // namespace

std::optional<States> infer(const HiddenMarkov& model) {
  const std::size_t times = model.likelihood.size();
  States states;
  Vector chances = model.start;
  for (std::size_t t = 0; t < times; ++t) {
    if (t > 0) chances = moved(chances, model.moves[t - 1]);
    for (std::size_t x = 0; x < chances.size(); ++x) chances[x] *= model.likelihood[t][x];
    const double sum = normalise(chances);
    if (sum <= 0.0) return std::nullopt;
    states.log_likelihood += std::log(sum);
    states.filtered.push_back(chances);
  }
  // What comes after, for each state now, on any scale.
  Vector later(model.start.size(), 1.0);
  states.smoothed.assign(times, {});
  for (std::size_t t = times; t-- > 0;) {
    Vector smoothed = states.filtered[t];
    for (std::size_t x = 0; x < smoothed.size(); ++x) smoothed[x] *= later[x];
    normalise(smoothed);
    states.smoothed[t] = std::move(smoothed);
    if (t == 0) break;
    Vector before(later.size(), 0.0);
    for (std::size_t x = 0; x < later.size(); ++x) {
      for (std::size_t y = 0; y < later.size(); ++y) {
        before[x] += model.moves[t - 1][x][y] * model.likelihood[t][y] * later[y];
      }
    }
    normalise(before);
    later = std::move(before);
  }
  return states;
}

std::optional<History> most_likely_history(const HiddenMarkov& model) {
  const std::size_t times = model.likelihood.size();
  const std::size_t number = model.start.size();
  if (times == 0) return History{};
  std::vector<std::vector<std::size_t>> came_from(times, std::vector<std::size_t>(number, 0));
  Vector best(number);
  for (std::size_t x = 0; x < number; ++x) best[x] = std::log(model.start[x]) + std::log(model.likelihood[0][x]);
  for (std::size_t t = 1; t < times; ++t) {
    Vector next(number, -std::numeric_limits<double>::infinity());
    for (std::size_t y = 0; y < number; ++y) {
      for (std::size_t x = 0; x < number; ++x) {
        const double here = best[x] + std::log(model.moves[t - 1][x][y]);
        if (!(here > next[y] + kSameLogarithm)) continue;
        next[y] = here;
        came_from[t][y] = x;
      }
      next[y] += std::log(model.likelihood[t][y]);
    }
    best = std::move(next);
  }
  std::size_t last = 0;
  for (std::size_t x = 1; x < number; ++x) {
    if (best[x] > best[last] + kSameLogarithm) last = x;
  }
  if (std::isinf(best[last])) return std::nullopt;
  History history{.states = std::vector<std::size_t>(times, last), .log_joint = best[last]};
  for (std::size_t t = times - 1; t > 0; --t) history.states[t - 1] = came_from[t][history.states[t]];
  return history;
}

Matrix power(const Matrix& matrix, std::size_t times) {
  Matrix result(matrix.size(), Vector(matrix.size(), 0.0));
  for (std::size_t x = 0; x < matrix.size(); ++x) result[x][x] = 1.0;
  Matrix square = matrix;
  for (; times > 0; times /= 2) {
    if (times % 2 == 1) result = product(result, square);
    square = product(square, square);
  }
  return result;
}

}  // namespace entente::evidence
