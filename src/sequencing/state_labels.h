// The value vectors kept at the states of the search, none of which another one of its state makes superfluous.
//
// A label stands for one plan that can be carried on from its state. Values are counted with everything paid once on
// the way from today to the state, D_i = C_i + once_i: then what a step brings depends on where it starts and on
// nothing else. Vectors lie side by side, one array a party, so that many labels are compared at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "sequencing/step_sets.h"

namespace entente::sequencing {

/// Where a label came from: the step to `next` and the label there that it continues.
struct LabelOrigin {
  StateNumber next = kNoState;  ///< kNoState: the plan ends here and the accord holds
  std::uint32_t label = 0;
  std::uint16_t periods = 0;  ///< from here to the last gate
  SetNumber set = 0;
};

/// Values that close are equal: 1e-9 max(1, |v|) (MODEL section 5).
double same_within(double value);

/// Every value of `a` reaches that of `b`, equal ones included.
bool reaches(std::span<const double> a, std::span<const double> b);

/// The labels of one state, in falling order of what they were kept by.
struct StateLabels {
  double* values = nullptr;    ///< [party * size + label]
  double* promises = nullptr;  ///< the same shape; null without a tolerance
  LabelOrigin* origins = nullptr;
  std::uint32_t size = 0;
  double value(std::size_t label, std::size_t party) const { return values[party * size + label]; }
};

/// Memory that is given back all at once.
class Arena {
 public:
  /// `bytes` of memory aligned for a double.
  void* take(std::size_t bytes);
  std::size_t held() const { return held_; }  ///< bytes

 private:
  std::vector<std::unique_ptr<double[]>> blocks_;
  std::size_t used_ = 0;
  std::size_t size_ = 0;
  std::size_t held_ = 0;
};

/// Candidates of one state, on their way to labels; used again for one state after the other.
struct Candidates {
  std::size_t parties = 0;
  std::vector<std::vector<double>> values;    ///< by party
  std::vector<std::vector<double>> promises;  ///< by party; empty without a tolerance
  std::vector<LabelOrigin> origins;
  std::vector<double> keys;  ///< what they are ranked by, larger first; a vector that dominates has no smaller key
  void clear(std::size_t parties_now, bool with_promises);
};

/// How candidates become labels.
struct LabelRules {
  std::size_t most = 0;         ///< labels kept; 0: all that are not dominated
  std::span<const double> eps;  ///< tolerance at this state, value points a party; empty: exact
};

/// What became of the candidates beside the labels kept.
struct LabelTally {
  std::uint64_t comparisons = 0;
  bool cut = false;         ///< candidates that nothing dominates were dropped because of `most`
  double best_dropped = 0;  ///< the largest key among those dropped so; only when `cut`
};

/// Keeps the candidates that no other dominates (values within 1e-9 are equal, MODEL section 5), or, with a tolerance,
/// such that each candidate's promise lies within it of a kept one. Among equal ones the earlier finish stays, then
/// what `comes_first(a, b)` says.
class LabelFilter {
 public:
  template <class ComesFirst>
  LabelTally keep(Candidates& candidates, const LabelRules& rules, Arena& arena, StateLabels& labels,
                  const ComesFirst& comes_first);

 private:
  void start(const Candidates& candidates);
  void sort_roughly(std::span<const double> keys);
  std::size_t reached_by(const Candidates& candidates, std::size_t candidate);
  std::size_t within(const Candidates& candidates, std::size_t candidate, std::span<const double> eps);
  bool reaches(const Candidates& candidates, std::size_t candidate, std::size_t kept) const;
  void append(const Candidates& candidates, std::size_t candidate);
  void replace(const Candidates& candidates, std::size_t kept, std::size_t candidate);
  void raise_promise(const Candidates& candidates, std::size_t kept, std::size_t candidate);
  void store(const Candidates& candidates, Arena& arena, StateLabels& labels) const;

  static constexpr std::size_t kNear = 4096;

  std::vector<std::uint32_t> order_;
  std::vector<std::uint64_t> packed_;  ///< keys and places, for sorting
  std::vector<std::uint32_t> near_;    ///< by scattered cell of a candidate: one past the kept label that took it in
  std::vector<std::vector<double>> kept_;      ///< by party, filled up with -inf to whole blocks
  std::vector<std::vector<double>> promised_;  ///< by party
  std::vector<std::size_t> kept_from_;         ///< candidate of each kept label
  std::vector<double> threshold_;
};

template <class ComesFirst>
LabelTally LabelFilter::keep(Candidates& candidates, const LabelRules& rules, Arena& arena, StateLabels& labels,
                             const ComesFirst& comes_first) {
  start(candidates);
  LabelTally tally;
  const bool tolerant = !rules.eps.empty();
  for (const std::uint32_t candidate : order_) {
    const std::size_t by = tolerant ? within(candidates, candidate, rules.eps) : reached_by(candidates, candidate);
    tally.comparisons += by + 1;
    if (by < kept_from_.size()) {
      if (tolerant) {
        raise_promise(candidates, by, candidate);
        continue;
      }
      const LabelOrigin& kept = candidates.origins[kept_from_[by]];
      const LabelOrigin& other = candidates.origins[candidate];
      const bool sooner = other.periods != kept.periods ? other.periods < kept.periods : comes_first(other, kept);
      if (sooner && reaches(candidates, candidate, by)) replace(candidates, by, candidate);
      continue;
    }
    if (rules.most > 0 && kept_from_.size() == rules.most) {
      tally.cut = true;
      tally.best_dropped = candidates.keys[candidate];
      break;
    }
    append(candidates, candidate);
  }
  store(candidates, arena, labels);
  return tally;
}

}  // namespace entente::sequencing
