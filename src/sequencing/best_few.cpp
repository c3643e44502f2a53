#include "sequencing/best_few.h"

#include <algorithm>
#include <cmath>

namespace entente::sequencing {

void BestFew::start(std::size_t parties, std::size_t most) {
  parties_ = parties;
  most_ = most;
  products_.clear();
  values_.clear();
  origins_.clear();
  cut_ = false;
  comparisons_ = 0;
}

void BestFew::put(std::size_t at, double product, std::span<const double> value, const LabelOrigin& origin) {
  products_[at] = product;
  std::copy(value.begin(), value.end(), values_.begin() + static_cast<std::ptrdiff_t>(at * parties_));
  origins_[at] = origin;
}

void BestFew::insert(double product, std::span<const double> value, const LabelOrigin& origin) {
  // What the new one dominates goes; it has no larger product, but may have an equal one.
  std::size_t left = 0;
  for (std::size_t at = 0; at < origins_.size(); ++at) {
    ++comparisons_;
    if (reaches(value, kept(at))) continue;
    if (left != at) put(left, products_[at], kept(at), origins_[at]);
    ++left;
  }
  if (left == most_) {
    cut_ = true;
    --left;
  }
  products_.resize(left + 1);
  values_.resize((left + 1) * parties_);
  origins_.resize(left + 1);
  std::size_t at = left;
  for (; at > 0 && products_[at - 1] < product; --at) put(at, products_[at - 1], kept(at - 1), origins_[at - 1]);
  put(at, product, value, origin);
}

void BestFew::store(Arena& arena, StateLabels& labels) const {
  labels = {};
  labels.size = static_cast<std::uint32_t>(origins_.size());
  labels.values = static_cast<double*>(arena.take(values_.size() * sizeof(double)));
  for (std::size_t label = 0; label < origins_.size(); ++label) {
    for (std::size_t i = 0; i < parties_; ++i) labels.values[i * labels.size + label] = values_[label * parties_ + i];
  }
  labels.origins = static_cast<LabelOrigin*>(arena.take(origins_.size() * sizeof(LabelOrigin)));
  std::copy(origins_.begin(), origins_.end(), labels.origins);
}

}  // namespace entente::sequencing
