#include "game/states.h"

#include <algorithm>

namespace entente::game {

namespace {

// Fills in the commitments below `k`, highest place first, so that a level whose needs fail among those already set is
// left early.
class Enumeration {
 public:
  Enumeration(const Game& game, const State& from, const State& to, const std::function<void(const State&)>& visit)
      : game_(game), from_(from), to_(to), visit_(visit), x_(from) {}

  void fill(CommitmentIndex below) {
    if (below == 0) {
      visit_(x_);
      return;
    }
    const CommitmentIndex k = below - 1;
    for (LevelIndex l = from_[k]; l <= to_[k]; ++l) {
      x_[k] = l;
      if (fits(k)) fill(k);
    }
  }

 private:
  // Needs between `k` and the commitments set before it, both ways.
  bool fits(CommitmentIndex k) const {
    for (CommitmentIndex other = k; other < x_.size(); ++other) {
      for (const Requirement& need : game_.level(other, x_[other]).needs) {
        const bool is_set = need.commitment >= k;
        if (is_set && x_[need.commitment] < need.level) return false;
      }
    }
    return true;
  }

  const Game& game_;
  const State& from_;
  const State& to_;
  const std::function<void(const State&)>& visit_;
  State x_;
};

}  // namespace

State today(const Game& game) {
  return game.today;
}

State highest(const Game& game) {
  State x;
  for (CommitmentIndex k = 0; k < game.commitments.size(); ++k) x.push_back(game.top(k));
  return x;
}

bool meets_needs(const Game& game, const State& x) {
  for (CommitmentIndex k = 0; k < x.size(); ++k) {
    const std::vector<Requirement>& needs = game.level(k, x[k]).needs;
    const bool met = std::all_of(needs.begin(), needs.end(),
                                 [&](const Requirement& need) { return x[need.commitment] >= need.level; });
    if (!met) return false;
  }
  return true;
}

State with_needs(const Game& game, State x) {
  for (bool changed = true; changed;) {
    changed = false;
    for (CommitmentIndex k = 0; k < x.size(); ++k) {
      for (const Requirement& need : game.level(k, x[k]).needs) {
        if (x[need.commitment] >= need.level) continue;
        x[need.commitment] = need.level;
        changed = true;
      }
    }
  }
  return x;
}

void for_each_valid_state(const Game& game, const State& from, const State& to,
                          const std::function<void(const State&)>& visit) {
  Enumeration(game, from, to, visit).fill(game.commitments.size());
}

}  // namespace entente::game
