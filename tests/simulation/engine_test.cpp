// What must be true of any accord that is carried out by chance.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <cmath>
#include <map>
#include <vector>

#include "simulation/processes.h"

namespace entente::simulation {
namespace {

using ::testing::DoubleNear;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Field;

std::vector<RunEnd> ends_of(const Process& process, std::uint64_t runs, std::uint64_t seed = 1) {
  Counts counts;
  counts.suspensions.resize(process.commitments.size());
  Runner runner(process);
  std::vector<RunEnd> ends;
  for (std::uint64_t run = 0; run < runs; ++run) ends.push_back(runner.run(seed, run, counts));
  return ends;
}

TEST(Engine, WithoutNoiseEveryRunKeepsThePlansOwnSchedule) {
  const Process process = turns(6, 10.0);
  EXPECT_THAT(ends_of(process, 100), Each(AllOf(Field(&RunEnd::completed, 1.5), Field(&RunEnd::collapsed, kNever))));
}

TEST(Engine, TurnoverAloneGivesGeometricSurvival) {
  Process process = turns(6, 10.0);
  process.leaving = {{rate_of_chance(0.05)}, {rate_of_chance(0.1)}};
  constexpr std::uint64_t kRuns = 200'000;
  const Results results = results_of(process, kRuns, 3, 10);
  for (std::size_t year = 1; year <= 10; ++year) {
    const double survival = std::pow(0.95 * 0.9, static_cast<double>(year));
    EXPECT_NEAR(1.0 - share(results.collapsed_by[year], kRuns), survival,
                5.0 * std::sqrt(survival * (1.0 - survival) / kRuns));
  }
  ASSERT_EQ(results.collapses.size(), 2U);
  EXPECT_EQ(results.collapses[0].cause, Cause::leadership);
  EXPECT_EQ(results.collapses[0].of, 1U);
}

TEST(Engine, AnyNumberOfThreadsGivesTheSameToTheLastBit) {
  const Process process = troubled(8, 10.0);
  std::vector<Results> all;
  for (const std::size_t threads : {1U, 2U, 7U}) {
    const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
    all.push_back(results_of(process, 30'000, 5));
  }
  for (const Results& one : all) {
    EXPECT_EQ(one.collapsed_by, all[0].collapsed_by);
    EXPECT_EQ(one.completed_by, all[0].completed_by);
    EXPECT_EQ(one.counts.matters, all[0].counts.matters);
    EXPECT_EQ(one.counts.suspensions, all[0].counts.suspensions);
    EXPECT_EQ(one.counts.years_suspended, all[0].counts.years_suspended);
    EXPECT_EQ(one.years_to_completion, all[0].years_to_completion);
  }
}

TEST(Engine, ARunIsTheSameWhateverRunsBeforeIt) {
  const Process process = troubled(8, 10.0);
  Counts counts;
  counts.suspensions.resize(2);
  Runner after_others(process);
  for (std::uint64_t run = 0; run < 500; ++run) after_others.run(1, run, counts);
  Runner alone(process);
  for (std::uint64_t run = 490; run-- > 480;) {
    const RunEnd one = alone.run(1, run, counts);
    const RunEnd other = after_others.run(1, run, counts);
    EXPECT_EQ(one.collapsed, other.collapsed);
    EXPECT_EQ(one.completed, other.completed);
  }
}

// Run by run, not only on average: the alarms of the lower rate are among those of the higher one.
TEST(Engine, MoreFalseAlarmsNeverLetARunBeCarriedOutSooner) {
  Process few = troubled(8, 20.0);
  few.breaches = 0.0;
  few.alarm_candidates = 2.0;
  for (const auto& [less, more] : {std::pair{0.0, 0.2}, std::pair{0.2, 0.5}, std::pair{0.5, 2.0}}) {
    few.false_alarms = less;
    Process many = few;
    many.false_alarms = more;
    const auto with_few = ends_of(few, 20'000);
    const auto with_many = ends_of(many, 20'000);
    std::size_t later = 0;
    for (std::size_t run = 0; run < with_few.size(); ++run) {
      ASSERT_GE(with_many[run].completed, with_few[run].completed) << run;
      later += with_many[run].completed > with_few[run].completed ? 1U : 0U;
    }
    EXPECT_GT(later, 100U);
  }
}

TEST(Engine, MoreFalseAlarmsKillMoreAccords) {
  Process process = troubled(8, 20.0);
  std::vector<std::uint64_t> lost;
  for (const double alarms : {0.0, 0.1, 0.3, 1.0}) {
    process.false_alarms = alarms;
    lost.push_back(results_of(process, 20'000).collapsed_over(Cause::false_alarm));
  }
  EXPECT_EQ(lost[0], 0U);
  EXPECT_LT(lost[1], lost[2]);
  EXPECT_LT(lost[2], lost[3]);
}

TEST(Engine, AReviewThatBlamesNobodyLosesNoAccordToFalseAlarms) {
  Process process = troubled(8, 20.0);
  process.review.blames = 0.0;
  EXPECT_EQ(results_of(process, 20'000).collapsed_over(Cause::false_alarm), 0U);
}

TEST(Engine, AReviewHoldsThePlanUpForAsLongAsItTakes) {
  Process process = turns(4, 10.0);
  process.false_alarms = 5.0;
  process.alarm_candidates = 5.0;
  process.accused = {0};
  process.review.takes = 0.0;
  EXPECT_THAT(ends_of(process, 50), Each(Field(&RunEnd::completed, DoubleNear(1.0, 1e-12))));
  process.review.takes = 0.5;
  for (const RunEnd& end : ends_of(process, 50)) EXPECT_GT(end.completed, 1.0);
}

TEST(Engine, ADelayWithinGraceIsNoMatterForComplaint) {
  Process process = turns(4, 50.0);
  for (ProcessStep& step : process.steps) {
    step.deliveries[0].late = 1.0;
    step.deliveries[0].late_rate = 4.0;
  }
  process.review.grace = 40.0;
  const Results patient = results_of(process, 5'000);
  EXPECT_EQ(patient.counts.matters[matter_of(Cause::late)].reviewed, 0U);
  EXPECT_NEAR(patient.years_to_completion / 5000.0, 1.0 + 4.0 * 0.25, 0.05);
  process.review.grace = 0.0;
  process.review.excused = 0.0;
  process.review.takes = 0.1;
  const Results strict = results_of(process, 5'000);
  EXPECT_GT(strict.counts.matters[matter_of(Cause::late)].responded, 0U);
  EXPECT_GT(strict.collapsed_over(Cause::late), 0U);
}

TEST(Engine, ALongerReviewLetsLateDeliveriesArriveBeforeItAnswers) {
  Process process = turns(6, 50.0);
  for (ProcessStep& step : process.steps) {
    step.deliveries[0].late = 1.0;
    step.deliveries[0].late_rate = 4.0;
  }
  process.review.excused = 0.0;
  std::vector<std::uint64_t> lost;
  for (const double takes : {0.05, 0.25, 1.0}) {
    process.review.takes = takes;
    lost.push_back(results_of(process, 20'000).collapsed_over(Cause::late));
  }
  EXPECT_GT(lost[0], lost[1]);
  EXPECT_GT(lost[1], lost[2]);
}

TEST(Engine, WhoGainsByItBreaksThePlanWhereItDoes) {
  Process process = turns(4, 10.0);
  process.doubt = {0.0, 0.0};
  process.breaking_point.assign(5, {kNever, kNever});
  process.breaking_point[1] = {1.0, kNever};  // North owes nothing at step 2 and leaves on reaching it
  for (const RunEnd& end : ends_of(process, 20)) {
    EXPECT_EQ(end.cause, Cause::leaves);
    EXPECT_EQ(end.of, 0U);
    EXPECT_DOUBLE_EQ(end.collapsed, 0.25);
  }
}

TEST(Engine, WhatIsWithheldUnseenIsFoundAtALaterGateOfTheSameCommitment) {
  Process process = turns(4, 10.0);
  process.doubt = {0.0, 0.0};
  process.breaking_point.assign(5, {kNever, kNever});
  process.breaking_point[0] = {1.0, kNever};  // North withholds at step 1
  process.steps[0].deliveries[0].seen = 0.0;
  process.steps[2].deliveries[0].seen = 1.0;  // the reactor is looked at again
  const Results found = results_of(process, 1'000);
  EXPECT_EQ(found.counts.matters[matter_of(Cause::withheld)].responded, 1'000U);
  process.steps[2].deliveries[0].seen = 0.0;
  const Results hidden = results_of(process, 1'000);
  EXPECT_EQ(hidden.counts.matters[matter_of(Cause::withheld)].unanswered, 1'000U);
  EXPECT_EQ(hidden.completed(), 1'000U);
}

TEST(Engine, BreachesThatAreNeverSeenGoUnanswered) {
  Process process = troubled(8, 10.0);
  process.breaking_point.clear();
  process.doubt.clear();
  for (TakeBackRisk& risk : process.take_backs) risk.seen_rate.assign(risk.seen_rate.size(), 0.0);
  for (ProcessStep& step : process.steps) step.deliveries[0].seen = 0.0;
  const Results results = results_of(process, 10'000);
  const MatterCounts& breaches = results.counts.matters[matter_of(Cause::breach)];
  EXPECT_GT(breaches.arose, 1'000U);
  EXPECT_EQ(breaches.unanswered, breaches.arose);
  EXPECT_EQ(breaches.reviewed, 0U);
}

TEST(Engine, EverySuspensionIsLiftedLostOrStillOn) {
  const Results results = results_of(troubled(8, 10.0), 20'000);
  for (const SuspensionCounts& one : results.counts.suspensions) {
    EXPECT_GT(one.suspended, 0U);
    EXPECT_GE(one.suspended, one.resumed + one.lost);
    EXPECT_GT(one.resumed, 0U);
  }
  std::uint64_t lost = 0;
  for (const Collapse& one : results.collapses) lost += one.runs;
  EXPECT_EQ(lost, results.collapsed());
}

TEST(Engine, AResponseThatEndsTheAccordSuspendsNothing) {
  Process process = troubled(8, 10.0);
  process.review.terminates = true;
  const Results results = results_of(process, 5'000);
  EXPECT_EQ(results.counts.runs_with_suspension, 0U);
  for (std::size_t matter = 0; matter < kMatters; ++matter) {
    EXPECT_EQ(results.counts.matters[matter].responded, results.counts.matters[matter].lost);
  }
}

TEST(Engine, StepsDoneAgainTakeTheirTimeAgain) {
  Process process = turns(6, 200.0);
  process.false_alarms = 0.5;
  process.alarm_candidates = 0.5;
  process.review.blames = 1.0;
  process.abandoned = 0.0;
  const Results on = results_of(process, 5'000);
  process.steps_back = 1;
  const Results back = results_of(process, 5'000);
  EXPECT_EQ(back.completed(), 5'000U);
  EXPECT_GT(back.years_to_completion, 1.02 * on.years_to_completion);
}

}  // namespace
}  // namespace entente::simulation
