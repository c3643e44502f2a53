#include "sequencing/state_labels.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

namespace entente::sequencing {

namespace {

constexpr std::size_t kBlock = 32;

// One instruction set a machine: the widest that it has. The arithmetic is the same on all of them.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define ENTENTE_WIDEST __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define ENTENTE_WIDEST
#endif

// The first of `count` vectors that is at least `threshold` for every party; `count` when none is. Vectors come in
// whole blocks.
ENTENTE_WIDEST std::size_t first_at_least(const std::vector<double>* vectors, std::size_t parties, std::size_t count,
                                          const double* threshold) {
  constexpr std::size_t kLane = 8;
  for (std::size_t begin = 0; begin < count; begin += kBlock) {
    double best[kLane];
    for (double& each : best) each = -1.0;
    for (std::size_t lane = begin; lane < begin + kBlock; lane += kLane) {
      double least[kLane];
      const double* first = vectors[0].data() + lane;
      for (std::size_t j = 0; j < kLane; ++j) least[j] = first[j] - threshold[0];
      for (std::size_t i = 1; i < parties; ++i) {
        const double* own = vectors[i].data() + lane;
        const double wanted = threshold[i];
        for (std::size_t j = 0; j < kLane; ++j) {
          const double ahead = own[j] - wanted;
          least[j] = ahead < least[j] ? ahead : least[j];
        }
      }
      for (std::size_t j = 0; j < kLane; ++j) best[j] = least[j] > best[j] ? least[j] : best[j];
    }
    double largest = best[0];
    for (std::size_t j = 1; j < kLane; ++j) largest = best[j] > largest ? best[j] : largest;
    if (largest < 0.0) continue;
    for (std::size_t at = begin; at < begin + kBlock; ++at) {
      bool reaches = true;
      for (std::size_t i = 0; i < parties && reaches; ++i) reaches = vectors[i][at] >= threshold[i];
      if (reaches) return at;
    }
  }
  return count;
}

}  // namespace

double same_within(double value) {
  constexpr double kSameValue = 1e-9;
  return kSameValue * std::max(1.0, std::abs(value));
}

bool reaches(std::span<const double> a, std::span<const double> b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] < b[i] - same_within(b[i])) return false;
  }
  return true;
}

void* Arena::take(std::size_t bytes) {
  constexpr std::size_t kDoubles = std::size_t{1} << 15U;
  const std::size_t doubles = (bytes + sizeof(double) - 1) / sizeof(double);
  if (used_ + doubles > size_) {
    size_ = std::max(kDoubles, doubles);
    blocks_.push_back(std::make_unique_for_overwrite<double[]>(size_));
    used_ = 0;
    held_ += size_ * sizeof(double);
  }
  double* taken = blocks_.back().get() + used_;
  used_ += doubles;
  return taken;
}

void Candidates::clear(std::size_t parties_now, bool with_promises) {
  parties = parties_now;
  values.resize(parties);
  promises.resize(with_promises ? parties : 0);
  for (std::vector<double>& own : values) own.clear();
  for (std::vector<double>& own : promises) own.clear();
  origins.clear();
  keys.clear();
}

// With a tolerance the order matters to how few are kept and not to what is promised, so that keys of less precision
// do: they fit into one number with their place.
void LabelFilter::sort_roughly(std::span<const double> keys) {
  packed_.resize(keys.size());
  for (std::size_t c = 0; c < keys.size(); ++c) {
    const auto bits = std::bit_cast<std::uint32_t>(static_cast<float>(keys[c]));
    const std::uint32_t rising = (bits & 0x80000000U) != 0 ? ~bits : bits | 0x80000000U;
    packed_[c] = std::uint64_t{~rising} << 32U | c;
  }
  std::sort(packed_.begin(), packed_.end());
  for (std::size_t c = 0; c < keys.size(); ++c) order_[c] = static_cast<std::uint32_t>(packed_[c]);
}

void LabelFilter::start(const Candidates& candidates) {
  order_.resize(candidates.keys.size());
  std::iota(order_.begin(), order_.end(), std::uint32_t{0});
  if (candidates.promises.empty()) {
    std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
      return candidates.keys[a] != candidates.keys[b] ? candidates.keys[a] > candidates.keys[b] : a < b;
    });
  } else {
    sort_roughly(candidates.keys);
  }
  near_.assign(kNear, 0);
  kept_.resize(candidates.parties);
  promised_.resize(candidates.promises.size());
  for (std::vector<double>& own : kept_) own.clear();
  for (std::vector<double>& own : promised_) own.clear();
  kept_from_.clear();
  threshold_.resize(candidates.parties);
}

