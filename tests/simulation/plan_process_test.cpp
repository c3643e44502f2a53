// From an accord and a plan to what is drawn from.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "accord/error.h"
#include "accord/read.h"
#include "sequencing/evaluate.h"
#include "simulation/processes.h"
#include "simulation/variants.h"
#include "support/random_accord.h"

namespace entente::simulation {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string exchange = R"(
accord: Exchange
period: 3 months
parties: {North: {patience: 0.9, turnover: 2%}, South: {patience: 0.9}}
commitments:
  reactor:
    by: North
    levels:
      - {name: halted, value: {North: -1, South: 3}, seen: 90%, watched: 80%}
      - {name: dismantled, takes: 6 months, value: {North: -2, South: 6}}
  relief:
    by: South
    levels:
      - {name: half, value: {North: 3, South: -1}}
      - {name: full, value: {North: 6, South: -2}, undo: never}
review: {takes: 2 months, succeeds: 80%}
plan:
  - {reactor: halted, relief: half}
  - {reactor: dismantled, relief: full}
)";

const std::string no_noise = "simulation: {base_rates: none}\n";

struct Made {
  accord::Accord accord;
  PlannedAccord plan;
  UsedRates rates;
  Process process;
};

Made made(const std::string& text, double years = 10.0) {
  Made result;
  result.accord = accord::parse(text, "exchange.yaml");
  result.plan = planned(result.accord, result.accord.plans.at(0));
  result.rates = rates_of(result.accord);
  result.process = make_process(result.accord, result.plan, result.rates, years);
  return result;
}

TEST(PlanProcess, TakesItsNumbersFromTheAccord) {
  const Made one = made(exchange);
  ASSERT_EQ(one.process.steps.size(), 2U);
  EXPECT_DOUBLE_EQ(one.process.steps[0].work, 0.25);
  EXPECT_DOUBLE_EQ(one.process.steps[1].work, 0.5);
  EXPECT_DOUBLE_EQ(one.process.planned(), 0.75);
  EXPECT_DOUBLE_EQ(one.process.steps[0].deliveries[0].seen, 0.9);
  EXPECT_DOUBLE_EQ(one.process.review.takes, 2.0 / 12.0);
  EXPECT_DOUBLE_EQ(one.process.review.succeeds, 0.8);
  EXPECT_NEAR(chance_of_rate(one.process.leaving[0][0]), 0.02, 1e-15);
  EXPECT_EQ(one.process.leaving[1][0], 0.0);
  EXPECT_NEAR(chance_of_rate(one.process.take_backs[0].seen_rate[1]), 0.8, 1e-15);
  EXPECT_FALSE(one.process.review.terminates);
}

TEST(PlanProcess, SuspendsWhatWasGivenInReturnAndCanBeTakenBack) {
  const Process process = made(exchange).process;
  const auto against_north = [&](std::size_t point) { return process.counters[point * 2]; };
  EXPECT_THAT(against_north(0), IsEmpty());
  EXPECT_THAT(against_north(1), ElementsAre(1));
  EXPECT_THAT(against_north(2), ElementsAre(1)) << "full relief is for ever, half relief is what can be suspended";
  EXPECT_THAT(process.counters[1 * 2 + 1], ElementsAre(0));
}

TEST(PlanProcess, ACertifiedPlanWithoutNoiseIsCarriedOutInEveryRunOnItsOwnSchedule) {
  std::size_t held = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    accord::Accord accord = testing::random_accord(seed, {.most_states = 60});
    for (accord::Party& party : accord.parties) party.turnover = {};
    accord.simulation = accord::Simulation{};
    accord.simulation->base_rates = accord::no_base_rates;
    const accord::Plan plan = testing::random_plan(accord, seed);
    const PlannedAccord there = planned(accord, plan);
    const sequencing::Evaluation evaluation = sequencing::evaluate(there.game, there.points);
    for (accord::Party& party : accord.parties) party.doubt = {};
    const Process process = make_process(accord, there, rates_of(accord), 50.0);
    const Results results = results_of(process, 20);
    if (!evaluation.holds()) {
      EXPECT_FALSE(certain_breaks(process).empty());
      continue;
    }
    ++held;
    EXPECT_EQ(results.completed(), 20U);
    EXPECT_EQ(results.collapsed(), 0U);
    EXPECT_NEAR(results.years_to_completion / 20.0, static_cast<double>(evaluation.periods) * accord.period, 1e-9);
  }
  EXPECT_GT(held, 5U);
}

