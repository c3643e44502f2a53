// Classic divisions of a pie against answers from the literature.
#include "bargaining/divisions.h"

#include <gmock/gmock.h>

#include <cmath>
#include <numbers>
#include <numeric>
#include <random>

#include "bargaining/lottery.h"
#include "bargaining/nucleolus.h"

namespace entente::bargaining {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Pointwise;
using Amounts = std::vector<double>;

constexpr DollarSplit risk_averse_second{.utility1 = {.exponent = 1.0}, .utility2 = {.exponent = 0.5}};

TEST(NashSplit, GivesTheRiskAverseLess) {
  EXPECT_NEAR(*nash_split(risk_averse_second), 2.0 / 3, 1e-12);
  EXPECT_NEAR(*nash_split({}), 0.5, 1e-12);
}

TEST(NashSplit, FollowsTheWeightsOnceBothHaveWhatTheyHaveAnyway) {
  const DollarSplit dollar{.utility1 = {}, .utility2 = {}, .disagreement1 = 0.1, .disagreement2 = 0.3};
  EXPECT_NEAR(*nash_split(dollar, 0.75), 0.1 + 0.75 * 0.6, 1e-12);
}

TEST(Splits, AreEmptyWhenThePartiesWantMoreThanThereIs) {
  const DollarSplit dollar{.utility1 = {}, .utility2 = {}, .disagreement1 = 0.6, .disagreement2 = 0.6};
  EXPECT_FALSE(nash_split(dollar));
  EXPECT_FALSE(kalai_smorodinsky_split(dollar));
  EXPECT_FALSE(egalitarian_split(dollar));
}

TEST(KalaiSmorodinskySplit, IsTheGoldenSectionAgainstASquareRoot) {
  EXPECT_NEAR(*kalai_smorodinsky_split(risk_averse_second), 1.0 / std::numbers::phi, 1e-12);
}

TEST(KalaiSmorodinskySplit, GivesEqualSharesOfTheBestGainsWithinParticipation) {
  const DollarSplit dollar{.utility1 = {}, .utility2 = {.exponent = 0.5}, .disagreement1 = 0.2, .disagreement2 = 0.5};
  const double share = *kalai_smorodinsky_split(dollar);
  // Best for the first is 1 - 0.5^2, for the second sqrt(1 - 0.2).
  EXPECT_NEAR((share - 0.2) / (0.75 - 0.2), (std::sqrt(1.0 - share) - 0.5) / (std::sqrt(0.8) - 0.5), 1e-12);
}

TEST(EgalitarianSplit, GivesEqualGains) {
  const DollarSplit dollar{.utility1 = {}, .utility2 = {.exponent = 0.5}, .disagreement1 = 0.2, .disagreement2 = 0.1};
  const double share = *egalitarian_split(dollar);
  EXPECT_NEAR(share - 0.2, std::sqrt(1.0 - share) - 0.1, 1e-12);
}

TEST(NashDivision, SharesTheSurplusByWeight) {
  EXPECT_THAT(*nash_division(100, {10, 20, 30}, {1, 1, 2}), ElementsAre(20, 30, 50));
  EXPECT_FALSE(nash_division(50, {10, 20, 30}, {1, 1, 2}));
}

TEST(AlternatingOffers, AreRubinsteins) {
  const AlternatingOffers shares = alternating_offers(0.5, 0.99);
  EXPECT_NEAR(shares.when_first_proposes, 2.0 / 101, 1e-12);
  EXPECT_NEAR(shares.when_second_proposes, 1.0 / 101, 1e-12);
}

TEST(AlternatingOffers, LeaveTheResponderIndifferentBetweenTheOfferAndItsOwnARoundLater) {
  const PowerUtility first{.exponent = 0.8};
  const PowerUtility second{.exponent = 0.4};
  const AlternatingOffers shares = alternating_offers(0.9, 0.7, first, second);
  EXPECT_NEAR(second.of(1.0 - shares.when_first_proposes), 0.7 * second.of(1.0 - shares.when_second_proposes), 1e-12);
  EXPECT_NEAR(first.of(shares.when_second_proposes), 0.9 * first.of(shares.when_first_proposes), 1e-12);
}

TEST(AlternatingOffers, ComeToNashsSplitWhenOffersFollowEachOtherAtOnce) {
  const double discount = std::exp(-1e-7);
  EXPECT_NEAR(alternating_offers(discount, discount, {}, {.exponent = 0.5}).when_first_proposes, 2.0 / 3, 1e-6);
  EXPECT_NEAR(alternating_offers(std::exp(-0.05e-7), std::exp(-0.2e-7)).when_first_proposes,
              alternating_offers_limit(0.05, 0.2), 1e-6);
}

TEST(Talmud, DividesTheThreeEstatesOfTheMishnah) {
  EXPECT_THAT(talmud(100, {100, 200, 300}), Pointwise(DoubleNear(1e-12), Amounts{100.0 / 3, 100.0 / 3, 100.0 / 3}));
  EXPECT_THAT(talmud(200, {100, 200, 300}), ElementsAre(50, 75, 75));
  EXPECT_THAT(talmud(300, {300, 100, 200}), ElementsAre(150, 50, 100));
  EXPECT_THAT(talmud(700, {100, 200, 300}), ElementsAre(100, 200, 300));
}

TEST(Talmud, IsTheNucleolusOfWhatEachGroupOfCreditorsCanBeSureOf) {
  std::mt19937 random(11);
  std::uniform_int_distribution<int> amount(1, 100);
  for (int round = 0; round < 20; ++round) {
    Amounts claims;
    for (int i = 0; i < 5; ++i) claims.push_back(amount(random));
    const double claimed = std::accumulate(claims.begin(), claims.end(), 0.0);
    const double estate = claimed * amount(random) / 101.0;
    CooperativeGame game{.players = 5, .worth = {}};
    for (Coalition group = 0; group < 32; ++group) {
      game.worth.push_back(std::max(0.0, estate - (claimed - total_of(claims, group))));
    }
    game.worth[0] = 0.0;
    EXPECT_THAT(talmud(estate, claims), Pointwise(DoubleNear(1e-8), *nucleolus(game)));
  }
}

TEST(Lotteries, TurnTwoOneSidedPackagesIntoAFairOne) {
  const std::vector<Amounts> gains{{10, 0}, {0, 4}, {2, 1}};
  const Lottery fairest = *fairest_lottery(gains, {10, 4});
  EXPECT_NEAR(fairest.least_share, 0.5, 1e-9);
  EXPECT_THAT(fairest.gain, Pointwise(DoubleNear(1e-9), Amounts{5, 2}));
  EXPECT_THAT(nash_lottery(gains)->gain, Pointwise(DoubleNear(1e-9), Amounts{5, 2}));
}

TEST(Lotteries, HaveAProductThatNoMixtureWithAnotherPackageRaises) {
  std::mt19937 random(12);
  std::uniform_int_distribution<int> points(0, 20);
  for (int round = 0; round < 30; ++round) {
    std::vector<Amounts> gains(25, Amounts(4));
    for (Amounts& row : gains) {
      for (double& one : row) one = points(random);
    }
    const Lottery nash = *nash_lottery(gains);
    EXPECT_NEAR(std::accumulate(nash.chance.begin(), nash.chance.end(), 0.0), 1.0, 1e-9);
    for (const Amounts& row : gains) {
      double rate = 0.0;
      for (std::size_t i = 0; i < 4; ++i) rate += row[i] / nash.gain[i];
      EXPECT_LE(rate, 4.0 + 1e-9);
    }
  }
}

TEST(Lotteries, DoNotExistWhereSomePartyNeverGains) {
  EXPECT_FALSE(nash_lottery({{3, 0}, {5, 0}}));
  EXPECT_FALSE(nash_lottery({}));
  EXPECT_FALSE(fairest_lottery({}, {1, 1}));
}

}  // namespace
}  // namespace entente::bargaining
