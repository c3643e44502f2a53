#include "verification/portfolio_search.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <tuple>

namespace entente::verification {

namespace {

// Sums of costs in another order differ by roundings; portfolios that near are compared as equals.
constexpr double kSameCost = 1e-9;

// A chance to miss that is 0 would ask for an infinite logarithm.
constexpr double kLongestLog = 700.0;

double log_of_miss(double miss) {
  return miss > 0.0 ? std::min(-std::log(miss), kLongestLog) : kLongestLog;
}

// "The chances to miss must multiply to no more than this": what a condition asks for at the least, in logarithms.
struct Asked {
  double needed = 0.0;               ///< sum of -ln(chance to miss) of the means
  std::vector<double> adds;          ///< by means, as if independent
  std::vector<MeansIndex> by_worth;  ///< the means that add something, cheapest for what they add first
};

class Search {
 public:
  Search(const PortfolioProblem& problem, const PortfolioQuestion& question)
      : problem_(problem), question_(question), margin_(margin_points(problem, question.margin)) {}

  PortfolioAnswer run() {
    if (!fixed_conditions_hold() || !ask()) return {};
    branch(0, problem_.all & ~left_out(), true);
    return std::move(answer_);
  }

 private:
  // Beyond what rounding can move: the certificate decides what lies nearer.
  static constexpr double kSurely = 2.0 * sequencing::kSlackTolerance;

  double least(const sequencing::Condition& condition) const {
    return sequencing::required(condition, margin_[condition.party]);
  }

  bool fixed_conditions_hold() const {
    return std::ranges::all_of(problem_.conditions.fixed, [&](const sequencing::Condition& condition) {
      return condition.slack >= least(condition) - kSurely;
    });
  }

  // Means that may not be used, and those that need one of them.
  MeansSet left_out() const {
    MeansSet out = 0;
    for (MeansIndex m = 0; m < problem_.closure.size(); ++m) {
      if ((problem_.closure[m] & question_.without) != 0) out |= only(m);
    }
    return out;
  }

  // Gathers what is asked; false where something asked for can not be had at any chance.
  bool ask() {
    for (const GateRow& row : problem_.gates) {
      const double short_of = least(row.condition.condition) - kSurely - row.condition.blind;
      const double rise = row.condition.sure - row.condition.blind;
      if (short_of <= 0.0) {
        always_more_helps_ = always_more_helps_ && rise >= 0.0;
        continue;
      }
      if (rise < short_of) return false;
      add_asked(1.0 - short_of / rise, row.sights);
    }
    for (const WatchRow& row : problem_.watched) {
      stretches_.push_back(holding_watch(problem_.conditions, row.watched.conditions, margin_));
      const std::vector<Stretch>& stretches = stretches_.back();
      if (stretches.empty()) return false;
      // At the end of where they hold lies one stretch at most whose verdict hangs on a rounding.
      const bool rises =
          stretches.back().sure && stretches.back().to == 1.0 &&
          (stretches.size() == 1 || (stretches.size() == 2 && stretches.front().to == stretches.back().from));
      always_more_helps_ = always_more_helps_ && rises;
      if (stretches.front().from > 0.0) add_asked(1.0 - stretches.front().from, {row.sight});
    }
    return true;
  }

  void add_asked(double miss_at_most, const std::vector<std::size_t>& sights) {
    Asked asked;
    asked.needed = log_of_miss(miss_at_most);
    asked.adds.assign(problem_.cost.size(), 0.0);
    for (const std::size_t place : sights) {
      const LevelSight& sight = problem_.sights[place];
      asked.needed -= log_of_miss(sight.miss_without);
      for (const MeansIndex m : listed(sight.able)) asked.adds[m] += log_of_miss(sight.miss[m]);
    }
    // What roundings of logarithms could come to.
    asked.needed -= 1e-9 * (1.0 + std::abs(asked.needed));
    if (asked.needed <= 0.0) return;
    for (MeansIndex m = 0; m < asked.adds.size(); ++m) {
      asked.adds[m] = std::min(asked.adds[m], asked.needed);
      if (asked.adds[m] > 0.0) asked.by_worth.push_back(m);
    }
    std::ranges::stable_sort(asked.by_worth, [&](MeansIndex a, MeansIndex b) {
      return problem_.cost[a] * asked.adds[b] < problem_.cost[b] * asked.adds[a];
    });
    asked_.push_back(std::move(asked));
  }

  // What `open` must cost at the least to meet one demand: means may be had in part. Infinite where they do not
  // suffice.
  double cost_to_meet(const Asked& asked, MeansSet in, MeansSet open) const {
    double needed = asked.needed;
    for (const MeansIndex m : asked.by_worth) {
      if ((in & only(m)) != 0) needed -= asked.adds[m];
    }
    double cost = 0.0;
    for (const MeansIndex m : asked.by_worth) {
      if (needed <= 0.0) return cost;
      if ((open & only(m)) == 0) continue;
      cost += problem_.cost[m] * std::min(1.0, needed / asked.adds[m]);
      needed -= asked.adds[m];
    }
    return needed <= 0.0 ? cost : std::numeric_limits<double>::infinity();
  }

