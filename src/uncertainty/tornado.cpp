#include "uncertainty/tornado.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace entente::uncertainty {

namespace {

constexpr std::size_t kOutputs = 2;  // measure, verdict

}  // namespace

Tornado tornado(const Model& model, std::span<const double> best, std::span<const Trial> trials) {
  Tornado result;
  std::array<double, kOutputs> base{};
  model(best, 1, base);
  result.base = base[0];
  result.verdict = base[1] > 0.0;
  result.bars.resize(trials.size());
  for (const Trial& trial : trials) {
    if (trial.column >= best.size()) throw std::invalid_argument("a trial of a number that the model has not");
  }
  tbb::parallel_for(std::size_t{0}, trials.size(), [&](std::size_t n) {
    const Trial& trial = trials[n];
    TornadoBar& bar = result.bars[n];
    bar = {.column = trial.column, .outputs = {}, .least = result.base, .largest = result.base};
    std::vector<double> point(best.begin(), best.end());
    for (const double setting : trial.settings) {
      point[trial.column] = setting;
      std::array<double, kOutputs> at{};
      model(point, 1, at);
      bar.outputs.push_back(at[0]);
      bar.least = std::min(bar.least, at[0]);
      bar.largest = std::max(bar.largest, at[0]);
      bar.verdict_changes = bar.verdict_changes || (at[1] > 0.0) != result.verdict;
    }
  });
  std::ranges::stable_sort(result.bars, std::ranges::greater{}, &TornadoBar::swing);
  return result;
}

}  // namespace entente::uncertainty
