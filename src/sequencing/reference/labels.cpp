#include "sequencing/reference/labels.h"

#include <algorithm>
#include <cmath>

namespace entente::sequencing::reference {

double same_within(double value) {
  return kSameValue * std::max(1.0, std::abs(value));
}

Standing stand_to_each_other(std::span<const double> a, std::span<const double> b) {
  Standing standing;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double ahead = a[i] - b[i];
    if (ahead < 0.0) {
      if (ahead < -same_within(b[i])) standing.a_reaches_b = false;
    } else if (ahead > same_within(a[i])) {
      standing.b_reaches_a = false;
    }
    if (!standing.a_reaches_b && !standing.b_reaches_a) break;
  }
  return standing;
}

LabelSet::LabelSet(LabelRules rules) : rules_(std::move(rules)) {}

void LabelSet::add(std::span<const double> value, std::span<const double> promise, const Origin& origin) {
  if (rules_.eps.empty()) {
    add_exact(value, origin);
  } else {
    add_within_eps(value, promise, origin);
  }
}

// A party without any gain would level all products; a floor keeps the others' order.
double LabelSet::product_of_gains(std::span<const double> value) const {
  constexpr double kLeastShare = 1e-9;
  double product = 1.0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    product *= std::max(kLeastShare, (value[i] - rules_.base[i]) / rules_.scale[i]);
  }
  return product;
}

void LabelSet::remove(std::size_t label) {
  const std::size_t last = labels_.size() - 1;
  if (label != last) {
    for (std::size_t i = 0; i < rules_.parties; ++i) {
      labels_.value[label * rules_.parties + i] = labels_.value[last * rules_.parties + i];
      if (!labels_.promise.empty()) {
        labels_.promise[label * rules_.parties + i] = labels_.promise[last * rules_.parties + i];
      }
    }
    labels_.origin[label] = labels_.origin[last];
    if (rules_.most > 0) products_[label] = products_[last];
  }
  labels_.value.resize(last * rules_.parties);
  if (!labels_.promise.empty()) labels_.promise.resize(last * rules_.parties);
  labels_.origin.pop_back();
  if (rules_.most > 0) products_.pop_back();
}

void LabelSet::append(std::span<const double> value, std::span<const double> promise, const Origin& origin) {
  labels_.value.insert(labels_.value.end(), value.begin(), value.end());
  labels_.promise.insert(labels_.promise.end(), promise.begin(), promise.end());
  labels_.origin.push_back(origin);
}

void LabelSet::add_exact(std::span<const double> value, const Origin& origin) {
  double product = 0.0;
  if (rules_.most > 0) {
    product = product_of_gains(value);
    if (labels_.size() == rules_.most && product <= *std::min_element(products_.begin(), products_.end())) {
      cut_ = true;
      return;
    }
  }
  for (std::size_t label = 0; label < labels_.size();) {
    ++comparisons_;
    const std::span<const double> kept = labels_.values(label, rules_.parties);
    const auto [dominated, dominates] = stand_to_each_other(kept, value);
    if (dominated && dominates) {
      const Origin& other = labels_.origin[label];
      const bool first =
          origin.periods != other.periods ? origin.periods < other.periods : rules_.precedes(origin, other);
      if (!first) return;
    } else if (dominated) {
      return;
    }
    if (dominates) {
      remove(label);
    } else {
      ++label;
    }
  }
  append(value, {}, origin);
  if (rules_.most == 0) return;
  products_.push_back(product);
  if (labels_.size() > rules_.most) drop_smallest_product();
}

void LabelSet::drop_smallest_product() {
  cut_ = true;
  // Of equal products the later one goes, so that what is kept does not depend on removals before.
  const auto smallest = std::min_element(products_.rbegin(), products_.rend());
  remove(static_cast<std::size_t>(products_.rend() - smallest) - 1);
}

void LabelSet::add_within_eps(std::span<const double> value, std::span<const double> promise, const Origin& origin) {
  const std::size_t parties = rules_.parties;
  // `kept` may stand for everything up to `promised` when that is at most eps above it.
  const auto may_stand_for = [&](std::span<const double> kept, const double* promised) {
    for (std::size_t i = 0; i < parties; ++i) {
      if (promised[i] > kept[i] + rules_.eps[i]) return false;
    }
    return true;
  };
  for (std::size_t label = 0; label < labels_.size(); ++label) {
    ++comparisons_;
    if (!may_stand_for(labels_.values(label, parties), promise.data())) continue;
    const auto [as_good, worse] = stand_to_each_other(labels_.values(label, parties), value);
    double* promised = labels_.promise.data() + label * parties;
    // The better of two that stand for the same is kept, so that exact figures stay as good as they can be.
    if (!as_good && worse && may_stand_for(value, promised)) break;
    for (std::size_t i = 0; i < parties; ++i) promised[i] = std::max(promised[i], promise[i]);
    return;
  }
  std::vector<double> promised(promise.begin(), promise.end());
  for (std::size_t label = 0; label < labels_.size();) {
    ++comparisons_;
    const double* other = labels_.promise.data() + label * parties;
    if (!may_stand_for(value, other)) {
      ++label;
      continue;
    }
    for (std::size_t i = 0; i < parties; ++i) promised[i] = std::max(promised[i], other[i]);
    remove(label);
  }
  append(value, promised, origin);
}

}  // namespace entente::sequencing::reference