std::size_t LabelFilter::reached_by(const Candidates& candidates, std::size_t candidate) {
  for (std::size_t i = 0; i < threshold_.size(); ++i) {
    const double value = candidates.values[i][candidate];
    threshold_[i] = value - same_within(value);
  }
  return first_at_least(kept_.data(), kept_.size(), kept_from_.size(), threshold_.data());
}

std::size_t LabelFilter::within(const Candidates& candidates, std::size_t candidate, std::span<const double> eps) {
  // Most candidates lie near one that was met before, and what took that one in takes this one in too.
  std::uint64_t cell = 0;
  for (std::size_t i = 0; i < threshold_.size(); ++i) {
    threshold_[i] = candidates.promises[i][candidate] - eps[i];
    const double width = eps[i] > 0.0 ? 0.5 * eps[i] : 1.0;
    cell = cell * 0x9e3779b97f4a7c15U + static_cast<std::uint64_t>(static_cast<std::int64_t>(threshold_[i] / width));
  }
  std::uint32_t& near = near_[(cell ^ cell >> 29U) % kNear];
  if (near > 0) {
    bool reached = true;
    for (std::size_t i = 0; i < threshold_.size() && reached; ++i) reached = kept_[i][near - 1] >= threshold_[i];
    if (reached) return near - 1;
  }
  const std::size_t by = first_at_least(kept_.data(), kept_.size(), kept_from_.size(), threshold_.data());
  near = static_cast<std::uint32_t>(by + 1);  // the candidate itself is kept next when none takes it in
  return by;
}

bool LabelFilter::reaches(const Candidates& candidates, std::size_t candidate, std::size_t kept) const {
  for (std::size_t i = 0; i < kept_.size(); ++i) {
    if (candidates.values[i][candidate] < kept_[i][kept] - same_within(kept_[i][kept])) return false;
  }
  return true;
}

void LabelFilter::append(const Candidates& candidates, std::size_t candidate) {
  const std::size_t at = kept_from_.size();
  for (std::size_t i = 0; i < kept_.size(); ++i) {
    if (at % kBlock == 0) kept_[i].resize(at + kBlock, -std::numeric_limits<double>::infinity());
    kept_[i][at] = candidates.values[i][candidate];
  }
  for (std::size_t i = 0; i < promised_.size(); ++i) promised_[i].push_back(candidates.promises[i][candidate]);
  kept_from_.push_back(candidate);
}

void LabelFilter::replace(const Candidates& candidates, std::size_t kept, std::size_t candidate) {
  for (std::size_t i = 0; i < kept_.size(); ++i) kept_[i][kept] = candidates.values[i][candidate];
  kept_from_[kept] = candidate;
}

void LabelFilter::raise_promise(const Candidates& candidates, std::size_t kept, std::size_t candidate) {
  for (std::size_t i = 0; i < promised_.size(); ++i) {
    promised_[i][kept] = std::max(promised_[i][kept], candidates.promises[i][candidate]);
  }
}

void LabelFilter::store(const Candidates& candidates, Arena& arena, StateLabels& labels) const {
  const std::size_t size = kept_from_.size();
  labels = {};
  labels.size = static_cast<std::uint32_t>(size);
  if (size == 0) return;
  const std::size_t bytes = size * kept_.size() * sizeof(double);
  labels.values = static_cast<double*>(arena.take(bytes));
  for (std::size_t i = 0; i < kept_.size(); ++i) std::copy_n(kept_[i].data(), size, labels.values + i * size);
  if (!promised_.empty()) {
    labels.promises = static_cast<double*>(arena.take(bytes));
    for (std::size_t i = 0; i < promised_.size(); ++i) {
      std::copy_n(promised_[i].data(), size, labels.promises + i * size);
    }
  }
  labels.origins = static_cast<LabelOrigin*>(arena.take(size * sizeof(LabelOrigin)));
  for (std::size_t l = 0; l < size; ++l) labels.origins[l] = candidates.origins[kept_from_[l]];
}

}  // namespace entente::sequencing
