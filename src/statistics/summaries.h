// What is kept of numbers that come by in millions: how many, their spread, their quantiles, in constant memory.
//
// Counts are whole numbers, so that sketches merge in any order to the last bit. Sums are kept in the order in which
// numbers are added: who adds worlds in the order of their numbers gets the same sums on any number of workers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace entente::statistics {

/// Mean and spread of numbers (Welford, doi 10.1080/00401706.1962.10490022).
struct Moments {
  std::uint64_t count = 0;
  double mean = 0.0;
  double squares = 0.0;  ///< sum of squared distances from the mean

  void add(double value);
  double variance() const;  ///< of the numbers seen, not of what they are a sample of; 0 for none
};

/// Quantiles of numbers to 1/256 of their size, exact at the ends; numbers nearer to 0 than 2^-40 count as 0, those
/// beyond 2^40 as 2^40. Bins are the leading seven bits of the number, so that they are the same on every machine.
class QuantileSketch {
 public:
  void add(double value);
  void merge(const QuantileSketch& other);

  std::uint64_t count() const { return count_; }
  double least() const { return least_; }
  double most() const { return most_; }

  /// The number that a share `q` of all does not pass; 0 for none. 0 <= q <= 1.
  double quantile(double q) const;

  /// All that it holds, as whole numbers, and back again (for files). `restore` is false for what no sketch gives.
  std::vector<std::uint64_t> stored() const;
  bool restore(const std::vector<std::uint64_t>& words);

 private:
  static constexpr int kLargestExponent = 40;
  static constexpr std::size_t kOctaves = std::size_t{2} * kLargestExponent;
  static constexpr std::size_t kBinsInOctave = 128;

  /// By octave, those below zero first, of largest size first: empty until a number falls into it.
  std::array<std::vector<std::uint64_t>, 2 * kOctaves> octaves_;
  std::uint64_t zeros_ = 0;
  std::uint64_t count_ = 0;
  double least_ = 0.0;
  double most_ = 0.0;
};

}  // namespace entente::statistics
