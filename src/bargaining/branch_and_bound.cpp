#include "bargaining/branch_and_bound.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <set>
#include <utility>

#include "bargaining/diagram.h"
#include "bargaining/local_search.h"

namespace entente::bargaining {

namespace {

constexpr double kNone = -std::numeric_limits<double>::infinity();
// Steps of the multipliers at the root, and at a node further down: more cost more than they save.
constexpr int kRootSteps = 400;
constexpr int kNodeSteps = 6;
// Below so many open commitments a bound is dearer than looking.
constexpr std::size_t kWorthBounding = 3;

double times(std::span<const double> a, std::span<const double> b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

// A linear bound on a measure: constant + multipliers . gains, and the best of what is ahead of every node.
struct Bound {
  std::vector<double> multipliers;
  double constant = 0.0;
  std::vector<double> ahead;
};

class Search {
 public:
  Search(const Problem& problem, const Objective& objective, const std::vector<AtLeast>& others,
         const SearchLimits& limits)
      : problem_(problem),
        objective_(objective),
        others_(others),
        limits_(limits),
        diagram_(diagram_of(problem, limits.widest_diagram)),
        parties_(problem.parties),
        state_(problem.commitments(), 0),
        collecting_(!limits.enough) {}

  BestPackages run() {
    result_.value = kNone;
    if (!every_party_s_best() || !hopeful(diagram_.start, 0)) return finished();
    for (const AtLeast& other : others_) cuts_.push_back(improved(other.objective, other.value));
    levels_.resize(diagram_.layers() + 1);
    for (Level& level : levels_) {
      level.gains.assign(parties_, 0.0);
      level.bound.ahead.assign(diagram_.nodes(), 0.0);
    }
    levels_[0].gains = diagram_.start;
    levels_[0].bound = improved(objective_, limits_.enough.value_or(kNone));
    root_ = value_of(levels_[0].bound, levels_[0].gains, 0);
    visit(0, 0, &levels_[0].bound);
    return finished();
  }

 private:
  struct Child {
    double bound = 0.0;
    std::size_t arc = 0;
  };
  struct Level {
    std::vector<double> gains;  // of the choices made
    Bound bound;                // improved here, when it was
    std::vector<Child> children;
  };

  // The most that each party can still get from every node on. False when no path leads to the end.
  bool every_party_s_best() {
    best_.assign(diagram_.nodes() * parties_, 0.0);
    std::vector<double> ahead(diagram_.nodes());
    std::vector<double> factor(parties_, 0.0);
    for (std::size_t i = 0; i < parties_; ++i) {
      factor[i] = 1.0;
      best_ahead(diagram_, factor, 0, ahead);
      factor[i] = 0.0;
      for (std::size_t v = 0; v < diagram_.nodes(); ++v) best_[v * parties_ + i] = ahead[v];
    }
    return diagram_.nodes() > 1 && (parties_ == 0 || best_[0] > kNone);
  }

  double value_of(const Bound& bound, std::span<const double> gains, std::size_t node) const {
    return bound.constant + times(bound.multipliers, gains) + bound.ahead[node];
  }

  // The bound at the root, its multipliers improved until steps are spent. Packages met on the way are tried.
  Bound improved(const Objective& objective, double target) {
    const bool own = &objective == &objective_;
    Bound bound;
    bound.multipliers = objective.first_multipliers();
    bound.ahead.resize(diagram_.nodes());
    Bound best;
    double least = std::numeric_limits<double>::infinity();
    double length = 1.0;
    int since = 0;
    double tried = kNone;
    for (int n = 0; n < kRootSteps; ++n) {
      best_ahead(diagram_, bound.multipliers, 0, bound.ahead);
      bound.constant = objective.constant(bound.multipliers);
      const double value = value_of(bound, diagram_.start, 0);
      if (value < least) {
        least = value;
        best = bound;
        since = 0;
      } else if (++since >= 10) {
        length *= 0.7;
        since = 0;
        bound.multipliers = best.multipliers;
      }
      State x = state_;
      const std::vector<double> gains = follow(bound, x);
      if (own) tried = std::max(tried, consider(x));
      double aim = std::max(target, tried);
      if (own) aim = std::max(aim, result_.value);
      const double wanted = aim > kNone ? value - aim : std::max(0.1, 0.1 * std::abs(value));
      if (wanted <= 0.0) break;
      objective.step(bound.multipliers, gains, wanted, length);
    }
    if (own && result_.value > kNone) {
      State x = result_.states.front();
      climb(problem_, objective_, x);
      consider(x);
    }
    return best;
  }

  // The package that a bound is reached at.
  std::vector<double> follow(const Bound& bound, State& x) const {
    std::vector<double> gains = diagram_.start;
    std::size_t v = 0;
    for (std::size_t t = 0; t < diagram_.layers(); ++t) {
      const std::size_t a = best_arc(bound, v);
      x[diagram_.order[t]] = diagram_.arcs[a].level;
      const std::span<const double> worth = diagram_.of(a);
      for (std::size_t i = 0; i < parties_; ++i) gains[i] += worth[i];
      v = diagram_.arcs[a].to;
    }
    return gains;
  }

  std::size_t best_arc(const Bound& bound, std::size_t v) const {
    std::size_t best = diagram_.first_arc[v];
    double most = kNone;
    for (std::size_t a = diagram_.first_arc[v]; a < diagram_.first_arc[v + 1]; ++a) {
      const double value = times(bound.multipliers, diagram_.of(a)) + bound.ahead[diagram_.arcs[a].to];
      if (value > most) {
        most = value;
        best = a;
      }
    }
    return best;
  }

  // Takes a package for what it is; returns its measure, minus infinity where it is refused.
  double consider(const State& x) {
    if (!diagram_.exact && !is_valid(problem_, x)) return kNone;
    const std::vector<double> own = gains(problem_, x);
    for (const AtLeast& other : others_) {
      if (other.objective.value(own) < other.value) return kNone;
    }
    const double value = objective_.value(own);
    if (value == kNone) return kNone;
    if (value > result_.value) {
      result_.value = value;
      std::erase_if(kept_, [&](const auto& kept) { return kept.first < value - Tolerance::same; });
      result_.states.assign(1, x);
      if (limits_.enough && value >= *limits_.enough) stop_ = true;
    }
    if (collecting_ && value >= result_.value - Tolerance::same) {
      kept_.emplace_back(value, x);
      // Packages may be met more than once before the search proper.
      if (kept_.size() > 2 * limits_.most_ties) remove_twins();
      if (kept_.size() > limits_.most_ties) {
        collecting_ = false;
        kept_.clear();
      }
    }
    return value;
  }

  void remove_twins() {
    std::sort(kept_.begin(), kept_.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    kept_.erase(
        std::unique(kept_.begin(), kept_.end(), [](const auto& a, const auto& b) { return a.second == b.second; }),
        kept_.end());
  }

  // What a bound must pass to be of interest.
  double threshold() const {
    if (limits_.enough) return *limits_.enough - Tolerance::rounding;
    if (result_.value == kNone) return kNone;
    return collecting_ ? result_.value - 2.0 * Tolerance::same : result_.value + 0.5 * Tolerance::same;
  }

  // Whether the parties could accept what may come at the best for each.
  bool hopeful(std::span<const double> gains, std::size_t node) {
    if (best_[node * parties_] == kNone) return false;
    at_best_.resize(parties_);
    for (std::size_t i = 0; i < parties_; ++i) at_best_[i] = gains[i] + best_[node * parties_ + i];
    const double value = objective_.value(at_best_with_rounding());
    if (!(value > kNone) || value < threshold()) return false;
    for (const AtLeast& other : others_) {
      if (other.objective.value(at_best_) < other.value) return false;
    }
    for (std::size_t n = 0; n < cuts_.size(); ++n) {
      if (value_of(cuts_[n], gains, node) < others_[n].value - Tolerance::rounding) return false;
    }
    return true;
  }

  std::span<const double> at_best_with_rounding() {
    for (double& gain : at_best_) gain += Tolerance::rounding;
    return at_best_;
  }

  void visit(std::size_t t, std::size_t node, const Bound* bound) {
    if (stop_) return;
    if (++result_.nodes > limits_.most_nodes) {
      result_.proved = false;
      stop_ = true;
      return;
    }
    if (t == diagram_.layers()) {
      consider(state_);
      return;
    }
    if (!collecting_ && was_here(t, node)) return;
    Level& level = levels_[t];
    if (t > 0 && t + kWorthBounding <= diagram_.layers()) {
      if (!improve_here(t, node, *bound)) return;
      bound = &level.bound;
    }
    std::vector<Child>& children = level.children;
    children.clear();
    for (std::size_t a = diagram_.first_arc[node]; a < diagram_.first_arc[node + 1]; ++a) {
      const double value = bound->constant + times(bound->multipliers, level.gains) +
                           times(bound->multipliers, diagram_.of(a)) + bound->ahead[diagram_.arcs[a].to];
      if (value > kNone && value >= threshold()) children.push_back({value, a});
    }
    std::sort(children.begin(), children.end(),
              [](const Child& a, const Child& b) { return a.bound != b.bound ? a.bound > b.bound : a.arc < b.arc; });
    Level& next = levels_[t + 1];
    for (const Child& child : children) {
      if (stop_ || child.bound < threshold()) return;
      const std::span<const double> worth = diagram_.of(child.arc);
      for (std::size_t i = 0; i < parties_; ++i) next.gains[i] = level.gains[i] + worth[i];
      const std::size_t to = diagram_.arcs[child.arc].to;
      if (!hopeful(next.gains, to)) continue;
      state_[diagram_.order[t]] = diagram_.arcs[child.arc].level;
      visit(t + 1, to, bound);
    }
  }

  // Whether a node was left before with the same gains: then what can come of it is known. Where many packages are as
  // good as the best, this keeps their number out of the cost.
  bool was_here(std::size_t t, std::size_t node) {
    constexpr std::size_t kMostRemembered = 200'000;
    constexpr double kFine = 0x1.0p44;  // finer than any tolerance, coarser than rounding
    if (!diagram_.exact) return false;
    std::vector<std::int64_t> key{static_cast<std::int64_t>(node)};
    for (const double gain : levels_[t].gains) key.push_back(static_cast<std::int64_t>(std::llround(gain * kFine)));
    if (seen_.size() >= kMostRemembered) return seen_.contains(key);
    return !seen_.insert(std::move(key)).second;
  }

  // A few steps from the multipliers inherited; false when the node can be left.
  bool improve_here(std::size_t t, std::size_t node, const Bound& inherited) {
    Level& level = levels_[t];
    Bound& best = level.bound;
    best.multipliers = inherited.multipliers;
    best.constant = inherited.constant;
    std::copy(inherited.ahead.begin() + static_cast<std::ptrdiff_t>(diagram_.first_node[t]), inherited.ahead.end(),
              best.ahead.begin() + static_cast<std::ptrdiff_t>(diagram_.first_node[t]));
    const double aim = threshold();
    if (aim == kNone) return true;
    double least = value_of(best, level.gains, node);
    trial_.multipliers = best.multipliers;
    trial_.ahead.resize(diagram_.nodes());
    const Bound* at = &best;
    for (int n = 0; n < kNodeSteps; ++n) {
      reached_ = level.gains;
      std::size_t v = node;
      for (std::size_t later = t; later < diagram_.layers(); ++later) {
        const std::size_t a = best_arc(*at, v);
        const std::span<const double> worth = diagram_.of(a);
        for (std::size_t i = 0; i < parties_; ++i) reached_[i] += worth[i];
        v = diagram_.arcs[a].to;
      }
      const double value = value_of(*at, level.gains, node);
      objective_.step(trial_.multipliers, reached_, value - aim, 1.0);
      best_ahead(diagram_, trial_.multipliers, t, trial_.ahead);
      trial_.constant = objective_.constant(trial_.multipliers);
      const double next = value_of(trial_, level.gains, node);
      at = &trial_;
      if (next >= least) continue;
      least = next;
      if (least < aim) return false;
      best.multipliers = trial_.multipliers;
      best.constant = trial_.constant;
      std::copy(trial_.ahead.begin() + static_cast<std::ptrdiff_t>(diagram_.first_node[t]), trial_.ahead.end(),
                best.ahead.begin() + static_cast<std::ptrdiff_t>(diagram_.first_node[t]));
    }
    return true;
  }

  BestPackages finished() {
    result_.at_most = result_.proved ? result_.value : std::max(root_, result_.value);
    result_.all_ties = collecting_ && result_.proved && !limits_.enough;
    if (result_.all_ties && !kept_.empty()) {
      remove_twins();
      result_.states.clear();
      for (auto& [value, x] : kept_) result_.states.push_back(std::move(x));
    }
    return std::move(result_);
  }

  const Problem& problem_;
  const Objective& objective_;
  const std::vector<AtLeast>& others_;
  const SearchLimits& limits_;
  const Diagram diagram_;
  const std::size_t parties_;
  State state_;
  std::vector<double> best_;  // [node * parties + party]
  std::vector<Bound> cuts_;   // one for each of `others_`
  std::vector<Level> levels_;
  double root_ = std::numeric_limits<double>::infinity();
  bool collecting_;  // every package as good as the best, not one alone
  bool stop_ = false;
  std::vector<std::pair<double, State>> kept_;  // as good as the best, with their measure
  std::set<std::vector<std::int64_t>> seen_;    // node and gains in whole multiples of 2^-44
  std::vector<double> at_best_;
  std::vector<double> reached_;
  Bound trial_;
  BestPackages result_;
};

}  // namespace

BestPackages maximise(const Problem& problem, const Objective& objective, const std::vector<AtLeast>& others,
                      const SearchLimits& limits) {
  return Search(problem, objective, others, limits).run();
}

}  // namespace entente::bargaining
