// A plan of two steps in whole periods: every sequence of events is followed with its probability, by code that knows
// nothing of the engine, and the engine must count what that adds up to.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include "simulation/processes.h"

namespace entente::simulation {
namespace {

constexpr std::size_t kPeriods = 8;
constexpr std::size_t kSteps = 2;

// Chances, of a period where nothing else is said.
struct Chances {
  double walks_away = 0.05;
  double late = 0.4;  // of a delivery
  double arrives = 0.5;
  double alarm = 0.2;
  double blamed = 0.6;  // of a review, which takes one period
  double responds = 0.8;
  double resumes = 0.45;
  double given_up = 0.15;
};

enum class Held { no, review, suspended };

struct Standing {
  std::size_t gates = 0;  // passed
  std::size_t work = 1;   // periods to the day of the next gate
  bool waits = false;     // for a late delivery
  bool arrived = false;
  Held held = Held::no;
};

class EverySequence {
 public:
  explicit EverySequence(const Chances& chances) : is_(chances) { follow({}, 0, 1.0); }

  std::array<double, kPeriods + 1> completed{};  // in that period
  std::array<double, kPeriods + 1> walked_away{};
  std::array<double, kPeriods + 1> over_alarm{};
  std::size_t sequences = 0;

 private:
  void follow(const Standing& now, std::size_t period, double chance) {
    if (period == kPeriods) {
      ++sequences;
      return;
    }
    const std::size_t then = period + 1;
    walked_away[then] += chance * is_.walks_away;
    ++sequences;
    chance *= 1.0 - is_.walks_away;
    if (now.held == Held::suspended) {
      over_alarm[then] += chance * is_.given_up;
      ++sequences;
      chance *= 1.0 - is_.given_up;
    }
    Standing next = now;
    if (now.held == Held::no && now.work > 0) --next.work;
    if (!now.waits || now.arrived) return hold(now, next, then, chance);
    next.arrived = true;
    hold(now, next, then, chance * is_.arrives);
    next.arrived = false;
    hold(now, next, then, chance * (1.0 - is_.arrives));
  }

  void hold(const Standing& now, Standing next, std::size_t then, double chance) {
    const auto with = [&](Held held, double share) {
      next.held = held;
      gate(next, then, chance * share);
    };
    switch (now.held) {
      case Held::no:
        with(Held::review, is_.alarm);
        return with(Held::no, 1.0 - is_.alarm);
      case Held::review:
        with(Held::suspended, is_.blamed * is_.responds);
        return with(Held::no, 1.0 - is_.blamed * is_.responds);
      case Held::suspended:
        with(Held::no, is_.resumes);
        return with(Held::suspended, 1.0 - is_.resumes);
    }
  }

  void gate(const Standing& next, std::size_t then, double chance) {
    if (next.held != Held::no || next.work > 0) return follow(next, then, chance);
    if (next.waits) return next.arrived ? pass(next, then, chance) : follow(next, then, chance);
    Standing waits = next;
    waits.waits = true;
    follow(waits, then, chance * is_.late);
    pass(next, then, chance * (1.0 - is_.late));
  }

  void pass(const Standing& next, std::size_t then, double chance) {
    if (next.gates + 1 == kSteps) {
      completed[then] += chance;
      ++sequences;
      return;
    }
    follow({.gates = next.gates + 1, .work = 1}, then, chance);
  }

  Chances is_;
};

Process as_process(const Chances& is) {
  Process process = turns(kSteps, static_cast<double>(kPeriods));
  process.grid = 1.0;
  process.ends_when_complete = true;
  process.alarms_while_suspended = false;
  process.leaving = {{rate_of_chance(is.walks_away)}};
  process.parties = {"North", "South"};
  for (ProcessStep& step : process.steps) {
    step.work = 1.0;
    step.deliveries[0].late = is.late;
    step.deliveries[0].late_rate = rate_of_chance(is.arrives);
  }
  process.false_alarms = process.alarm_candidates = rate_of_chance(is.alarm);
  process.review = {.takes = 1.0, .grace = kNever, .blames = is.blamed, .succeeds = is.responds};
  process.resumes = rate_of_chance(is.resumes);
  process.abandoned = rate_of_chance(is.given_up);
  return process;
}

TEST(Enumeration, EngineCountsWhatAllSequencesOfEventsAddUpTo) {
  constexpr std::uint64_t kRuns = 400'000;
  const Chances chances;
  const EverySequence all(chances);
  EXPECT_GT(all.sequences, 1'000U);
  const Results results = results_of(as_process(chances), kRuns, 11, kPeriods);
  const auto expect_near = [&](std::uint64_t counted, double exact, const char* what, std::size_t period) {
    const double band = 5.0 * std::sqrt(std::max(exact * (1.0 - exact), 1.0 / kRuns) / kRuns);
    EXPECT_NEAR(share(counted, kRuns), exact, band) << what << " by period " << period;
  };
  double completed = 0.0;
  double lost = 0.0;
  double over_alarm = 0.0;
  for (std::size_t period = 1; period <= kPeriods; ++period) {
    completed += all.completed[period];
    over_alarm += all.over_alarm[period];
    lost += all.over_alarm[period] + all.walked_away[period];
    expect_near(results.completed_by[period], completed, "completed", period);
    expect_near(results.collapsed_by[period], lost, "collapsed", period);
  }
  expect_near(results.collapsed_over(Cause::false_alarm), over_alarm, "given up over a false alarm", kPeriods);
  EXPECT_LT(lost + completed, 1.0);
}

}  // namespace
}  // namespace entente::simulation