  // Whether some chance between those of `in` and those of `in` with all of `open` meets every condition by itself.
  bool possible(MeansSet in, MeansSet open) const {
    std::vector<double> most;
    std::vector<double> fewest;
    for (const LevelSight& sight : problem_.sights) {
      most.push_back(miss(sight, in));
      fewest.push_back(open == 0 ? most.back() : miss(sight, in | open));
    }
    for (const GateRow& row : problem_.gates) {
      double unseen_most = 1.0;
      double unseen_fewest = 1.0;
      for (const std::size_t sight : row.sights) {
        unseen_most *= most[sight];
        unseen_fewest *= fewest[sight];
      }
      const double slack =
          std::max(slack_at(row.condition, 1.0 - unseen_most), slack_at(row.condition, 1.0 - unseen_fewest));
      if (slack < least(row.condition.condition) - kSurely) return false;
    }
    constexpr double kRounding = 1e-9;
    for (std::size_t n = 0; n < problem_.watched.size(); ++n) {
      const double low = 1.0 - most[problem_.watched[n].sight] - kRounding;
      const double high = 1.0 - fewest[problem_.watched[n].sight] + kRounding;
      if (std::ranges::none_of(stretches_[n],
                               [&](const Stretch& stretch) { return stretch.from <= high && stretch.to >= low; })) {
        return false;
      }
    }
    return true;
  }

  bool suffices(MeansSet set) const { return possible(set, 0) && certified(problem_, set, question_.margin); }

  MeansSet without(MeansSet set, MeansIndex m) const {
    MeansSet left = set;
    for (const MeansIndex one : listed(set)) {
      if ((problem_.closure[one] & only(m)) != 0) left &= ~only(one);
    }
    return left;
  }

  bool is_spare(MeansSet set) const {
    return std::ranges::any_of(listed(set), [&](MeansIndex m) { return suffices(without(set, m)); });
  }

  double most_worth_finding() const {
    return answer_.found.size() < question_.wanted ? std::numeric_limits<double>::infinity()
                                                   : answer_.found.back().cost;
  }

  static bool before(const Portfolio& a, const Portfolio& b) {
    if (std::abs(a.cost - b.cost) > kSameCost * (1.0 + std::abs(a.cost))) return a.cost < b.cost;
    return std::tuple(a.means.size(), a.means) < std::tuple(b.means.size(), b.means);
  }

  void take(MeansSet set) {
    if (is_spare(set)) return;
    Portfolio one = described(problem_, set);
    const auto at = std::upper_bound(answer_.found.begin(), answer_.found.end(), one, before);
    answer_.found.insert(at, std::move(one));
    if (answer_.found.size() > question_.wanted) answer_.found.pop_back();
  }

  void branch(MeansSet in, MeansSet open, bool changed) {
    ++answer_.branches;
    double more = 0.0;
    const Asked* dearest = nullptr;
    for (const Asked& asked : asked_) {
      const double cost = cost_to_meet(asked, in, open);
      if (std::isinf(cost)) return;
      if (cost > more || (dearest == nullptr && !met(asked, in))) {
        more = cost;
        dearest = &asked;
      }
    }
    const double most = most_worth_finding();
    if (cost_of(problem_, in) + more > most + kSameCost * (1.0 + std::abs(most))) return;
    if (!possible(in, open)) return;
    if (changed && suffices(in)) {
      take(in);
      // Whatever is added to it can be left out again.
      if (always_more_helps_) return;
    }
    if (open == 0) return;
    const MeansIndex next = to_decide(dearest, open);
    if ((problem_.closure[next] & ~(in | open)) == 0) {
      branch(in | problem_.closure[next], open & ~problem_.closure[next], true);
    }
    MeansSet left = open;
    for (const MeansIndex m : listed(open)) {
      if ((problem_.closure[m] & only(next)) != 0) left &= ~only(m);
    }
    branch(in, left, false);
  }

  bool met(const Asked& asked, MeansSet in) const {
    double needed = asked.needed;
    for (const MeansIndex m : listed(in)) needed -= asked.adds[m];
    return needed <= 0.0;
  }

  static MeansIndex to_decide(const Asked* asked, MeansSet open) {
    if (asked != nullptr) {
      for (const MeansIndex m : asked->by_worth) {
        if ((open & only(m)) != 0) return m;
      }
    }
    return listed(open).front();
  }

  const PortfolioProblem& problem_;
  const PortfolioQuestion& question_;
  std::vector<double> margin_;
  std::vector<Asked> asked_;
  std::vector<std::vector<Stretch>> stretches_;  // by watched level
  // No condition is met with less detection and broken with more.
  bool always_more_helps_ = true;
  PortfolioAnswer answer_;
};

}  // namespace

Portfolio described(const PortfolioProblem& problem, MeansSet set) {
  Portfolio one{.means = listed(set), .cost = cost_of(problem, set), .margin = margin_with(problem, set)};
  for (const MeansIndex m : one.means) one.false_alarms += problem.accord.verification->means[m].false_alarms.best;
  return one;
}

PortfolioAnswer cheapest(const PortfolioProblem& problem, const PortfolioQuestion& question) {
  return Search(problem, question).run();
}

std::vector<Portfolio> cost_against_margin(const PortfolioProblem& problem) {
  // Above what rounding can move: the next breakpoint is larger by more than this.
  constexpr double kStep = 1e-7;
  std::vector<Portfolio> curve;
  for (double margin = 0.0;;) {
    PortfolioAnswer answer = cheapest(problem, {.margin = margin, .wanted = 1});
    if (answer.found.empty()) return curve;
    Portfolio& next = answer.found.front();
    const double reached = std::max(next.margin, margin);
    if (!curve.empty() && next.cost <= curve.back().cost + kSameCost * (1.0 + next.cost)) curve.pop_back();
    curve.push_back(std::move(next));
    if (std::isinf(reached)) return curve;
    margin = reached + kStep * (1.0 + reached);
  }
}

}  // namespace entente::verification
