#include "statistics/summaries.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace entente::statistics {

namespace {

constexpr unsigned mantissa_bits = 52;
constexpr unsigned bin_bits = 7;
constexpr std::uint64_t exponent_bias = 1023;

}  // namespace

void Moments::add(double value) {
  ++count;
  const double before = value - mean;
  mean += before / static_cast<double>(count);
  squares += before * (value - mean);
}

double Moments::variance() const {
  return count == 0 ? 0.0 : squares / static_cast<double>(count);
}

void QuantileSketch::add(double value) {
  least_ = count_ == 0 ? value : std::min(least_, value);
  most_ = count_ == 0 ? value : std::max(most_, value);
  ++count_;
  const auto bits = std::bit_cast<std::uint64_t>(std::abs(value));
  const auto exponent = static_cast<std::int64_t>(bits >> mantissa_bits) - static_cast<std::int64_t>(exponent_bias);
  if (exponent < -kLargestExponent) {
    ++zeros_;
    return;
  }
  const bool beyond = exponent >= kLargestExponent;
  const std::size_t octave = beyond ? kOctaves - 1 : static_cast<std::size_t>(exponent + kLargestExponent);
  const std::size_t bin = beyond ? kBinsInOctave - 1 : (bits >> (mantissa_bits - bin_bits)) & (kBinsInOctave - 1);
  std::vector<std::uint64_t>& bins = octaves_[value < 0.0 ? kOctaves - 1 - octave : kOctaves + octave];
  if (bins.empty()) bins.assign(kBinsInOctave, 0);
  ++bins[value < 0.0 ? kBinsInOctave - 1 - bin : bin];
}

void QuantileSketch::merge(const QuantileSketch& other) {
  if (other.count_ == 0) return;
  least_ = count_ == 0 ? other.least_ : std::min(least_, other.least_);
  most_ = count_ == 0 ? other.most_ : std::max(most_, other.most_);
  count_ += other.count_;
  zeros_ += other.zeros_;
  for (std::size_t o = 0; o < octaves_.size(); ++o) {
    if (other.octaves_[o].empty()) continue;
    if (octaves_[o].empty()) octaves_[o].assign(kBinsInOctave, 0);
    for (std::size_t b = 0; b < kBinsInOctave; ++b) octaves_[o][b] += other.octaves_[o][b];
  }
}

double QuantileSketch::quantile(double q) const {
  if (count_ == 0) return 0.0;
  const auto rank = static_cast<std::uint64_t>(
      std::clamp(std::ceil(q * static_cast<double>(count_)), 1.0, static_cast<double>(count_)));
  if (rank == 1) return least_;
  if (rank == count_) return most_;
  std::uint64_t passed = 0;
  for (std::size_t o = 0; o < octaves_.size(); ++o) {
    if (o == kOctaves) {
      passed += zeros_;
      if (passed >= rank) return std::clamp(0.0, least_, most_);
    }
    for (std::size_t b = 0; b < octaves_[o].size(); ++b) {
      passed += octaves_[o][b];
      if (passed < rank) continue;
      const bool negative = o < kOctaves;
      const std::size_t octave = negative ? kOctaves - 1 - o : o - kOctaves;
      const std::size_t bin = negative ? kBinsInOctave - 1 - b : b;
      const double size = std::ldexp(1.0 + (static_cast<double>(bin) + 0.5) / static_cast<double>(kBinsInOctave),
                                     static_cast<int>(octave) - kLargestExponent);
      return std::clamp(negative ? -size : size, least_, most_);
    }
  }
  return most_;
}

std::vector<std::uint64_t> QuantileSketch::stored() const {
  std::vector<std::uint64_t> words{count_, zeros_, std::bit_cast<std::uint64_t>(least_),
                                   std::bit_cast<std::uint64_t>(most_)};
  for (std::size_t o = 0; o < octaves_.size(); ++o) {
    if (octaves_[o].empty()) continue;
    words.push_back(o);
    words.insert(words.end(), octaves_[o].begin(), octaves_[o].end());
  }
  return words;
}

bool QuantileSketch::restore(const std::vector<std::uint64_t>& words) {
  constexpr std::size_t head = 4;
  if (words.size() < head || (words.size() - head) % (kBinsInOctave + 1) != 0) return false;
  *this = QuantileSketch();
  count_ = words[0];
  zeros_ = words[1];
  least_ = std::bit_cast<double>(words[2]);
  most_ = std::bit_cast<double>(words[3]);
  std::uint64_t all = zeros_;
  for (std::size_t at = head; at < words.size(); at += kBinsInOctave + 1) {
    if (words[at] >= octaves_.size()) return false;
    const auto first = words.begin() + static_cast<std::ptrdiff_t>(at) + 1;
    octaves_[words[at]].assign(first, first + kBinsInOctave);
    for (const std::uint64_t one : octaves_[words[at]]) all += one;
  }
  return all == count_;
}

}  // namespace entente::statistics
