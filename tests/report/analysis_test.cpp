// The whole way from an accord to what is said of it.
#include "report/analysis.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "accord/read.h"
#include "report/planned_search.h"
#include "sequencing/solutions.h"

namespace entente::report {
namespace {

namespace fs = std::filesystem;

accord::Accord known(const std::string& name) {
  return accord::load(fs::path(ENTENTE_SOURCE_DIR) / "tests/reference/data/accords" / (name + ".yaml"));
}

PlanOptions at_margin(double share) {
  PlanOptions options;
  options.margin = share;
  return options;
}

PlanOptions within(double share) {
  PlanOptions options;
  options.eps = share;
  return options;
}

class KnownAccord : public ::testing::TestWithParam<const char*> {};

TEST_P(KnownAccord, HasOnlyCertifiedAndConfirmedSolutions) {
  const PlanAnalysis analysis = analyse(known(GetParam()));
  EXPECT_THAT(analysis.faults, ::testing::IsEmpty());
  for (const std::optional<PlanFigures>* plan : {&analysis.nash, &analysis.kalai_smorodinsky, &analysis.securest}) {
    ASSERT_EQ(plan->has_value(), !analysis.search.frontier.empty());
    if (!*plan) continue;
    EXPECT_TRUE((*plan)->certificate.holds());
    EXPECT_EQ((*plan)->confirmed, Confirmed::best_response);
    EXPECT_FALSE((*plan)->beaten);
    EXPECT_TRUE((*plan)->evaluation.holds());
  }
  if (analysis.nash) {
    EXPECT_DOUBLE_EQ(*analysis.nash->proof.gap, 0.0);
  }
}

INSTANTIATE_TEST_SUITE_P(Accords, KnownAccord,
                         ::testing::Values("01_barter", "02_blind", "03_no_plan", "04_snapback", "05_consent",
                                           "06_needs", "07_together", "08_bitter_end", "09_tranches", "10_ranges",
                                           "11_elections", "13_interleaved"));

TEST(Analysis, SaysWhenNothingHolds) {
  const PlanAnalysis analysis = analyse(known("03_no_plan"));
  EXPECT_FALSE(analysis.holds());
  EXPECT_FALSE(analysis.holds_more_than_today());
}

TEST(Analysis, SaysWhenNothingHoldsButToday) {
  const PlanAnalysis analysis = analyse(known("02_blind"));
  EXPECT_TRUE(analysis.holds());
  EXPECT_FALSE(analysis.holds_more_than_today());
}

TEST(Analysis, AtAMarginEverySlackReachesThatShareOfTheBestGain) {
  const PlanAnalysis analysis = analyse(known("04_snapback"), at_margin(0.2));
  ASSERT_TRUE(analysis.nash);
  for (const auto& at_point : analysis.nash->evaluation.weakest) {
    for (const sequencing::Condition& condition : at_point) {
      EXPECT_GE(condition.slack, 0.2 * analysis.best_gain[condition.party] - 1e-9);
    }
  }
  EXPECT_NEAR(analysis.best_gain[0], 28.80231055298065, 1e-6) << "best gains are those at margin 0";
}

TEST(Analysis, TheSecurestPlanHasTheLargestMarginThereIs) {
  const accord::Accord accord = known("08_bitter_end");
  const PlanAnalysis analysis = analyse(accord);
  ASSERT_TRUE(analysis.securest);
  EXPECT_TRUE(analysis.securest_proved);
  EXPECT_TRUE(analyse(accord, at_margin(analysis.securest_margin - 1e-6)).nash.has_value());
  EXPECT_FALSE(analyse(accord, at_margin(analysis.securest_margin + 1e-6)).nash.has_value());
}

TEST(Analysis, WithATolerancePlansAreStillCertifiedAndTheGapContainsTheTruth) {
  const accord::Accord accord = known("12_everything");
  const PlanAnalysis exact = analyse(accord, within(0.0));
  const PlanAnalysis tolerant = analyse(accord, within(0.1));
  EXPECT_EQ(tolerant.search.coverage, sequencing::Coverage::eps);
  EXPECT_LT(tolerant.search.frontier.size(), exact.search.frontier.size());
  ASSERT_TRUE(tolerant.nash && exact.nash);
  EXPECT_TRUE(tolerant.nash->certificate.holds());
  EXPECT_GE(*tolerant.nash->proof.nash_product_at_most, *exact.nash->proof.nash_product_at_most * (1 - 1e-9));
  for (std::size_t i = 0; i < accord.parties.size(); ++i) {
    // Shares are of best gains found by a first pass, which may be below the true ones.
    EXPECT_LE(tolerant.eps_points[i], 0.1 * exact.best_gain[i] + 1e-9);
    EXPECT_GT(tolerant.eps_points[i], 0.0);
  }
}

TEST(Analysis, AnAimThatIsReachedIsNotExplained) {
  const PlanAnalysis analysis = analyse(known("01_barter"));
  ASSERT_TRUE(analysis.aim);
  EXPECT_TRUE(analysis.aim->reached);
  EXPECT_FALSE(analysis.aim->explanation);
}

TEST(Analysis, AnAimThatIsNotReachedSaysWhatItLacks) {
  const PlanAnalysis analysis = analyse(known("09_tranches"));
  ASSERT_TRUE(analysis.aim);
  EXPECT_FALSE(analysis.aim->reached);
  ASSERT_TRUE(analysis.aim->explanation);
  EXPECT_FALSE(analysis.aim->explanation->lacks.empty());
}

TEST(Analysis, ThePriceOfMistrustIsThePlansGainAsAShareOfThePackages) {
  const PlanAnalysis analysis = analyse(known("13_interleaved"));
  ASSERT_TRUE(analysis.nash && analysis.packages.nash);
  for (std::size_t i = 0; i < 2; ++i) {
    ASSERT_TRUE(analysis.price_of_mistrust[i]);
    EXPECT_DOUBLE_EQ(*analysis.price_of_mistrust[i],
                     analysis.nash->evaluation.gain[i] / analysis.packages.nash->gain[i]);
  }
}

TEST(Compare, APlanThatBreaksIsNotCertifiedAndADisarmFirstLineIsOne) {
  const accord::Accord accord = known("13_interleaved");
  const std::vector<accord::Plan> plans = accord::parse_plans(accord,
                                                              "plan:\n  name: disarm first\n  steps:\n"
                                                              "    - {arms: all}\n    - {relief: all}\n",
                                                              "plans.yaml");
  const Comparison comparison = compare(accord, plans);
  ASSERT_EQ(comparison.plans.size(), 1U);
  EXPECT_FALSE(comparison.plans[0].certificate.holds());
  EXPECT_FALSE(comparison.plans[0].evaluation.holds());
  EXPECT_FALSE(comparison.plans[0].keeps_pace);
}

}  // namespace
}  // namespace entente::report
