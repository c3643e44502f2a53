// U, W, H, R, B by hand on accords small enough for it: patience 0.5 a year and periods of a year, so [n] = 2 -
// 2^(1-n).
#include "game/values.h"

#include <gmock/gmock.h>

#include "accord/read.h"
#include "game/states.h"

namespace entente::game {
namespace {

constexpr PartyIndex kAsh = 0;
constexpr PartyIndex kBirch = 1;

Game game_of(const std::string& commitments, const std::string& rest = "", const std::string& ash = "breakdown: -1",
             const std::string& birch = "breakdown: 0") {
  return compile(accord::parse("accord: by hand\nperiod: 1 year\nparties:\n  Ash: {patience: 0.5, " + ash +
                                   "}\n  Birch: {patience: 0.5, " + birch + "}\ncommitments:\n" + commitments + rest,
                               "by-hand.yaml"));
}

std::string guns(const std::string& how) {
  return "  guns: {by: Ash, levels: [{name: stored, value: {Ash: -1, Birch: 3}, " + how + "}]}\n";
}

TEST(Annuity, CountsTheFirstPeriodUndiscounted) {
  EXPECT_DOUBLE_EQ(annuity(0.5, 1), 1.0);
  EXPECT_DOUBLE_EQ(annuity(0.5, 3), 1.75);
  EXPECT_DOUBLE_EQ(annuity(0.5, kForever), 2.0);
  EXPECT_DOUBLE_EQ(annuity(0.5, 0), 0.0);
}

TEST(Breakdown, ALevelThatItsGiverGainsByUndoingFallsAfterItsUndo) {
  const Game game = game_of(guns("undo: 2 years"));
  EXPECT_DOUBLE_EQ(breakdown(game, kAsh, {0}), -2.0);
  EXPECT_DOUBLE_EQ(breakdown(game, kAsh, {1}), -2.0 - 1.5);
  EXPECT_DOUBLE_EQ(breakdown(game, kBirch, {1}), 4.5);
}

TEST(Breakdown, ALevelThatIsNeverUndoneStandsForEver) {
  const Game game = game_of(guns("undo: never"));
  EXPECT_DOUBLE_EQ(breakdown(game, kBirch, {1}), 6.0);
}

TEST(Breakdown, AGiverWhoLosesByUndoingDoesNot) {
  const Game game = game_of("  pride: {by: Ash, levels: [{name: high, value: {Ash: 1}}]}\n");
  EXPECT_DOUBLE_EQ(breakdown(game, kAsh, {1}), -2.0 + 2.0);
}

TEST(Breakdown, SnapbackFallsWhoeverGains) {
  const Game game = game_of("  pride: {by: Ash, levels: [{name: high, value: {Ash: 1}, undone_by: automatic}]}\n");
  EXPECT_DOUBLE_EQ(breakdown(game, kAsh, {1}), -2.0 + 1.0);
}

TEST(Breakdown, WhatTakesEverybodyFallsOnlyWhenEverybodyGains) {
  EXPECT_DOUBLE_EQ(breakdown(game_of(guns("undone_by: {all: [Ash, Birch]}")), kBirch, {1}), 6.0);
  EXPECT_DOUBLE_EQ(breakdown(game_of(guns("undone_by: {all: [Ash]}")), kBirch, {1}), 3.0);
}

TEST(Breakdown, LevelsFallOneAfterTheOtherAndStopAtTheFirstThatDoesNot) {
  const Game game = game_of(
      "  guns: {by: Ash, levels: [{name: counted, value: {Birch: 1}, undo: never},"
      " {name: stored, value: {Ash: -1, Birch: 3}, undo: 1 year}, {name: melted, value: {Ash: -2, Birch: 5}, undo: 2 "
      "years}]}\n");
  // 5 for two years, 3 for one, then 1 for ever.
  EXPECT_DOUBLE_EQ(breakdown(game, kBirch, {3}), 5 * 1.5 + 0.25 * 3 + 0.125 * 2);
}

TEST(Breakdown, AComplementStandsUntilTheFirstOfItsLevelsIsLost) {
  const Game game = game_of(
      guns("undo: 3 years") + "  seats: {by: Birch, levels: [{name: shared, value: {Birch: -1}, undo: 1 year}]}\n",
      "complements:\n  - {name: peace, when: {guns: stored, seats: shared}, value: {Ash: 4}}\n");
  EXPECT_DOUBLE_EQ(flow(game, kAsh, {1, 1}), -1.0 + 4.0);
  EXPECT_DOUBLE_EQ(flow(game, kAsh, {1, 0}), -1.0);
  EXPECT_DOUBLE_EQ(breakdown(game, kAsh, {1, 1}), -2.0 - 1.75 + 4.0);
}

TEST(Holding, WithoutTurnoverIsTheFlowForEver) {
  EXPECT_DOUBLE_EQ(holding(game_of(guns("undo: 2 years")), kBirch, {1}), 6.0);
}

TEST(Holding, TurnoverStrikesAtTheEndOfAPeriodAndLeadsToBreakdown) {
  const Game game = game_of(guns("undo: 2 years"), "", "breakdown: -1, turnover: 20%");
  EXPECT_DOUBLE_EQ(game.theta, 0.2);
  // h = 3 + 0.5 (0.8 h + 0.2 W), W = 4.5
  EXPECT_DOUBLE_EQ(holding(game, kBirch, {1}), (3.0 + 0.5 * 0.2 * 4.5) / 0.6);
}

TEST(FoundOut, ThePenaltyRunsForEverAfterTheReview) {
  const Game game = game_of(guns("undo: 2 years"), "review: {takes: 1 year, penalty: {Ash: -4}}\n", "breakdown: 0");
  // Own levels at will: stored is worth at best -1.5 (taken back in two years); penalty -4 a year after one year.
  EXPECT_DOUBLE_EQ(found_out(game, kAsh, {1}), 0.5 * -4.0 * 2.0 - 1.5);
  EXPECT_DOUBLE_EQ(found_out(game, kAsh, {0}), -4.0);
}

TEST(FoundOut, OthersHoldDuringTheReview) {
  const Game game = game_of(guns("undo: 1 year"), "review: {takes: 1 year}\n");
  // 3 in the year of the review and 3 in the year in which it falls.
  EXPECT_DOUBLE_EQ(found_out(game, kBirch, {1}), 3.0 * 1.0 + 0.5 * 3.0);
}

TEST(FoundOut, ABreakdownThatHurtsBeginsOnlyAfterTheReview) {
  const Game game = game_of(guns("undo: 2 years"), "review: {takes: 1 year}\n", "breakdown: -1");
  EXPECT_DOUBLE_EQ(found_out(game, kAsh, {0}), 0.5 * -1.0 * 2.0);
}

TEST(HiddenWorth, IsTheMostThatAHiddenShortfallCanBeWorth) {
  const Game game =
      game_of("  guns: {by: Ash, levels: [{name: stored, value: {Ash: -1}, once: {Ash: 0.5}, undo: 2 years}]}\n",
              "complements:\n  - {name: shame, when: {guns: stored}, value: {Ash: -3}}\n");
  // Its own flow saved for ever, the `once` not lost, and the complement that would have cost 3 a year.
  EXPECT_DOUBLE_EQ(game.level(0, 1).hidden_worth, 2.0 + 0.5 + 6.0);
}

TEST(TakeBack, IsSeenWithAGrowingChanceAndRespondedToWhenTheReviewSucceeds) {
  const Game game =
      game_of(guns("undo: 2 years, watched: 50%"), "review: {takes: 1 year, succeeds: 80%}\n", "breakdown: 0");
  const TakeBack& take_back = game.level(0, 1).take_back;
  ASSERT_EQ(take_back.found.size(), 2U);
  EXPECT_DOUBLE_EQ(take_back.found[0], 0.5 * 0.4);
  EXPECT_DOUBLE_EQ(take_back.found[1], 0.5 * 0.4 + 0.25 * 0.2);
  EXPECT_DOUBLE_EQ(take_back.unseen[1], 0.25 * (1.0 - 0.4 - 0.2));
  // One period to go instead of two after a breakdown: -1 instead of -1.5.
  EXPECT_DOUBLE_EQ(take_back.head_start[0], 0.5);
  EXPECT_DOUBLE_EQ(take_back.head_start[1], 1.5);
}

TEST(Compile, ALevelThatOnlyOthersMayUndoCanNotBeTakenBackAlone) {
  EXPECT_FALSE(game_of(guns("undone_by: {all: [Ash, Birch]}")).level(0, 1).alone);
  EXPECT_TRUE(game_of(guns("undone_by: {all: [Ash]}")).level(0, 1).alone);
  EXPECT_FALSE(game_of(guns("undo: never")).level(0, 1).alone);
}

TEST(Compile, SecretCostsScaleOnlyAPartysOwnNegativeValues) {
  const accord::Accord accord = accord::parse(
      "accord: secret\nperiod: 1 year\nparties: {Ash: {patience: 0.5}, Birch: {patience: 0.5}}\ncommitments:\n"
      "  guns: {by: Ash, levels: [{name: stored, value: {Ash: -1, Birch: -1}, once: {Ash: 2}}]}\n"
      "  aid: {by: Birch, levels: [{name: sent, value: {Ash: -1, Birch: -2}}]}\n",
      "secret.yaml");
  const Game game = compile(accord, {.party = kAsh, .factor = 3.0});
  EXPECT_DOUBLE_EQ(flow(game, kAsh, {1, 1}), -3.0 - 1.0);
  EXPECT_DOUBLE_EQ(flow(game, kBirch, {1, 1}), -1.0 - 2.0);
  EXPECT_DOUBLE_EQ(game.parties[kAsh].once[1], 2.0);
}

TEST(States, AreValidWhenEveryNeedIsMet) {
  const Game game = game_of(
      "  guns: {by: Ash, levels: [{name: stored, needs: {seats: shared}}]}\n"
      "  seats: {by: Birch, levels: [{name: shared}, {name: equal, needs: {guns: stored}}]}\n");
  std::vector<State> valid;
  for_each_valid_state(game, today(game), highest(game), [&](const State& x) { valid.push_back(x); });
  EXPECT_THAT(valid, ::testing::UnorderedElementsAre(State{0, 0}, State{0, 1}, State{1, 1}, State{1, 2}));
  EXPECT_EQ(with_needs(game, {1, 0}), (State{1, 1}));
  EXPECT_EQ(count_states(game), 6.0);
}

}  // namespace
}  // namespace entente::game
