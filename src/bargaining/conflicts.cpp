#include "bargaining/conflicts.h"

#include <algorithm>
#include <utility>

#include "bargaining/acceptance.h"
#include "bargaining/diagram.h"
#include "bargaining/problem.h"
#include "bargaining/solutions.h"

namespace entente::bargaining {

namespace {

// Finds sets of parties that can not agree. States met on the way show which sets can.
class Conflicts {
 public:
  Conflicts(const Problem& problem, const ConflictLimits& limits) : problem_(problem), limits_(limits) {}

  void run() {
    const std::size_t parties = problem_.parties;
    for (std::size_t size = 1; size <= std::min(limits_.largest_conflict, parties); ++size) {
      std::vector<PartyIndex> set(size);
      for (std::size_t n = 0; n < size; ++n) set[n] = n;
      do {
        if (!holds_a_conflict(set) && !agree(set)) found_.push_back(set);
      } while (next(set));
    }
    if (found_.empty()) one_larger();
  }

  std::vector<std::vector<PartyIndex>> take() { return std::move(found_); }
  bool proved() const { return proved_; }

 private:
  // The set that comes after this one of the same size; false after the last.
  bool next(std::vector<PartyIndex>& set) const {
    for (std::size_t n = set.size(); n-- > 0;) {
      if (set[n] + (set.size() - n) >= problem_.parties) continue;
      ++set[n];
      for (std::size_t later = n + 1; later < set.size(); ++later) set[later] = set[later - 1] + 1;
      return true;
    }
    return false;
  }

  bool holds_a_conflict(const std::vector<PartyIndex>& set) const {
    return std::any_of(found_.begin(), found_.end(), [&](const std::vector<PartyIndex>& conflict) {
      return std::includes(set.begin(), set.end(), conflict.begin(), conflict.end());
    });
  }

  bool agree(const std::vector<PartyIndex>& set) {
    std::vector<bool> asked(problem_.parties, false);
    for (const PartyIndex i : set) asked[i] = true;
    const bool seen = std::any_of(accepted_.begin(), accepted_.end(), [&](const std::vector<bool>& by) {
      return std::all_of(set.begin(), set.end(), [&](PartyIndex i) { return by[i]; });
    });
    if (seen) return true;
    const Acceptable state = acceptable(problem_, asked, limits_.most_nodes);
    if (!state.levels) {
      // What is not settled is not called a conflict.
      proved_ = proved_ && state.proved;
      return !state.proved;
    }
    const std::vector<double> at = gains(problem_, *state.levels);
    std::vector<bool> by;
    for (std::size_t i = 0; i < at.size(); ++i) by.push_back(at[i] >= problem_.accepts[i]);
    accepted_.push_back(std::move(by));
    return true;
  }

  // Leaves out one party after the other for as long as the rest can not agree.
  void one_larger() {
    std::vector<PartyIndex> set;
    for (PartyIndex i = 0; i < problem_.parties; ++i) set.push_back(i);
    for (PartyIndex i = 0; i < problem_.parties; ++i) {
      std::vector<PartyIndex> less = set;
      std::erase(less, i);
      if (!agree(less)) set = std::move(less);
    }
    found_.push_back(std::move(set));
  }

  const Problem& problem_;
  const ConflictLimits& limits_;
  std::vector<std::vector<PartyIndex>> found_;
  std::vector<std::vector<bool>> accepted_;  // by whom, of states met
  bool proved_ = true;
};

LeastPayment least_payment(const Problem& problem, std::size_t most_nodes) {
  const std::vector<double> alike(problem.parties, 1.0);  // gains are in swings already
  const auto chosen = leximin(problem, alike, most_nodes, true);
  LeastPayment payment;
  payment.levels = chosen->levels;
  payment.proved = chosen->proved;
  const std::vector<double> at = gains(problem, chosen->levels);
  for (std::size_t i = 0; i < at.size(); ++i) {
    const bool accepts = at[i] >= problem.accepts[i];
    payment.to.push_back(accepts ? 0.0 : -at[i] * problem.unit[i]);
    payment.from.push_back(at[i] > -problem.accepts[i] ? at[i] * problem.unit[i] : 0.0);
    payment.largest_share = std::max(payment.largest_share, -at[i]);
  }
  return payment;
}

std::optional<Minded> most_minded(const Problem& problem, const State& x, PartyIndex i) {
  std::optional<Minded> most;
  for (CommitmentIndex k = 0; k < x.size(); ++k) {
    const double points = problem.of(k, x[k])[i] * problem.unit[i];
    if (points < (most ? most->points : 0.0)) most = Minded{.commitment = k, .level = x[k], .points = points};
  }
  return most;
}

}  // namespace

std::optional<NoDeal> why_not(const game::Game& game, const ConflictLimits& limits) {
  const Problem problem = problem_of(game);
  const Acceptable package = acceptable(problem, std::vector<bool>(problem.parties, true), limits.most_nodes);
  if (package.levels || !package.proved) return std::nullopt;
  NoDeal result;
  Conflicts conflicts(problem, limits);
  conflicts.run();
  result.minimal_conflicts = conflicts.take();
  result.conflicts_proved = conflicts.proved();
  if (auto acceptance = count_acceptance(problem, diagram_of(problem), limits.most_counted)) {
    result.blocks = std::move(acceptance->refused_by_it_alone);
  }
  result.least_payment = least_payment(problem, limits.most_nodes);
  for (PartyIndex i = 0; i < problem.parties; ++i) {
    result.minds.push_back(most_minded(problem, result.least_payment.levels, i));
  }
  return result;
}

}  // namespace entente::bargaining
