// The value vectors kept at one state of the search, none of which another one makes superfluous.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

namespace entente::sequencing::reference {

/// Where a label came from: the step to `next` and the label there that it continues.
struct Origin {
  std::uint32_t next = UINT32_MAX;  ///< state number; UINT32_MAX: the plan ends here and the accord holds
  std::uint32_t label = 0;
  std::uint32_t periods = 0;  ///< from here to the last gate
};

/// Labels of one state; vectors are stored one after the other, `parties` numbers each.
struct Labels {
  std::vector<double> value;    ///< C_i
  std::vector<double> promise;  ///< with a tolerance: no plan that this label stands for is worth more; else empty
  std::vector<Origin> origin;
  std::size_t size() const { return origin.size(); }
  std::span<const double> values(std::size_t label, std::size_t parties) const {
    return {value.data() + label * parties, parties};
  }
};

/// Equal values (MODEL section 5): within 1e-9 max(1, |v|).
inline constexpr double kSameValue = 1e-9;
double same_within(double value);

/// How two vectors stand to each other, equal values counted as reaching each other.
struct Standing {
  bool a_reaches_b = true;  ///< every number of a is at least that of b
  bool b_reaches_a = true;
};
Standing stand_to_each_other(std::span<const double> a, std::span<const double> b);

/// How labels are kept; all spans have one number a party and outlive the use.
struct LabelRules {
  std::size_t parties = 0;
  std::size_t most = 0;           ///< labels kept; 0: all
  std::span<const double> eps;    ///< tolerance at this state, value points; empty: exact
  std::span<const double> base;   ///< for `most`: gains are counted over this, W_i at the state
  std::span<const double> scale;  ///< for `most`: a size of each party's points, so that no party's unit matters
  /// The plan of the first comes before that of the second (MODEL section 5, ties).
  std::function<bool(const Origin&, const Origin&)> precedes;
};

/// Adds candidates one by one and keeps what the rules say. The result depends on the order of candidates only among
/// ties.
class LabelSet {
 public:
  explicit LabelSet(LabelRules rules);
  /// `promise` is ignored without a tolerance.
  void add(std::span<const double> value, std::span<const double> promise, const Origin& origin);
  Labels take() { return std::move(labels_); }
  std::uint64_t comparisons() const { return comparisons_; }
  bool cut() const { return cut_; }  ///< something undominated was dropped because of `most`

 private:
  double product_of_gains(std::span<const double> value) const;
  void remove(std::size_t label);
  void add_exact(std::span<const double> value, const Origin& origin);
  void add_within_eps(std::span<const double> value, std::span<const double> promise, const Origin& origin);
  void append(std::span<const double> value, std::span<const double> promise, const Origin& origin);
  void drop_smallest_product();

  LabelRules rules_;
  Labels labels_;
  std::vector<double> products_;  ///< of each label; only with `most`
  std::uint64_t comparisons_ = 0;
  bool cut_ = false;
};

}  // namespace entente::sequencing::reference
