#include "uncertainty/regret.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace entente::uncertainty {

namespace {

void check(const Payoffs& payoffs) {
  for (const auto& option : payoffs) {
    if (option.empty() || option.size() != payoffs.front().size()) {
      throw std::invalid_argument("options need the same worlds, at least one");
    }
  }
}

template <typename Measure>
std::vector<double> each(const Payoffs& payoffs, const Measure& measure) {
  check(payoffs);
  std::vector<double> result;
  for (const auto& option : payoffs) result.push_back(measure(option));
  return result;
}

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::optional<std::size_t> first_largest(const std::vector<double>& values) {
  if (values.empty()) return std::nullopt;
  return static_cast<std::size_t>(std::ranges::max_element(values) - values.begin());
}

}  // namespace

Regrets regrets(const Payoffs& payoffs) {
  check(payoffs);
  Regrets result{.regret = payoffs, .largest = {}, .mean = {}, .choice = {}};
  if (payoffs.empty()) return result;
  for (std::size_t world = 0; world < payoffs.front().size(); ++world) {
    double best = payoffs.front()[world];
    for (const auto& option : payoffs) best = std::max(best, option[world]);
    for (auto& option : result.regret) option[world] = best - option[world];
  }
  for (const auto& option : result.regret) {
    result.largest.push_back(std::ranges::max(option));
    result.mean.push_back(mean_of(option));
  }
  result.choice = static_cast<std::size_t>(std::ranges::min_element(result.largest) - result.largest.begin());
  return result;
}

std::optional<std::size_t> maximin(const Payoffs& payoffs) {
  return first_largest(each(payoffs, [](const auto& option) { return std::ranges::min(option); }));
}

std::optional<std::size_t> best_on_average(const Payoffs& payoffs) {
  return first_largest(each(payoffs, mean_of));
}

std::vector<double> hurwicz(const Payoffs& payoffs, double optimism) {
  return each(payoffs, [&](const auto& option) {
    return optimism * std::ranges::max(option) + (1.0 - optimism) * std::ranges::min(option);
  });
}

std::vector<double> satisficing(const Payoffs& payoffs, double enough) {
  return each(payoffs, [&](const auto& option) {
    return static_cast<double>(std::ranges::count_if(option, [&](double payoff) { return payoff >= enough; })) /
           static_cast<double>(option.size());
  });
}

}  // namespace entente::uncertainty
