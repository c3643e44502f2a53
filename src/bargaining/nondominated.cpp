#include "bargaining/nondominated.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <numeric>

namespace entente::bargaining {

namespace {

using Rank = std::int16_t;
constexpr std::size_t kLane = 8;    // ranks compared at once
constexpr std::size_t kBlock = 64;  // vectors whose largest ranks are kept together

std::vector<std::uint32_t> places(std::size_t size) {
  std::vector<std::uint32_t> result(size);
  std::iota(result.begin(), result.end(), std::uint32_t{0});
  return result;
}

// By falling first column, then falling second; what is not above all seconds before it is dominated.
std::vector<std::uint32_t> swept(const Vectors& vectors, std::span<const double> same) {
  const std::vector<double>& first = vectors.columns[0];
  const std::vector<double>& last = vectors.columns.back();
  std::vector<std::uint32_t> order = places(vectors.size());
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (first[a] != first[b]) return first[a] > first[b];
    return last[a] != last[b] ? last[a] > last[b] : a < b;
  });
  std::vector<std::uint32_t> kept;
  for (const std::uint32_t place : order) {
    // A larger second column makes one kept before dominated only if their firsts are the same but for the tolerance.
    if (!kept.empty() && last[place] <= last[kept.back()] + same.back()) continue;
    while (!kept.empty() && first[kept.back()] <= first[place] + same[0]) kept.pop_back();
    kept.push_back(place);
  }
  return kept;
}

// Ranks rise with the values, and values within the tolerance of each other are never told apart the wrong way: a
// vector whose rank is above another's may be above it, one whose rank is below is below by more than the tolerance.
std::vector<Rank> ranks(const std::vector<double>& column, double same) {
  std::vector<std::uint32_t> order = places(column.size());
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return column[a] < column[b]; });
  constexpr std::size_t kRanks = std::numeric_limits<Rank>::max();
  const std::size_t a_rank = column.size() / kRanks + 1;
  std::vector<Rank> result(column.size());
  Rank rank = 0;
  std::size_t in_rank = 0;
  for (std::size_t n = 0; n < order.size(); ++n) {
    // A gap wider than the tolerance parts two ranks; without one they stay together.
    if (n > 0 && in_rank >= a_rank && column[order[n]] > column[order[n - 1]] + same) {
      ++rank;
      in_rank = 0;
    }
    ++in_rank;
    result[order[n]] = rank;
  }
  return result;
}

class Kept {
 public:
  Kept(const Vectors& vectors, std::span<const double> same) : vectors_(vectors), same_(same) {
    for (std::size_t i = 0; i < vectors.columns.size(); ++i) ranks_.push_back(ranks(vectors.columns[i], same[i]));
  }

  // Keeps `place` unless one kept before reaches it.
  void offer(std::uint32_t place) {
    const std::size_t columns = ranks_.size();
    own_.resize(columns);
    for (std::size_t i = 0; i < columns; ++i) own_[i] = ranks_[i][place];
    for (std::size_t block = 0; block * kBlock < places_.size(); ++block) {
      if (reaches(block) && dominated_in(block, place)) return;
    }
    if (places_.size() % kBlock == 0) {
      // Unused places hold the lowest rank there is, which reaches nothing.
      blocks_.resize(blocks_.size() + kBlock * columns, Rank{-1});
      largest_.resize(largest_.size() + columns, Rank{-1});
    }
    const std::size_t block = places_.size() / kBlock;
    for (std::size_t i = 0; i < columns; ++i) {
      blocks_[(block * columns + i) * kBlock + places_.size() % kBlock] = own_[i];
      largest_[block * columns + i] = std::max(largest_[block * columns + i], own_[i]);
    }
    places_.push_back(place);
  }

  std::vector<std::uint32_t> take() {
    std::sort(places_.begin(), places_.end());
    return std::move(places_);
  }

 private:
  bool reaches(std::size_t block) const {
    const std::size_t columns = own_.size();
    for (std::size_t i = 0; i < columns; ++i) {
      if (largest_[block * columns + i] < own_[i]) return false;
    }
    return true;
  }

  bool dominated_in(std::size_t block, std::uint32_t place) const {
    const std::size_t columns = own_.size();
    const Rank* ranks = blocks_.data() + block * columns * kBlock;
    for (std::size_t from = 0; from < kBlock; from += kLane) {
      Rank below[kLane] = {};
      for (std::size_t i = 0; i < columns; ++i) {
        const Rank own = own_[i];
        const Rank* theirs = ranks + i * kBlock + from;
        for (std::size_t n = 0; n < kLane; ++n) below[n] = static_cast<Rank>(below[n] | -(theirs[n] < own));
      }
      std::uint64_t halves[2];
      static_assert(sizeof(halves) == sizeof(below));
      std::memcpy(halves, below, sizeof(below));
      if ((halves[0] & halves[1]) == ~std::uint64_t{0}) continue;
      for (std::size_t n = 0; n < kLane; ++n) {
        if (below[n] == 0 && reached_by(places_[block * kBlock + from + n], place)) return true;
      }
    }
    return false;
  }

  bool reached_by(std::uint32_t other, std::uint32_t place) const {
    for (std::size_t i = 0; i < vectors_.columns.size(); ++i) {
      if (vectors_.columns[i][other] < vectors_.columns[i][place] - same_[i]) return false;
    }
    return true;
  }

  const Vectors& vectors_;
  std::span<const double> same_;
  std::vector<std::vector<Rank>> ranks_;  // by column
  std::vector<Rank> blocks_;              // [block][column][place in the block]
  std::vector<Rank> largest_;             // [block][column]
  std::vector<std::uint32_t> places_;
  std::vector<Rank> own_;
};

}  // namespace

std::vector<std::uint32_t> nondominated(const Vectors& vectors, std::span<const double> same) {
  if (vectors.size() == 0) return {};
  if (vectors.columns.size() <= 2) {
    std::vector<std::uint32_t> kept = swept(vectors, same);
    std::sort(kept.begin(), kept.end());
    return kept;
  }
  // In tolerances' worth every column counts alike; a sum in units keeps the order free of the parties' scales.
  std::vector<double> sums(vectors.size(), 0.0);
  for (const std::vector<double>& column : vectors.columns) {
    for (std::size_t n = 0; n < sums.size(); ++n) sums[n] += column[n];
  }
  std::vector<std::uint32_t> order = places(vectors.size());
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return sums[a] != sums[b] ? sums[a] > sums[b] : a < b; });
  Kept kept(vectors, same);
  for (const std::uint32_t place : order) kept.offer(place);
  return kept.take();
}

}  // namespace entente::bargaining
