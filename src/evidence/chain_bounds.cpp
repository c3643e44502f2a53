#include "evidence/chain_bounds.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace entente::evidence {

namespace {

// Posteriors this near count as equal: rounding over some thousand days leaves less.
constexpr double kSame = 1e-13;
constexpr int kMostIterations = 200;

// For each state now: the sums over histories from here of chance x g, and of chance, in the corner that makes
// `weighted` - m `plain` least.
struct Sums {
  ByStanding weighted{};
  ByStanding plain{};

  double value(std::size_t state, double m) const { return weighted[state] - m * plain[state]; }
};

// One state's row of moves: each goes to the end that makes the sum least.
void move_back(const RangedChain& chain, double m, Sums& after) {
  const Sums next = after;
  for (std::size_t x = 0; x < kStandings; ++x) {
    double weighted = next.weighted[x];
    double plain = next.plain[x];
    for (std::size_t y = 0; y < kStandings; ++y) {
      if (y == x) continue;
      const Interval& chance = chain.a_day[x][y];
      const double moved = next.value(y, m) < next.value(x, m) ? chance.high : chance.low;
      weighted += moved * (next.weighted[y] - next.weighted[x]);
      plain += moved * (next.plain[y] - next.plain[x]);
    }
    after.weighted[x] = weighted;
    after.plain[x] = plain;
  }
}

void observe_back(const IntervalByStanding& chances, double m, Sums& after) {
  for (std::size_t x = 0; x < kStandings; ++x) {
    const double chance = after.value(x, m) < 0.0 ? chances[x].high : chances[x].low;
    after.weighted[x] *= chance;
    after.plain[x] *= chance;
  }
  // Only their ratio counts; without this a long series would vanish.
  const double most = *std::ranges::max_element(after.plain);
  if (most <= 0.0) return;
  for (std::size_t x = 0; x < kStandings; ++x) {
    after.weighted[x] /= most;
    after.plain[x] /= most;
  }
}

// The box around all alternatives.
IntervalByStanding hull(const std::vector<IntervalByStanding>& alternatives) {
  IntervalByStanding box = alternatives.front();
  for (const IntervalByStanding& one : alternatives) {
    for (std::size_t x = 0; x < kStandings; ++x) {
      box[x].low = std::min(box[x].low, one[x].low);
      box[x].high = std::max(box[x].high, one[x].high);
    }
  }
  return box;
}

// Which alternative of each observation is taken; empty: any, and the box around them stands for it.
using Choice = std::vector<std::optional<std::size_t>>;

std::vector<IntervalByStanding> boxes(const RangedChain& chain, const Choice& choice) {
  std::vector<IntervalByStanding> result;
  for (std::size_t n = 0; n < choice.size(); ++n) {
    const auto& alternatives = chain.observations[n].alternatives;
    result.push_back(choice[n] ? alternatives[*choice[n]] : hull(alternatives));
  }
  return result;
}

// Sums on the first day for the corner that is best at m: [0] weighted, [1] plain. `last` observations count, the
// `end` sums stand `days_after` later.
std::array<double, 2> first_day(const RangedChain& chain, const std::vector<IntervalByStanding>& chances,
                                std::size_t last, std::size_t days_after, const Sums& end, double m) {
  Sums sums = end;
  for (std::size_t day = 0; day < days_after; ++day) move_back(chain, m, sums);
  for (std::size_t n = last; n-- > 0;) {
    observe_back(chances[n], m, sums);
    for (std::size_t day = 0; day < chain.observations[n].days_before; ++day) move_back(chain, m, sums);
  }
  const std::size_t kept = index(Standing::kept);
  std::array<double, 2> result{sums.weighted[kept], sums.plain[kept]};
  for (const auto& [state, chance] : {std::pair(index(Standing::shortfall), chain.shortfall_at_start),
                                      std::pair(index(Standing::taken_back), chain.taken_back_at_start)}) {
    const double taken = sums.value(state, m) < sums.value(kept, m) ? chance.high : chance.low;
    result[0] += taken * (sums.weighted[state] - sums.weighted[kept]);
    result[1] += taken * (sums.plain[state] - sums.plain[kept]);
  }
  return result;
}

// The least ratio over the set, from a ratio that one of its models has.
double least_ratio(const RangedChain& chain, const std::vector<IntervalByStanding>& chances, std::size_t last,
                   std::size_t days_after, const Sums& end, double inside) {
  double m = inside;
  for (int n = 0; n < kMostIterations; ++n) {
    const std::array<double, 2> at = first_day(chain, chances, last, days_after, end, m);
    if (at[1] <= 0.0) return m;
    const double ratio = at[0] / at[1];
    if (ratio >= m - kSame * std::max(1.0, std::abs(m))) return std::min(m, ratio);
    m = ratio;
  }
  return m;
}

struct Least {
  double bound;
  bool exact;
};

// Depth first; a branch whose relaxation is no better than what was found is left.
class Search {
 public:
  Search(const RangedChain& chain, const Sums& end, double inside, std::size_t most_passes)
      : chain_(chain), end_(end), inside_(inside), most_passes_(most_passes) {
    for (std::size_t n = 0; n < chain.observations.size(); ++n) {
      choice_.emplace_back(0);
      if (chain.observations[n].alternatives.size() > 1) coupled_.push_back(n);
    }
  }

