// The few labels of a state with the largest products of gains, none of which another one dominates.
//
// Like LabelFilter, for passes that keep so few that a list of all candidates would cost more than the rest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sequencing/state_labels.h"

namespace entente::sequencing {

class BestFew {
 public:
  static constexpr std::size_t kMost = 8;

  void start(std::size_t parties, std::size_t most);
  /// `product` is no smaller than that of any vector that `value` dominates.
  template <class ComesFirst>
  void offer(double product, std::span<const double> value, const LabelOrigin& origin, const ComesFirst& comes_first);
  void store(Arena& arena, StateLabels& labels) const;
  std::size_t size() const { return origins_.size(); }
  bool cut() const { return cut_; }
  std::uint64_t comparisons() const { return comparisons_; }

 private:
  std::span<const double> kept(std::size_t at) const { return {values_.data() + at * parties_, parties_}; }
  void put(std::size_t at, double product, std::span<const double> value, const LabelOrigin& origin);
  void insert(double product, std::span<const double> value, const LabelOrigin& origin);

  std::size_t parties_ = 0;
  std::size_t most_ = 0;
  std::vector<double> products_;  ///< falling
  std::vector<double> values_;    ///< [label * parties + party]
  std::vector<LabelOrigin> origins_;
  bool cut_ = false;
  std::uint64_t comparisons_ = 0;
};

template <class ComesFirst>
void BestFew::offer(double product, std::span<const double> value, const LabelOrigin& origin,
                    const ComesFirst& comes_first) {
  if (origins_.size() == most_ && product < products_.back()) {
    cut_ = true;  // unless one of those kept dominates it, which nobody needs to know
    return;
  }
  for (std::size_t at = 0; at < origins_.size(); ++at) {
    ++comparisons_;
    if (!reaches(kept(at), value)) continue;
    const LabelOrigin& other = origins_[at];
    const bool sooner = origin.periods != other.periods ? origin.periods < other.periods : comes_first(origin, other);
    if (sooner && reaches(value, kept(at))) put(at, products_[at], value, origin);
    return;
  }
  insert(product, value, origin);
}

}  // namespace entente::sequencing
