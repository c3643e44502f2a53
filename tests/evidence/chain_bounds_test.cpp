#include "evidence/chain_bounds.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>

#include "evidence/draws.h"

namespace entente::evidence {
namespace {

Interval random_interval(Draws& draws, double most) {
  const double one = draws.between(0.0, most);
  // Some numbers are known for sure.
  const double other = draws.below(3) == 0 ? one : draws.between(0.0, most);
  return {std::min(one, other), std::max(one, other)};
}

IntervalByStanding random_chances(Draws& draws) {
  return {random_interval(draws, 1.0), random_interval(draws, 1.0), random_interval(draws, 1.0)};
}

RangedChain random_chain(Draws& draws, std::size_t observations, std::size_t most_days, std::size_t alternatives = 1) {
  RangedChain chain;
  chain.shortfall_at_start = random_interval(draws, 0.5);
  chain.taken_back_at_start = random_interval(draws, 0.5);
  for (auto& row : chain.a_day) {
    for (Interval& one : row) one = random_interval(draws, 0.5);
  }
  for (std::size_t n = 0; n < observations; ++n) {
    RangedObservation one{.days_before = draws.below(most_days + 1), .alternatives = {}};
    for (std::size_t a = 0; a < alternatives; ++a) one.alternatives.push_back(random_chances(draws));
    chain.observations.push_back(one);
  }
  chain.days_after = draws.below(most_days + 1);
  return chain;
}

// Goes through a chain forward and asks `pick` for every number that has a range.
using Pick = std::function<double(const Interval&)>;

ByStanding joint_at_end(const RangedChain& chain, const Pick& pick,
                        const std::function<std::size_t(std::size_t)>& choose) {
  const double shortfall = pick(chain.shortfall_at_start);
  const double taken_back = pick(chain.taken_back_at_start);
  ByStanding joint{1.0 - shortfall - taken_back, shortfall, taken_back};
  const auto days = [&](std::size_t number) {
    for (std::size_t day = 0; day < number; ++day) {
      ByStanding next{};
      for (std::size_t x = 0; x < kStandings; ++x) {
        double stays = 1.0;
        for (std::size_t y = 0; y < kStandings; ++y) {
          if (y == x) continue;
          const double moves = pick(chain.a_day[x][y]);
          stays -= moves;
          next[y] += joint[x] * moves;
        }
        next[x] += joint[x] * stays;
      }
      joint = next;
    }
  };
  for (const RangedObservation& one : chain.observations) {
    days(one.days_before);
    const IntervalByStanding& chances = one.alternatives[choose(one.alternatives.size())];
    for (std::size_t x = 0; x < kStandings; ++x) joint[x] *= pick(chances[x]);
  }
  days(chain.days_after);
  return joint;
}

std::optional<double> expectation(const ByStanding& joint, const ByStanding& g) {
  const double all = joint[0] + joint[1] + joint[2];
  if (all <= 0.0) return std::nullopt;
  return (joint[0] * g[0] + joint[1] * g[1] + joint[2] * g[2]) / all;
}

double middle(const Interval& interval) {
  return (interval.low + interval.high) / 2.0;
}

// The value at the middle of all ranges, which every chain here can have produced; the first alternative may be taken
// for it, as any attained value will do.
double inside(const RangedChain& chain, const ByStanding& g) {
  return *expectation(joint_at_end(chain, middle, [](std::size_t) { return std::size_t{0}; }), g);
}

// Least and most over all corners, each number with a range at either end: 2^ranges models.
Interval over_all_corners(const RangedChain& chain, const ByStanding& g) {
  Interval found{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
  std::size_t ranges = 0;
  for (std::size_t corner = 0;; ++corner) {
    std::size_t bit = 0;
    const auto joint = joint_at_end(
        chain,
        [&](const Interval& interval) {
          if (interval.low == interval.high) return interval.low;
          return ((corner >> bit++) & 1U) != 0 ? interval.high : interval.low;
        },
        [](std::size_t) { return std::size_t{0}; });
    ranges = bit;
    if (const auto value = expectation(joint, g)) {
      found.low = std::min(found.low, *value);
      found.high = std::max(found.high, *value);
    }
    if (corner + 1 == std::size_t{1} << ranges) return found;
  }
}

// The same over all ways to take one alternative of each observation.
Interval over_all_alternatives(const RangedChain& chain, const ByStanding& g, std::size_t from = 0) {
  if (from == chain.observations.size()) return over_all_corners(chain, g);
  Interval found{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
  for (const IntervalByStanding& one : chain.observations[from].alternatives) {
    RangedChain part = chain;
    part.observations[from].alternatives = {one};
    const Interval here = over_all_alternatives(part, g, from + 1);
    found = {std::min(found.low, here.low), std::max(found.high, here.high)};
  }
  return found;
}

constexpr ByStanding kIsKept{1.0, 0.0, 0.0};

TEST(ChainBounds, AreTheExtremesOverAllCornersOfShortStreams) {
  Draws draws(3);
  for (int n = 0; n < 60; ++n) {
    const RangedChain chain = random_chain(draws, 1 + draws.below(2), 1);
    for (const ByStanding& g : {kIsKept, ByStanding{0.0, 1.0, 0.0}, ByStanding{-2.0, 0.5, 3.0}}) {
      const Interval corners = over_all_corners(chain, g);
      const Bounds bounds = posterior_bounds(chain, g, inside(chain, g));
      EXPECT_TRUE(bounds.exact);
      EXPECT_NEAR(bounds.of.low, corners.low, 1e-11);
      EXPECT_NEAR(bounds.of.high, corners.high, 1e-11);
    }
  }
}

TEST(ChainBounds, TakeTheRightAlternativeOfEachObservation) {
  Draws draws(4);
  for (int n = 0; n < 40; ++n) {
    RangedChain chain = random_chain(draws, 3, 0, 2);
    chain.days_after = 0;
    const Interval corners = over_all_alternatives(chain, kIsKept);
    const Bounds bounds = posterior_bounds(chain, kIsKept, inside(chain, kIsKept));
    EXPECT_TRUE(bounds.exact);
    EXPECT_NEAR(bounds.of.low, corners.low, 1e-11);
    EXPECT_NEAR(bounds.of.high, corners.high, 1e-11);
  }
}

TEST(ChainBounds, HoldEveryModelOfADenseSample) {
  Draws draws(5);
  for (int n = 0; n < 30; ++n) {
    const RangedChain chain = random_chain(draws, 4, 8, 1 + draws.below(2));
    const Bounds bounds = posterior_bounds(chain, kIsKept, inside(chain, kIsKept));
    for (int sample = 0; sample < 2000; ++sample) {
      // Half of the samples sit in corners, where extremes are.
      const bool corner = sample % 2 == 0;
      const auto value = expectation(joint_at_end(
                                         chain,
                                         [&](const Interval& one) {
                                           if (corner) return draws.below(2) == 0 ? one.low : one.high;
                                           return draws.between(one.low, one.high);
                                         },
                                         [&](std::size_t alternatives) { return draws.below(alternatives); }),
                                     kIsKept);
      if (!value) continue;
      EXPECT_GE(*value, bounds.of.low - 1e-12);
      EXPECT_LE(*value, bounds.of.high + 1e-12);
    }
  }
}

TEST(ChainBounds, AreStillSoundWhereTheSearchIsCutShort) {
  Draws draws(6);
  bool some_cut = false;
  for (int n = 0; n < 30; ++n) {
    const RangedChain chain = random_chain(draws, 6, 1, 2);
    const double value = inside(chain, kIsKept);
    const Bounds all = posterior_bounds(chain, kIsKept, value);
    const Bounds cut = posterior_bounds(chain, kIsKept, value, 1);
    some_cut = some_cut || !cut.exact;
    EXPECT_LE(cut.of.low, all.of.low + 1e-12);
    EXPECT_GE(cut.of.high, all.of.high - 1e-12);
  }
  EXPECT_TRUE(some_cut);
}

TEST(ChainBounds, OfNumbersWithoutRangesAreTheNumber) {
  Draws draws(7);
  RangedChain chain = random_chain(draws, 3, 5);
  const auto settle = [](Interval& one) { one = {middle(one), middle(one)}; };
  settle(chain.shortfall_at_start);
  settle(chain.taken_back_at_start);
  for (auto& row : chain.a_day) std::ranges::for_each(row, settle);
  for (auto& one : chain.observations) std::ranges::for_each(one.alternatives.front(), settle);
  const double value = inside(chain, kIsKept);
  const Bounds bounds = posterior_bounds(chain, kIsKept, value);
  EXPECT_NEAR(bounds.of.low, value, 1e-12);
  EXPECT_NEAR(bounds.of.high, value, 1e-12);
}

TEST(ChainBounds, WithoutEvidenceAreThoseOfThePrior) {
  RangedChain chain;
  chain.shortfall_at_start = {0.1, 0.3};
  chain.taken_back_at_start = {0.0, 0.2};
  const Bounds bounds = posterior_bounds(chain, kIsKept, 0.7);
  EXPECT_NEAR(bounds.of.low, 0.5, 1e-15);
  EXPECT_NEAR(bounds.of.high, 0.9, 1e-15);
}

// Corners that can not have produced the observation do not count: here only models with some shortfall can.
TEST(ChainBounds, LeaveOutModelsThatCanNotHaveProducedTheObservation) {
  RangedChain chain;
  chain.shortfall_at_start = {0.0, 0.3};
  chain.observations = {{.days_before = 0, .alternatives = {{Interval{0.0, 0.0}, {0.5, 0.9}, {0.0, 0.0}}}}};
  const Bounds bounds = posterior_bounds(chain, kIsKept, 0.0);
  EXPECT_EQ(bounds.of.low, 0.0);
  EXPECT_EQ(bounds.of.high, 0.0);
}

TEST(ChainBounds, InHindsightHoldEveryModelOfADenseSample) {
  Draws draws(8);
  for (int n = 0; n < 20; ++n) {
    RangedChain chain = random_chain(draws, 3, 2);
    chain.days_after = 0;
    for (std::size_t at = 0; at < 3; ++at) {
      for (const Standing standing : kAllStandings) {
        // The chance of the past state: paths are followed with the state at that time fixed.
        const auto hindsight = [&](const Pick& pick) -> std::optional<double> {
          std::vector<double> drawn;
          const Pick remember = [&](const Interval& one) { return drawn.emplace_back(pick(one)); };
          const auto same = [](std::size_t) { return std::size_t{0}; };
          const ByStanding all = joint_at_end(chain, remember, same);
          std::size_t next = 0;
          const Pick again = [&](const Interval&) { return drawn[next++]; };
          // The chances of the other states at that time count as 0.
          std::size_t picks_before = 2;
          for (std::size_t m = 0; m <= at; ++m)
            picks_before += 6 * chain.observations[m].days_before + (m < at ? 3 : 0);
          for (std::size_t x = 0; x < kStandings; ++x) {
            if (x != index(standing)) drawn[picks_before + x] = 0.0;
          }
          const ByStanding part = joint_at_end(chain, again, same);
          const double sum = all[0] + all[1] + all[2];
          if (sum <= 0.0) return std::nullopt;
          return (part[0] + part[1] + part[2]) / sum;
        };
        const Interval bounds = smoothed_bounds(chain, at, standing, *hindsight(middle));
        for (int sample = 0; sample < 300; ++sample) {
          const auto value = hindsight([&](const Interval& one) {
            return sample % 2 == 0 ? (draws.below(2) == 0 ? one.low : one.high) : draws.between(one.low, one.high);
          });
          if (!value) continue;
          EXPECT_GE(*value, bounds.low - 1e-12);
          EXPECT_LE(*value, bounds.high + 1e-12);
        }
      }
    }
  }
}

}  // namespace
}  // namespace entente::evidence
