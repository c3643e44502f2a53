// Breaking points, trust and exposure (MODEL section 7).
#include "sequencing/trust.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "accord/lattice.h"
#include "accord/read.h"
#include "sequencing/evaluate.h"
#include "sequencing/search.h"
#include "support/random_accord.h"

namespace entente::sequencing {
namespace {

using accord::Accord;

// Each pays one point a year for what is worth three to the other; what was delivered can be taken back, or never.
Accord barter(const std::string& doubt, const std::string& undo = "1 year", const std::string& breakdown = "-0.5") {
  const std::string rest = ", undo: " + undo + "}]}\n";
  return accord::parse("accord: barter\nperiod: 1 year\nparties:\n  Ash: {patience: 0.8, breakdown: " + breakdown +
                           ", doubt: " + doubt + "}\n  Birch: {patience: 0.8, breakdown: " + breakdown +
                           "}\ncommitments:\n  posts: {by: Ash, levels: [{name: left, value: {Ash: -1, Birch: 3}" +
                           rest + "  trade: {by: Birch, levels: [{name: open, value: {Ash: 3, Birch: -1}" + rest,
                       "barter.yaml");
}

const std::vector<State> kTogether{{0, 0}, {1, 1}};
const std::vector<State> kAshFirst{{0, 0}, {1, 0}, {1, 1}};

bool kept_at(const Accord& accord, PartyIndex party, double factor, const std::vector<State>& points,
             std::size_t point) {
  const game::Game game = game::compile(accord, {.party = party, .factor = factor});
  const Evaluation evaluation = evaluate(game, points);
  return std::none_of(evaluation.broken.begin(), evaluation.broken.end(),
                      [&](const Condition& condition) { return condition.party == party && condition.point == point; });
}

TEST(Trust, TheBreakingPointIsWhereThePartyStopsKeepingThePlan) {
  const Trust found = trust(barter("0.4"), kTogether);
  const double breaking = found.breaking_point[0][0];
  ASSERT_TRUE(std::isfinite(breaking));
  EXPECT_TRUE(kept_at(barter("0.4"), 0, breaking * (1 - 1e-6), kTogether, 0));
  EXPECT_FALSE(kept_at(barter("0.4"), 0, breaking * (1 + 1e-6), kTogether, 0));
}

TEST(Trust, IsTheChanceOfASecretCostBelowTheBreakingPoint) {
  const Trust found = trust(barter("0.4"), kTogether);
  const double breaking = std::min(found.breaking_point[0][0], found.breaking_point[1][0]);
  const double expected = 0.5 * std::erfc(-std::log(breaking) / (0.4 * std::sqrt(2.0)));
  EXPECT_NEAR(found.kept[0][0] * found.kept[1][0], expected, 1e-9);
  EXPECT_NEAR(found.kept_to_end, expected, 1e-9) << "Birch has no doubt and holds";
}

TEST(Trust, WithoutDoubtAPartyThatHoldsIsTrusted) {
  const Trust found = trust(barter("0"), kTogether);
  EXPECT_DOUBLE_EQ(found.kept_to_end, 1.0);
}

TEST(Trust, APartyThatBreaksAtTheCostsInTheFileBreaksAtOnce) {
  Accord accord = barter("0.4");
  accord.commitments[1].levels[0].value[0] = accord::Range::exactly(0.1);
  const Trust found = trust(accord, kTogether);
  EXPECT_DOUBLE_EQ(found.breaking_point[0][0], 1.0);
  EXPECT_NEAR(found.kept_to_end, 0.5, 1e-9) << "half of a symmetric doubt is below 1";
}

TEST(Trust, StepsKeptEarnTrustForLaterOnes) {
  std::size_t lively = 0;
  for (std::uint64_t seed = 0; lively < 20; ++seed) {
    Accord accord = entente::testing::random_accord(seed, {.most_states = 40});
    for (accord::Party& party : accord.parties) party.doubt = accord::Range::exactly(0.4);
    const game::Game game = game::compile(accord);
    const SearchResult search_result = search(game);
    if (search_result.frontier.empty() || search_result.frontier.front().steps.size() < 2) continue;
    ++lively;
    const Trust found = trust(accord, states_of(game, search_result.frontier.front().steps));
    double product = 1.0;
    for (std::size_t party = 0; party < accord.parties.size(); ++party) {
      double lowest = std::numeric_limits<double>::infinity();
      for (std::size_t point = 0; point < found.kept.size(); ++point) {
        const double trusted = found.kept[point][party];
        ASSERT_GE(trusted, 0.0);
        ASSERT_LE(trusted, 1.0);
        // A point that is no harder than those before it is kept for sure.
        ASSERT_TRUE(trusted == 1.0 || found.breaking_point[point][party] < lowest);
        lowest = std::min(lowest, found.breaking_point[point][party]);
        product *= trusted;
      }
    }
    ASSERT_NEAR(found.kept_to_end, product, 1e-12);
  }
}

TEST(Exposure, WhoDeliversFirstIsExposedToNobodyAndWhoReliesOnAnotherIs) {
  const Accord accord = barter("0", "never", "0");
  const game::Game game = game::compile(accord);
  // Ash leaves its posts for ever before Birch owes anything.
  EXPECT_THAT(exposures(game, walk(game, kAshFirst), 0), ::testing::IsEmpty());
  // Together: should Birch deliver nothing, Ash has paid 1 a year for ever, from the gate a year on.
  const std::vector<Exposure> together = exposures(game, walk(game, kTogether), 0);
  ASSERT_EQ(together.size(), 2U);
  EXPECT_EQ(together[0].of, 0U);
  EXPECT_EQ(together[0].to, 1U);
  EXPECT_DOUBLE_EQ(together[0].points, 0.8 * 5.0);
  EXPECT_DOUBLE_EQ(together[1].points, 0.8 * 5.0);
}

}  // namespace
}  // namespace entente::sequencing
