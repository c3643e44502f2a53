#include "bargaining/local_search.h"

#include <limits>

namespace entente::bargaining {

namespace {

// Pairs of levels are looked at up to so many; beyond that single changes must do.
constexpr std::size_t kMostPairs = 100'000;

class Climb {
 public:
  Climb(const Problem& problem, const Objective& objective, State& x)
      : problem_(problem), objective_(objective), x_(x), gains_(gains(problem, x)), value_(objective.value(gains_)) {
    linked_ = !problem.complements.empty();
    for (const auto& needs : problem.needs) linked_ = linked_ || !needs.empty();
    std::size_t levels = 0;
    for (CommitmentIndex k = 0; k < x.size(); ++k) levels += problem.highest[k] - problem.lowest[k] + 1;
    pairs_ = levels * levels <= kMostPairs;
  }

  void run() {
    while (change_one() || (pairs_ && change_two())) {
    }
  }

 private:
  bool change_one() {
    for (CommitmentIndex k = 0; k < x_.size(); ++k) {
      for (LevelIndex l = problem_.lowest[k]; l <= problem_.highest[k]; ++l) {
        if (l != x_[k] && takes(k, l, k, l)) return true;
      }
    }
    return false;
  }

  bool change_two() {
    for (CommitmentIndex k = 0; k < x_.size(); ++k) {
      for (LevelIndex l = problem_.lowest[k]; l <= problem_.highest[k]; ++l) {
        if (l == x_[k]) continue;
        for (CommitmentIndex other = k + 1; other < x_.size(); ++other) {
          for (LevelIndex m = problem_.lowest[other]; m <= problem_.highest[other]; ++m) {
            if (m != x_[other] && takes(k, l, other, m)) return true;
          }
        }
      }
    }
    return false;
  }

  bool takes(CommitmentIndex k, LevelIndex l, CommitmentIndex other, LevelIndex m) {
    State& next = trial_;
    if (linked_) {
      next = x_;
      next[k] = l;
      next[other] = m;
      if (!is_valid(problem_, next)) return false;
      trial_gains_ = gains(problem_, next);
    } else {
      trial_gains_ = gains_;
      move(k, l);
      if (other != k) move(other, m);
    }
    const double value = objective_.value(trial_gains_);
    if (!(value > value_ + Tolerance::rounding)) return false;
    value_ = value;
    x_[k] = l;
    x_[other] = m;
    gains_ = trial_gains_;
    return true;
  }

  void move(CommitmentIndex k, LevelIndex l) {
    const std::span<const double> from = problem_.of(k, x_[k]);
    const std::span<const double> to = problem_.of(k, l);
    for (std::size_t i = 0; i < trial_gains_.size(); ++i) trial_gains_[i] += to[i] - from[i];
  }

  const Problem& problem_;
  const Objective& objective_;
  State& x_;
  std::vector<double> gains_;
  double value_;
  bool linked_ = false;
  bool pairs_ = false;
  State trial_;
  std::vector<double> trial_gains_;
};

}  // namespace

void climb(const Problem& problem, const Objective& objective, State& x) {
  Climb(problem, objective, x).run();
}

}  // namespace entente::bargaining