  Least least() {
    if (coupled_.empty()) return {solve(inside_), true};
    for (const std::size_t n : coupled_) choice_[n] = std::nullopt;
    improve_first();
    open_bound_ = std::numeric_limits<double>::infinity();
    for (const std::size_t n : coupled_) choice_[n] = std::nullopt;
    branch(0);
    return {std::min(found_, open_bound_), open_bound_ >= found_ - kSame};
  }

 private:
  double solve(double inside) {
    ++passes_;
    return least_ratio(chain_, boxes(chain_, choice_), choice_.size(), chain_.days_after, end_, inside);
  }

  // A good first answer makes most branches needless: one observation after the other to its better end. Among
  // alternatives `inside` need not be attained, so each search starts from as high as `g` goes.
  void improve_first() {
    const double top = *std::ranges::max_element(end_.weighted);
    for (const std::size_t n : coupled_) choice_[n] = 0;
    found_ = solve(top);
    for (bool better = true; better && passes_ <= most_passes_;) {
      better = false;
      for (const std::size_t n : coupled_) {
        const auto before = choice_[n];
        for (std::size_t other = 0; other < chain_.observations[n].alternatives.size(); ++other) {
          if (other == *before || passes_ > most_passes_) continue;
          choice_[n] = other;
          const double here = solve(top);
          if (here < found_ - kSame) {
            found_ = here;
            better = true;
            break;
          }
          choice_[n] = before;
        }
      }
    }
  }

  void branch(std::size_t depth) {
    const double top = *std::ranges::max_element(end_.weighted);
    const double bound = solve(top);
    if (bound >= found_ - kSame) return;
    if (depth == coupled_.size()) {
      found_ = bound;
      return;
    }
    if (passes_ > most_passes_) {
      open_bound_ = std::min(open_bound_, bound);
      return;
    }
    const std::size_t n = coupled_[depth];
    for (std::size_t one = 0; one < chain_.observations[n].alternatives.size(); ++one) {
      choice_[n] = one;
      branch(depth + 1);
    }
    choice_[n] = std::nullopt;
  }

  const RangedChain& chain_;
  const Sums& end_;
  double inside_;
  std::size_t most_passes_;
  Choice choice_;
  std::vector<std::size_t> coupled_;
  double found_ = 0.0;
  double open_bound_ = 0.0;
  std::size_t passes_ = 0;
};

Least least_expectation(const RangedChain& chain, const ByStanding& g, double inside, std::size_t most_passes) {
  const Sums end{.weighted = g, .plain = {1.0, 1.0, 1.0}};
  return Search(chain, end, inside, most_passes).least();
}

// Least or most of the chance of all observations after `at`, for each state then; on one scale for both.
std::array<ByStanding, 2> after(const RangedChain& chain, std::size_t at) {
  std::array<ByStanding, 2> ends{ByStanding{1.0, 1.0, 1.0}, ByStanding{1.0, 1.0, 1.0}};
  const auto step_back = [&](ByStanding& sums, bool most) {
    const ByStanding next = sums;
    for (std::size_t x = 0; x < kStandings; ++x) {
      for (std::size_t y = 0; y < kStandings; ++y) {
        if (y == x) continue;
        const bool high = (next[y] > next[x]) == most;
        sums[x] += (high ? chain.a_day[x][y].high : chain.a_day[x][y].low) * (next[y] - next[x]);
      }
    }
  };
  for (std::size_t n = chain.observations.size(); n-- > at + 1;) {
    const IntervalByStanding chances = hull(chain.observations[n].alternatives);
    for (std::size_t x = 0; x < kStandings; ++x) {
      ends[0][x] *= chances[x].low;
      ends[1][x] *= chances[x].high;
    }
    const double scale = *std::ranges::max_element(ends[1]);
    for (std::size_t x = 0; x < kStandings && scale > 0.0; ++x) {
      ends[0][x] /= scale;
      ends[1][x] /= scale;
    }
    for (std::size_t day = 0; day < chain.observations[n].days_before; ++day) {
      step_back(ends[0], false);
      step_back(ends[1], true);
    }
  }
  return ends;
}

}  // namespace

Bounds posterior_bounds(const RangedChain& chain, const ByStanding& g, double inside, std::size_t most_passes) {
  ByStanding negated = g;
  for (double& one : negated) one = -one;
  const Least low = least_expectation(chain, g, inside, most_passes);
  const Least high = least_expectation(chain, negated, -inside, most_passes);
  return {.of = {low.bound, -high.bound}, .exact = low.exact && high.exact};
}

Interval smoothed_bounds(const RangedChain& chain, std::size_t at, Standing standing, double inside) {
  std::vector<IntervalByStanding> chances;
  for (const RangedObservation& one : chain.observations) chances.push_back(hull(one.alternatives));
  const auto [least, most] = after(chain, at);
  const std::size_t asked = index(standing);
  // The state asked for gets the least that may follow and the others the most, or the other way round.
  Sums low{.weighted = {}, .plain = most};
  Sums high{.weighted = {}, .plain = least};
  low.weighted[asked] = low.plain[asked] = least[asked];
  high.plain[asked] = most[asked];
  high.weighted[asked] = -most[asked];
  return {.low = least_ratio(chain, chances, at + 1, 0, low, inside),
          .high = -least_ratio(chain, chances, at + 1, 0, high, -inside)};
}

}  // namespace entente::evidence
