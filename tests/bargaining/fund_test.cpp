// What a fund must hold, who can pay, and whether its shares are stable.
#include "bargaining/fund.h"

#include <gmock/gmock.h>

#include <numeric>

#include "accord/read.h"

namespace entente::bargaining {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pointwise;
using Amounts = std::vector<double>;
using accord::State;

// Patience 0.5 a year and periods of a year: points a year are worth twice as many for ever.
struct Example {
  accord::Accord accord;
  game::Game game;

  explicit Example(const std::string& rest, const std::string& parties = "Giver, East, West",
                   const std::string& another = "")
      : accord(), game() {
    std::string text = "accord: with a fund\nperiod: 1 year\nparties:\n";
    for (std::size_t from = 0; from < parties.size();) {
      const std::size_t to = std::min(parties.find(", ", from), parties.size());
      text += "  " + parties.substr(from, to - from) + ": {patience: 0.5}\n";
      from = to + 2;
    }
    if (!another.empty()) text += "  " + another + '\n';
    accord = accord::parse(text + rest, "fund.yaml");
    game = game::compile(accord);
  }
  FundAnswer at(const State& x) const { return solve_fund(game, *accord.fund, x); }
};

// Dismantling costs the giver 10 points and brings East 24 and West 8; a unit is worth 2 points to the giver and costs
// either payer 4.
const std::string one_works =
    "commitments:\n"
    "  works: {by: Giver, levels: [{name: closed, value: {Giver: -5, East: 12, West: 4}}]}\n"
    "fund:\n"
    "  unit: bn USD\n"
    "  size: [0, 20]\n"
    "  contributors: {East: 4, West: 4}\n"
    "  tranches: [{name: only, share: 100%, when: {works: closed}, to: Giver, worth: 2}]\n";

TEST(Fund, IsTheLeastWithWhichTheOneThatLosesSigns) {
  const FundAnswer answer = Example(one_works).at({1});
  EXPECT_EQ(answer.verdict, FundVerdict::carries);
  EXPECT_THAT(answer.gain, Pointwise(DoubleNear(1e-9), Amounts{-10, 24, 8}));
  EXPECT_THAT(answer.shortfall, Pointwise(DoubleNear(1e-9), Amounts{10, 0, 0}));
  EXPECT_NEAR(answer.size, 5.0, 1e-9);
  EXPECT_NEAR(answer.need.least, 5.0, 1e-9);
  EXPECT_NEAR(answer.need.spare, 8.0, 1e-9);
  EXPECT_THAT(answer.receives, Pointwise(DoubleNear(1e-9), Amounts{5, 0, 0}));
}

TEST(Fund, SharesAddUpToWhatIsPaidAndLeaveNobodyWorseOff) {
  const FundAnswer answer = Example(one_works).at({1});
  // East gains 6 units and West 2; 3 are left after paying 5. East alone could pay all and keep 1, West alone nothing.
  EXPECT_THAT(answer.game->worth, Pointwise(DoubleNear(1e-9), Amounts{0, 1, 0, 3}));
  EXPECT_THAT(answer.equal_surplus->payment, Pointwise(DoubleNear(1e-9), Amounts{4.5, 0.5}));
  EXPECT_THAT(answer.in_proportion->payment, Pointwise(DoubleNear(1e-9), Amounts{3.75, 1.25}));
  EXPECT_THAT(answer.shapley->payment, Pointwise(DoubleNear(1e-9), Amounts{4, 1}));
  EXPECT_THAT(answer.nucleolus->payment, Pointwise(DoubleNear(1e-9), Amounts{4, 1}));
  for (const auto* shares : {&answer.equal_surplus, &answer.in_proportion, &answer.shapley, &answer.nucleolus}) {
    EXPECT_TRUE((*shares)->everybody_signs);
    EXPECT_TRUE((*shares)->in_core);
  }
  EXPECT_FALSE(answer.core.empty);
}

TEST(Fund, OfEqualSurplusCanAskMoreOfAPartyThanItGains) {
  const std::string lopsided =
      "commitments:\n"
      "  works: {by: Giver, levels: [{name: closed, value: {Giver: -5, East: 0.2, West: 12}}]}\n"
      "fund:\n"
      "  unit: bn USD\n"
      "  size: [0, 20]\n"
      "  contributors: {East: 4, West: 4}\n"
      "  tranches: [{name: only, share: 100%, when: {works: closed}, to: Giver, worth: 2}]\n";
  const FundAnswer answer = Example(lopsided).at({1});
  // East gains 0.1, West 6, and 1.1 is left: half of it for each means that West pays East, too.
  EXPECT_THAT(answer.equal_surplus->payment, Pointwise(DoubleNear(1e-9), Amounts{-0.45, 5.45}));
  EXPECT_FALSE(answer.equal_surplus->in_core) << "West alone would keep 1";
  EXPECT_TRUE(answer.in_proportion->everybody_signs);
  EXPECT_TRUE(answer.nucleolus->in_core);
}

TEST(Fund, DoesNotGrowWithAPartysScale) {
  const std::string scaled =
      "commitments:\n"
      "  works: {by: Giver, levels: [{name: closed, value: {Giver: -500, East: 0.12, West: 4}}]}\n"
      "fund:\n"
      "  unit: bn USD\n"
      "  size: [0, 20]\n"
      "  contributors: {East: 0.04, West: 4}\n"
      "  tranches: [{name: only, share: 100%, when: {works: closed}, to: Giver, worth: 200}]\n";
  const FundAnswer answer = Example(scaled).at({1});
  EXPECT_NEAR(answer.size, 5.0, 1e-9);
  EXPECT_THAT(answer.shapley->payment, Pointwise(DoubleNear(1e-9), Amounts{4, 1}));
}

TEST(Fund, IsTooSmallWhenTheMostOnOfferIsNotEnough) {
  std::string text = one_works;
  text.replace(text.find("20"), 2, "4");
  const FundAnswer answer = Example(text).at({1});
  EXPECT_EQ(answer.verdict, FundVerdict::too_small);
  EXPECT_NEAR(answer.size, 5.0, 1e-9);
  EXPECT_FALSE(answer.game);
}

TEST(Fund, IsTooDearWhenContributorsGainLessThanTheyMustPay) {
  std::string text = one_works;
  text.replace(text.find("{East: 4, West: 4}"), 18, "{East: 16, West: 4}");
  const FundAnswer answer = Example(text).at({1});
  EXPECT_EQ(answer.verdict, FundVerdict::too_dear);
  EXPECT_NEAR(answer.need.spare, 3.5, 1e-9);
  EXPECT_FALSE(answer.game);
}

TEST(Fund, DoesNotReachAPartyWhoseTranchesAreNotDue) {
  const std::string two =
      "commitments:\n"
      "  works: {by: Giver, levels: [{name: closed, value: {Giver: -5, East: 12, West: 4}}, {name: razed}]}\n"
      "fund:\n"
      "  unit: bn USD\n"
      "  size: [0, 20]\n"
      "  contributors: {East: 4, West: 4}\n"
      "  tranches: [{name: late, share: 100%, when: {works: razed}, to: Giver, worth: 2}]\n";
  const FundAnswer answer = Example(two).at({1});
  EXPECT_EQ(answer.verdict, FundVerdict::out_of_reach);
  EXPECT_THAT(answer.out_of_reach, ElementsAre(0U));
  EXPECT_THAT(answer.due, ElementsAre(false));
}

TEST(Fund, LeavesRoomForItsAmountsAndPaysOnlyTranchesThatAreDue) {
  const std::string mixed =
      "commitments:\n"
      "  works: {by: Giver, levels: [{name: closed, value: {Giver: -5, East: 12, West: 4}}]}\n"
      "  rails: {by: Giver, levels: [{name: open}]}\n"
      "fund:\n"
      "  unit: bn USD\n"
      "  size: [1, 20]\n"
      "  contributors: {East: 4, West: 4}\n"
      "  tranches:\n"
      "    - {name: works, share: 50%, when: {works: closed}, to: Giver, worth: 2}\n"
      "    - {name: start, amount: 3, when: {works: closed}, to: Giver, worth: 2}\n"
      "    - {name: rails, amount: 1, when: {rails: open}, to: West, worth: 4}\n";
  const FundAnswer answer = Example(mixed).at({1, 0});
  // The amounts leave 2 units to be lacking, but 4 of amounts need a fund of 8: half of it is more than that.
  EXPECT_NEAR(answer.size, 8.0, 1e-9);
  EXPECT_NEAR(answer.paid, 7.0, 1e-9);
  EXPECT_THAT(answer.due, ElementsAre(true, true, false));
}

TEST(Fund, IsNotNeededWhereEverybodyGains) {
  const std::string text =
      "commitments:\n"
      "  works: {by: Giver, levels: [{name: closed, value: {Giver: 1, East: 12, West: 4}}]}\n"
      "fund:\n"
      "  unit: bn USD\n"
      "  size: [0, 20]\n"
      "  contributors: {East: 4, West: 4}\n"
      "  tranches: [{name: only, share: 100%, when: {works: closed}, to: Giver, worth: 2}]\n";
  const FundAnswer answer = Example(text).at({1});
  EXPECT_EQ(answer.verdict, FundVerdict::carries);
  EXPECT_EQ(answer.size, 0.0);
  EXPECT_THAT(answer.in_proportion->payment, ElementsAre(0, 0));
}

// East is better off with the first work alone, which West lets it have; West gains by the second, which harms East.
TEST(Fund, WhoseCoreIsEmptySaysWhatSubsidyMendsIt) {
  const std::string rivals =
      "commitments:\n"
      "  first: {by: Giver, levels: [{name: done, value: {Giver: -0.5, East: 5}}]}\n"
      "  second: {by: Giver, levels: [{name: done, value: {East: -3, West: 2}}]}\n"
      "fund:\n"
      "  unit: bn USD\n"
      "  size: [0, 20]\n"
      "  contributors: {East: 1, West: 1}\n"
      "  tranches: [{name: only, share: 100%, when: {first: done}, to: Giver, worth: 1}]\n";
  const FundAnswer answer = Example(rivals).at({1, 1});
  ASSERT_EQ(answer.verdict, FundVerdict::carries);
  // Both works leave 4 and 4 less 1 to pay; the first alone leaves East 10 less 1; West can not do without it.
  EXPECT_THAT(answer.game->worth, Pointwise(DoubleNear(1e-9), Amounts{0, 9, 3, 7}));
  EXPECT_TRUE(answer.core.empty);
  EXPECT_NEAR(answer.core.subsidy, 5.0, 1e-9);
  EXPECT_FALSE(answer.equal_surplus->in_core);
  EXPECT_FALSE(answer.shapley->in_core);
  EXPECT_FALSE(answer.nucleolus);
}

TEST(Fund, CountsNoPartThatAnOutsiderWouldNotSign) {
  const std::string text =
      "commitments:\n"
      "  first: {by: Giver, levels: [{name: done, value: {Giver: -0.5, East: 5, West: -1}}]}\n"
      "  second: {by: Giver, levels: [{name: done, value: {East: -3, West: 2}}]}\n"
      "fund:\n"
      "  unit: bn USD\n"
      "  size: [0, 20]\n"
      "  contributors: {East: 1, West: 1}\n"
      "  tranches: [{name: only, share: 100%, when: {first: done}, to: Giver, worth: 1}]\n";
  const FundAnswer answer = Example(text).at({1, 1});
  // East alone can not have the first work alone: West would lose 2 by it and is not paid.
  EXPECT_THAT(answer.game->worth, Pointwise(DoubleNear(1e-9), Amounts{0, 3, 1, 5}));
  EXPECT_FALSE(answer.core.empty);
}

// Whoever signs gives up a prize of 3 points a year: without money nobody can be brought to any package.
TEST(Fund, WhenThereIsNoPackageOpensTheCheapestOne) {
  const std::string works =
      "commitments:\n"
      "  big: {by: Giver, levels: [{name: done, value: {Giver: -4, East: 12}}]}\n"
      "  small: {by: Giver, levels: [{name: done, value: {Giver: -1, East: 6}}]}\n"
      "fund:\n"
      "  unit: bn USD\n"
      "  size: [0, 30]\n"
      "  contributors: {East: 1}\n"
      "  tranches:\n"
      "    - {name: one, share: 50%, when: {big: done}, to: Giver, worth: 1}\n"
      "    - {name: other, share: 50%, when: {small: done}, to: Giver, worth: 1}\n";
  const Example example(works, "East", "Giver: {patience: 0.5, breakdown: 3}");
  EXPECT_EQ(example.at({0, 0}).verdict, FundVerdict::out_of_reach);
  EXPECT_NEAR(example.at({1, 0}).paid, 14.0, 1e-9);
  EXPECT_NEAR(example.at({0, 1}).paid, 8.0, 1e-9);
  EXPECT_NEAR(example.at({0, 1}).size, 16.0, 1e-9);
  EXPECT_EQ(cheapest_funded_state(example.game, *example.accord.fund), (State{0, 1}));
}

TEST(FundNeed, IsWhatOthersAreDueAndWhatPlayersLack) {
  const FundNeed need = fund_need({4, 3, -6, 1, -1, 3});
  EXPECT_EQ(need.least, 7);
  EXPECT_EQ(need.spare, 11);
  EXPECT_TRUE(need.enough());
  EXPECT_FALSE(fund_need({4, 3}, 8).enough());
}

TEST(FundShares, OfEqualSurplusLeaveAllTheSameAndAddUpToWhatIsDue) {
  const Amounts gains{4, 3, -6, 1, -1, 3};
  const Amounts payment = pay_to_equal_surplus(gains, 1.0);
  for (std::size_t i = 0; i < gains.size(); ++i) EXPECT_NEAR(gains[i] - payment[i], 0.5, 1e-12);
  EXPECT_NEAR(std::accumulate(payment.begin(), payment.end(), 0.0), 1.0, 1e-12);
}

TEST(FundShares, InProportionTakeTheSameShareOfEveryGain) {
  EXPECT_THAT(pay_in_proportion({4, 8, -3}, 3.0), ElementsAre(2, 4, -3));
  EXPECT_THAT(pay_in_proportion({0, -3}, 3.0), ElementsAre(0, -3));
}

TEST(FundOfTwelve, IsSharedWhole) {
  std::string text = "commitments:\n";
  std::string names = "Giver";
  std::string costs;
  for (int k = 0; k < 12; ++k) {
    const std::string name = "P" + std::to_string(k);
    names += ", " + name;
    costs += (k == 0 ? "" : ", ") + name + ": " + std::to_string(k % 3 + 1);
  }
  for (int k = 0; k < 12; ++k) {
    text += "  c" + std::to_string(k) + ": {by: Giver, levels: [{name: done, value: {Giver: -1, P" + std::to_string(k) +
            ": 4, P" + std::to_string((k + 5) % 12) + ": 2}}]}\n";
  }
  text += "fund:\n  unit: bn USD\n  size: [0, 100]\n  contributors: {" + costs +
          "}\n  tranches: [{name: only, share: 100%, when: {c0: done}, to: Giver, worth: 2}]\n";
  const Example example(text, names);
  const FundAnswer answer = example.at(State(12, 1));
  ASSERT_EQ(answer.verdict, FundVerdict::carries);
  EXPECT_TRUE(answer.every_part_seen);
  EXPECT_NEAR(answer.size, 12.0, 1e-9);
  ASSERT_TRUE(answer.nucleolus);
  for (const auto* shares : {&answer.equal_surplus, &answer.in_proportion, &answer.shapley, &answer.nucleolus}) {
    const Amounts& payment = (*shares)->payment;
    EXPECT_NEAR(std::accumulate(payment.begin(), payment.end(), 0.0), 12.0, 1e-8);
  }
  EXPECT_EQ(answer.nucleolus->in_core, !answer.core.empty);
}

}  // namespace
}  // namespace entente::bargaining
