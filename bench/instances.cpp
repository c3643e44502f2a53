#include "instances.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

namespace entente::bench {

namespace {

// The finaliser of splitmix64 (Steele, Lea and Flood, doi 10.1145/2660193.2660195), one draw a call.
std::uint64_t next(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15U;
  std::uint64_t z = state;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31U);
}

}  // namespace

accord::Accord accord_of(const Shape& shape) {
  constexpr double kPatience = 0.5;  // so that W(0) = 2 breakdown
  std::uint64_t state = shape.seed;
  accord::Accord accord;
  accord.title = "bench";
  accord.period = 1.0;
  std::vector<double> worst(shape.parties, 0.0);
  std::vector<double> best(shape.parties, 0.0);
  for (std::size_t k = 0; k < shape.levels.size(); ++k) {
    accord::Commitment commitment;
    commitment.name = "c" + std::to_string(k);
    commitment.by = k % shape.parties;
    std::vector<std::vector<double>> worth(shape.levels[k], std::vector<double>(shape.parties));
    for (auto& of_level : worth) {
      for (double& each : of_level) each = static_cast<double>(next(state) % 1001U);
      const double mean = std::accumulate(of_level.begin(), of_level.end(), 0.0) / static_cast<double>(shape.parties);
      for (double& each : of_level) each = std::round(each - shape.opposition * mean);
    }
    for (std::size_t i = 0; i < shape.parties; ++i) {
      double low = worth[0][i];
      double high = low;
      for (const auto& of_level : worth) {
        low = std::min(low, of_level[i]);
        high = std::max(high, of_level[i]);
      }
      worst[i] += low - worth[0][i];
      best[i] += high - worth[0][i];
    }
    for (std::size_t l = 1; l < shape.levels[k]; ++l) {
      accord::Level level;
      level.name = "l" + std::to_string(l);
      level.takes = accord::Range::exactly(1.0);
      level.value.assign(shape.parties, {});
      for (std::size_t i = 0; i < shape.parties; ++i) {
        level.once.push_back(accord::Range::exactly(worth[l][i] - worth[l - 1][i]));
      }
      commitment.levels.push_back(level);
    }
    accord.commitments.push_back(commitment);
  }
  for (std::size_t i = 0; i < shape.parties; ++i) {
    accord::Party party;
    party.name = "P" + std::to_string(i);
    party.patience = accord::Range::exactly(kPatience);
    const double without = worst[i] + shape.disagreement * (best[i] - worst[i]);
    party.breakdown = accord::Range::exactly((1.0 - kPatience) * without);
    accord.parties.push_back(party);
    accord.review.penalty.push_back({});
  }
  return accord;
}

}  // namespace entente::bench
