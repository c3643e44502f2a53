// Reproducible draws for tests that try many cases.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

namespace entente::evidence {

class Draws {
 public:
  explicit Draws(std::uint64_t seed) : engine_(seed) {}
  /// From low to high; the same on every machine, which std::uniform_real_distribution does not promise.
  double between(double low, double high) {
    return low + (high - low) * static_cast<double>(engine_() >> 11U) / 9007199254740992.0;
  }
  std::size_t below(std::size_t number) { return static_cast<std::size_t>(engine_() % number); }

 private:
  std::mt19937_64 engine_;
};

}  // namespace entente::evidence