TEST(Rates, ComeFromTheFileThenFromItsMeansThenFromHistories) {
  const std::string means =
      "verification: {unit: m, means: [{name: seals, cost: 1, sees: {reactor: {halted: {seen: 50%}}}, false_alarms: "
      "0.3}], "
      "chosen: [seals]}\n";
  const UsedRates histories = rates_of(accord::parse(exchange, "a.yaml"));
  EXPECT_EQ(histories[Rate::late].from, RateFrom::base_rates);
  EXPECT_EQ(histories[Rate::grace].from, RateFrom::neutral);
  EXPECT_THAT(histories[Rate::false_alarms].provenance.note, HasSubstr("Kumchang-ri"));
  const UsedRates with_means = rates_of(accord::parse(exchange + means, "a.yaml"));
  EXPECT_EQ(with_means[Rate::false_alarms].from, RateFrom::means);
  EXPECT_DOUBLE_EQ(with_means.best(Rate::false_alarms), 0.3);
  const UsedRates said = rates_of(
      accord::parse(exchange + means + "simulation: {false_alarms: {rate: [0, 1, 2], note: analyst}}\n", "a.yaml"));
  EXPECT_EQ(said[Rate::false_alarms].from, RateFrom::file);
  EXPECT_EQ(said[Rate::false_alarms].provenance.note, "analyst");
  EXPECT_DOUBLE_EQ(said[Rate::false_alarms].value.high, 2.0);
}

TEST(Rates, OfASuspensionMustBeSaidWhereThereCanBeOne) {
  EXPECT_NO_THROW(rates_of(accord::parse(exchange + no_noise, "a.yaml")));
  const accord::Accord blaming =
      accord::parse(exchange + "simulation: {base_rates: none, false_alarms: 1, blames: 10%}\n", "a.yaml");
  try {
    rates_of(blaming);
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("`resumes` and `abandoned` of `simulation:` are missing; write for instance"));
  }
}

TEST(StandardOfProof, LiesOnOneCurveThroughWhatTheFileSays) {
  const double d = discernment(0.9, 0.05);
  EXPECT_NEAR(confirms_with(d, 0.05, 1.0), 0.9, 1e-12);
  EXPECT_GT(confirms_with(d, 0.2, 1.0), 0.9);
  EXPECT_LT(confirms_with(d, 0.01, 1.0), 0.9);
  EXPECT_LT(confirms_with(d, 0.05, 0.5), 0.9);
  EXPECT_NEAR(confirms_with(discernment(0.05, 0.05), 0.05, 9.0), 0.05, 1e-12)
      << "who sees nothing sees no more in time";
  EXPECT_EQ(confirms_with(discernment(1.0, 0.05), 0.01, 1.0), 1.0);
}

TEST(Variants, ATriggerHappyLadderAnswersMoreBreachesAndKillsMoreAccords) {
  const Made one = made(exchange);
  std::vector<VariantOutcome> outcomes;
  for (const Variant& variant : variants_of(one.accord, one.plan, one.rates, one.process)) {
    if (variant.kind == VariantKind::proof) outcomes.push_back(outcome_of(results_of(variant.process, 20'000)));
  }
  ASSERT_GE(outcomes.size(), 5U);
  for (std::size_t n = 1; n < outcomes.size(); ++n) {
    EXPECT_GE(outcomes[n].answered, outcomes[n - 1].answered - 0.005);
    EXPECT_GE(outcomes[n].lost_to_alarms, outcomes[n - 1].lost_to_alarms);
  }
  EXPECT_GT(outcomes.back().lost_to_alarms, outcomes.front().lost_to_alarms + 0.005);
  EXPECT_GT(outcomes.back().answered, outcomes.front().answered + 0.1);
}

TEST(Variants, OfAProcedureChangeEachClockOnItsWay) {
  std::string text = exchange;
  const std::string review = "review: {takes: 2 months, succeeds: 80%}\n";
  text.replace(text.find(review), review.size(),
               "procedures: {ladder: {stages: [{name: talks, clock: 30 days, decides: {by: [North, South], rule: "
               "consensus}, outcomes: "
               "{adopted: {ends: settled}}}, {name: panel, clock: 60 days, decides: {by: 5, rule: 3 votes}, outcomes: "
               "{adopted: {ends: suspension}}, silence: {ends: no breach}}]}}\nreview: {by: ladder}\n");
  const Made one = made(text);
  std::vector<std::string> clocks;
  for (const Variant& variant : variants_of(one.accord, one.plan, one.rates, one.process)) {
    if (variant.kind == VariantKind::clock) clocks.push_back(variant.what);
    if (variant.what == "stage panel" && variant.to > variant.from) {
      EXPECT_NEAR(variant.process.review.takes, one.process.review.takes + 60.0 / 365.25, 1e-12);
    }
  }
  EXPECT_THAT(clocks, ::testing::IsSupersetOf({"review", "stage talks", "stage panel", "grace"}));
}

}  // namespace
}  // namespace entente::simulation
