#include "verification/sampling.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "accord/error.h"
#include "verification/arguments.h"

namespace entente::verification {

namespace {

// A sample that misses with a probability this little above what is asked for, relative to it, counts as reaching it:
// the sum of its logarithms is rounded.
constexpr double kRounding = 1e-12;

void check(const Population& population) {
  if (population.falsified > population.items) {
    throw Error(std::to_string(population.falsified) + " items are falsified of only " +
                std::to_string(population.items) + "; write at most that many");
  }
  require_probability(population.recognised, "the chance to recognise a falsified item");
}

// The logarithm of C(N-r,n) / C(N,n), n + r <= N: no falsified item is in the sample.
double log_none_in_sample(std::size_t items, std::size_t falsified, std::size_t sample) {
  const std::size_t fewer = std::min(falsified, sample);
  const auto more = static_cast<double>(std::max(falsified, sample));
  double sum = 0.0;
  for (std::size_t j = 0; j < fewer; ++j) sum += std::log1p(-more / static_cast<double>(items - j));
  return sum;
}

// The expectation of (1-recognised)^J, J the falsified items in the sample: a sum over J from its likeliest value
// outwards, each weight from its neighbour's, so that nothing overflows and no logarithm of a factorial is rounded.
double none_recognised(const Population& population, std::size_t sample) {
  const std::size_t N = population.items;
  const std::size_t r = population.falsified;
  const std::size_t least = sample + r > N ? sample + r - N : 0;
  const std::size_t most = std::min(r, sample);
  const double missed = 1.0 - population.recognised;
  const auto likeliest = static_cast<std::size_t>((static_cast<double>(sample) + 1.0) *
                                                  ((static_cast<double>(r) + 1.0) / (static_cast<double>(N) + 2.0)));
  const std::size_t start = std::clamp(likeliest, least, most);
  // Weight of j+1 over that of j.
  const auto ratio = [&](std::size_t j) {
    return static_cast<double>(r - j) * static_cast<double>(sample - j) /
           (static_cast<double>(j + 1) * static_cast<double>(N + j + 1 - r - sample));
  };
  double weights = 1.0;
  double sum = 1.0;  // in units of missed^start
  double weight = 1.0;
  double power = 1.0;
  for (std::size_t j = start; j < most && weight > 0.0; ++j) {
    weight *= ratio(j);
    power *= missed;
    weights += weight;
    sum += weight * power;
  }
  const double unit = std::pow(missed, static_cast<double>(start));
  weight = 1.0;
  double below = 0.0;
  for (std::size_t j = start; j > least && weight > 0.0; --j) {
    weight /= ratio(j - 1);
    weights += weight;
    below += weight * std::pow(missed, static_cast<double>(j - 1));
  }
  return (sum * unit + below) / weights;
}

double nondetection_of(const Population& population, std::size_t sample) {
  if (population.falsified == 0 || sample == 0) return 1.0;
  if (population.recognised == 1.0) {
    if (sample + population.falsified > population.items) return 0.0;
    return std::exp(log_none_in_sample(population.items, population.falsified, sample));
  }
  return none_recognised(population, sample);
}

}  // namespace

double sample_detection(const Population& population, std::size_t sample) {
  check(population);
  if (sample > population.items) {
    throw Error("a sample of " + std::to_string(sample) + " can not be drawn from " + std::to_string(population.items) +
                " items; write at most that many");
  }
  if (population.recognised == 1.0 && sample + population.falsified <= population.items) {
    if (sample == 0) return 0.0;
    // Accurate where detection is as small as 1e-300, too. The sum of no terms is -0.
    return std::abs(std::expm1(log_none_in_sample(population.items, population.falsified, sample)));
  }
  return 1.0 - nondetection_of(population, sample);
}

std::optional<std::size_t> least_sample(const Population& population, double nondetection) {
  check(population);
  require_probability(nondetection, "the chance of missing all");
  const auto enough = [&](std::size_t sample) {
    return nondetection_of(population, sample) <= nondetection * (1.0 + kRounding);
  };
  if (enough(0)) return 0;
  if (!enough(population.items)) return std::nullopt;
  std::size_t most = population.items;
  for (std::size_t least = 0; most - least > 1;) {
    const std::size_t middle = least + (most - least) / 2;
    (enough(middle) ? most : least) = middle;
  }
  return most;
}

double approximate_sample(const Population& population, double nondetection) {
  check(population);
  require_probability(nondetection, "the chance of missing all");
  if (population.falsified == 0) throw Error("no item is falsified; write how many at least should be found");
  return static_cast<double>(population.items) *
         (1.0 - std::pow(nondetection, 1.0 / static_cast<double>(population.falsified)));
}

}  // namespace entente::verification
