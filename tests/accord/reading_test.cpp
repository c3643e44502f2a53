// What a file says is what the reader gives: every key of MODEL section 1, and the defaults of what is not written.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "accord/lattice.h"
#include "accord/read.h"

namespace entente::accord {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string reference = ENTENTE_SOURCE_DIR "/tests/reference/data/accords/";

Accord neighbours() {
  return parse(R"(accord: Two neighbours
source: [book1, book2]
note: invented
period: 3 months
parties:
  North: {patience: 0.85, turnover: 2%, breakdown: -1, doubt: 0.4, source: book3}
  South: {patience: [80%, 85%, 90%]}
commitments:
  reactor:
    by: North
    title: Five-megawatt reactor
    levels:
      - name: disabled
        takes: 6 months
        value: {North: -1.5, South: [1, 2, 3], note: analyst}
        once: {North: -0.2}
        seen: 95%
        watched: 0.7
        undo: [1 year, 18 months, 2 years]
        undone_by: {all: [South, North]}
        needs: {weapons: removed, source: book4}
        indicator: {measure: rods sealed, unit: rods, at_least: 8000, reported_by: North, verified_by: inspectors}
        schedule: {unit: t, per_period: 12500}
        note: the first
      - {name: dismantled, undo: never, undone_by: automatic, needs: {weapons: removed}}
  weapons: {by: South, source: book5, levels: [{name: removed}]}
complements:
  - {name: complete, when: {weapons: removed, reactor: dismantled}, value: {South: 3}}
procedures: {commission: {stages: [{name: meeting, clock: 15 days}, {name: panel, clock: 9 months}]}}
review: {by: commission, succeeds: 80%, penalty: {North: [-3, -2, 0]}}
pace: {per_step: 3, per_party: 2}
aim: {reactor: dismantled}
points_comparable: true
walk_away: false
)",
               "accord.yaml");
}

TEST(Reading, GivesTheTitleThePeriodAndTheirSources) {
  const Accord accord = neighbours();
  EXPECT_EQ(accord.title, "Two neighbours");
  EXPECT_EQ(accord.period, 0.25);
  EXPECT_THAT(accord.provenance.sources, ElementsAre("book1", "book2"));
  EXPECT_EQ(accord.provenance.note, "invented");
}

TEST(Reading, TakesPointsOfTwoPartiesForComparableOnlyWhereTheFileSaysSo) {
  EXPECT_TRUE(neighbours().points_comparable);
  EXPECT_FALSE(neighbours().walk_away);
  EXPECT_TRUE(load(reference + "01_barter.yaml").walk_away);
  EXPECT_FALSE(load(reference + "01_barter.yaml").points_comparable);
}

TEST(Reading, GivesThePartiesInTheOrderOfTheFile) {
  const Accord accord = neighbours();
  ASSERT_EQ(accord.parties.size(), 2U);
  const Party& north = accord.parties[0];
  EXPECT_EQ(north.name, "North");
  EXPECT_EQ(north.patience, Range::exactly(0.85));
  EXPECT_EQ(north.turnover, Range::exactly(0.02));
  EXPECT_EQ(north.breakdown, Range::exactly(-1));
  EXPECT_EQ(north.doubt, Range::exactly(0.4));
  EXPECT_THAT(north.provenance.sources, ElementsAre("book3"));
  EXPECT_EQ(north.place, (Place{6, 3}));
  const Party& south = accord.parties[1];
  EXPECT_EQ(south.patience, (Range{0.8, 0.85, 0.9}));
  EXPECT_EQ(south.turnover, Range{}) << "no turnover unless written";
  EXPECT_EQ(south.breakdown, Range{});
  EXPECT_EQ(south.doubt, Range{});
}

TEST(Reading, GivesEveryKeyOfALevel) {
  const Accord accord = neighbours();
  ASSERT_EQ(accord.commitments.size(), 2U);
  const Commitment& reactor = accord.commitments[0];
  EXPECT_EQ(reactor.name, "reactor");
  EXPECT_EQ(reactor.by, 0U);
  EXPECT_EQ(reactor.title, "Five-megawatt reactor");
  ASSERT_EQ(reactor.levels.size(), 2U);
  const Level& disabled = reactor.levels[0];
  EXPECT_EQ(disabled.name, "disabled");
  EXPECT_EQ(disabled.takes, Range::exactly(0.5));
  EXPECT_THAT(disabled.value, ElementsAre(Range::exactly(-1.5), Range{1, 2, 3}));
  EXPECT_THAT(disabled.once, ElementsAre(Range::exactly(-0.2), Range{}));
  EXPECT_EQ(disabled.seen, Range::exactly(0.95));
  EXPECT_EQ(disabled.watched, Range::exactly(0.7));
  EXPECT_EQ(disabled.undo, (Range{1, 1.5, 2}));
  EXPECT_EQ(disabled.undone_by, UndoneBy::all);
  EXPECT_THAT(disabled.undone_by_all, ElementsAre(0U, 1U));
  EXPECT_THAT(disabled.needs, ElementsAre(Requirement{1, 1}));
  EXPECT_EQ(disabled.provenance.note, "the first");
  EXPECT_EQ(disabled.place, (Place{13, 9}));
  ASSERT_TRUE(disabled.indicator.has_value());
  EXPECT_EQ(disabled.indicator->measure, "rods sealed");
  EXPECT_EQ(disabled.indicator->unit, "rods");
  EXPECT_EQ(disabled.indicator->at_least, 8000);
  EXPECT_EQ(disabled.indicator->at_most, std::nullopt);
  EXPECT_EQ(disabled.indicator->reported_by, "North");
  EXPECT_EQ(disabled.indicator->verified_by, "inspectors");
  ASSERT_TRUE(disabled.schedule.has_value());
  EXPECT_EQ(disabled.schedule->unit, "t");
  EXPECT_EQ(disabled.schedule->per_period, 12500);
  EXPECT_EQ(reactor.levels[1].undo, std::nullopt) << "never";
  EXPECT_EQ(reactor.levels[1].undone_by, UndoneBy::automatic);
  EXPECT_THAT(accord.commitments[1].provenance.sources, ElementsAre("book5"));
}

TEST(Reading, LeavesALevelOnePeriodAndFullSightUnlessWritten) {
  const Level removed = neighbours().commitments[1].levels[0];
  EXPECT_EQ(removed.takes, Range::exactly(0.25));
  EXPECT_EQ(removed.undo, Range::exactly(0.25));
  EXPECT_EQ(removed.seen, Range::exactly(1));
  EXPECT_EQ(removed.watched, Range::exactly(1));
  EXPECT_EQ(removed.undone_by, UndoneBy::giver);
  EXPECT_THAT(removed.value, ElementsAre(Range{}, Range{}));
  EXPECT_THAT(removed.once, ElementsAre(Range{}, Range{}));
  EXPECT_THAT(removed.needs, IsEmpty());
}

TEST(Reading, GivesWhatHoldsForTheAccordAsAWhole) {
  const Accord accord = neighbours();
  ASSERT_EQ(accord.complements.size(), 1U);
  EXPECT_EQ(accord.complements[0].name, "complete");
  EXPECT_THAT(accord.complements[0].when, ElementsAre(Requirement{0, 2}, Requirement{1, 1}));
  EXPECT_THAT(accord.complements[0].value, ElementsAre(Range{}, Range::exactly(3)));
  EXPECT_EQ(accord.review.succeeds, Range::exactly(0.8));
  EXPECT_THAT(accord.review.penalty, ElementsAre(Range{-3, -2, 0}, Range{}));
  EXPECT_EQ(accord.pace.per_step, 3U);
  EXPECT_EQ(accord.pace.per_party, 2U);
  EXPECT_THAT(accord.aim, ElementsAre(Requirement{0, 2}));
}

TEST(Reading, GivesAFundWithWhoPaysAndWhatItPaysFor) {
  EXPECT_FALSE(neighbours().fund);
  const Accord accord = parse(R"(accord: Two neighbours
period: 3 months
parties: {North: {patience: 0.85}, South: {patience: 0.9}, East: {patience: 0.9}}
commitments:
  reactor: {by: North, levels: [{name: disabled}, {name: dismantled}]}
fund:
  unit: bn USD
  size: [1, 5]
  contributors: {East: 0.25, South: [0.4, 0.5, 0.6]}
  tranches:
    - {name: first, share: 40%, when: {reactor: disabled}, to: North, worth: 0.3, source: book1}
    - {name: second, amount: 2, when: {reactor: dismantled}, to: North, worth: 0.2}
  note: invented
)",
                              "accord.yaml");
  const Fund& fund = accord.fund.value();
  EXPECT_EQ(fund.unit, "bn USD");
  EXPECT_EQ(fund.least, 1.0);
  EXPECT_EQ(fund.most, 5.0);
  EXPECT_EQ(fund.provenance.note, "invented");
  ASSERT_EQ(fund.contributors.size(), 2U);
  EXPECT_EQ(fund.contributors[0].party, 2U);
  EXPECT_EQ(fund.contributors[0].cost, Range::exactly(0.25));
  EXPECT_EQ(fund.contributors[1].cost, (Range{0.4, 0.5, 0.6}));
  ASSERT_EQ(fund.tranches.size(), 2U);
  EXPECT_EQ(fund.tranches[0].name, "first");
  EXPECT_EQ(fund.tranches[0].share, 0.4);
  EXPECT_EQ(fund.tranches[0].amount, 0.0);
  EXPECT_THAT(fund.tranches[0].when, ElementsAre(Requirement{0, 1}));
  EXPECT_EQ(fund.tranches[0].to, 0U);
  EXPECT_EQ(fund.tranches[0].worth, Range::exactly(0.3));
  EXPECT_THAT(fund.tranches[0].provenance.sources, ElementsAre("book1"));
  EXPECT_EQ(fund.tranches[1].share, 0.0);
  EXPECT_EQ(fund.tranches[1].amount, 2.0);
}

TEST(Reading, AReviewGoesByTheClocksOfItsProcedure) {
  const Accord accord = neighbours();
  EXPECT_EQ(accord.review.by, "commission");
  EXPECT_EQ(accord.review.takes, Range::exactly(15 / 365.25 + 0.75));
  ASSERT_EQ(accord.procedures.size(), 1U);
  ASSERT_EQ(accord.procedures[0].stages.size(), 2U);
  EXPECT_EQ(accord.procedures[0].stages[0].name, "meeting");
}

TEST(Reading, WithoutAReviewTheResponseComesAfterOnePeriod) {
  const Accord accord = load(reference + "01_barter.yaml");
  EXPECT_EQ(accord.review.takes, Range::exactly(0.25));
  EXPECT_EQ(accord.review.succeeds, Range::exactly(1));
  EXPECT_THAT(accord.review.penalty, ElementsAre(Range{}, Range{}));
  EXPECT_EQ(accord.pace.per_step, std::nullopt);
}

TEST(Reading, AReviewMayRespondAtOnce) {
  const std::string text = R"(accord: At once
period: 1 month
parties: {North: {patience: 0.9}}
commitments: {reactor: {by: North, levels: [{name: disabled}]}}
review: {takes: )";
  EXPECT_EQ(parse(text + "0}\n", "a.yaml").review.takes, Range{});
  EXPECT_EQ(parse(text + "0 months}\n", "a.yaml").review.takes, Range{});
}

double years(const std::string& duration) {
  return parse(
             "accord: Durations\nperiod: 1 day\nparties: {North: {patience: 0.9}}\n"
             "commitments: {reactor: {by: North, levels: [{name: disabled, takes: " +
                 duration + "}]}}\n",
             "accord.yaml")
      .commitments[0]
      .levels[0]
      .takes.best;
}

TEST(Reading, CountsMonthsAsTwelfthsAndDaysAsPartsOfTheJulianYear) {
  EXPECT_EQ(years("1 year"), 1.0);
  EXPECT_EQ(years("2.5 years"), 2.5);
  EXPECT_EQ(years("1 quarter"), 0.25);
  EXPECT_EQ(years("12 months"), 1.0);
  EXPECT_EQ(years("1 month"), 1.0 / 12);
  EXPECT_THAT(years("2 weeks"), DoubleNear(14 / 365.25, 1e-15));
  EXPECT_THAT(years("45 days"), DoubleNear(45 / 365.25, 1e-15));
}

TEST(Reading, SaysWhereRoundingToPeriodsChangedSomething) {
  const Accord accord = load(reference + "10_ranges.yaml");
  std::vector<std::string> said;
  for (const Notice& notice : accord.notices) said.push_back(notice.message);
  EXPECT_THAT(said,
              ElementsAre("`45 days` (takes of crossing.daytime) is 1.48 periods of 1 month: counted as 2 (60.9 days)",
                          "`2 weeks` (undo of crossing.daytime) is 0.46 periods of 1 month: counted as 1 (4.35 weeks)",
                          "`5 weeks` (undo of crossing.always) is 1.15 periods of 1 month: counted as 2 (8.7 weeks)",
                          "`45 days` (takes of review) is 1.48 periods of 1 month: counted as 2 (60.9 days)"));
  EXPECT_EQ(accord.notices.at(0).place, (Place{11, 32}));
  EXPECT_THAT(load(reference + "01_barter.yaml").notices, IsEmpty());
}

TEST(Reading, TakesAFolderForTheAccordInIt) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "entente-reading-test";
  std::filesystem::create_directories(folder);
  std::filesystem::copy_file(reference + "01_barter.yaml", folder / "accord.yaml",
                             std::filesystem::copy_options::overwrite_existing);
  EXPECT_EQ(load(folder).title, "Barter that reaches its aim");
}

TEST(Reading, AcceptsAByteOrderMarkAndWindowsLineEnds) {
  const Accord accord = parse(
      "\xEF\xBB\xBF"
      "accord: Zwei Nachbarl\xC3\xA4nder\r\nperiod: 3 months\r\nparties: {North: {patience: 0.9}}\r\n"
      "commitments: {reactor: {by: North, levels: [{name: disabled}]}}\r\n",
      "accord.yaml");
  EXPECT_EQ(accord.title, "Zwei Nachbarl\xC3\xA4nder");
}

// 06_needs: fuel asks for access at sites, which itself asks for the declaration that food, under fuel, asks for.
TEST(Reading, JudgesNeedsWithWhatTheyNeedInTurn) {
  EXPECT_NO_THROW(load(reference + "06_needs.yaml"));
}

TEST(Reading, EveryReferenceAccordIsSound) {
  std::size_t read = 0;
  for (const auto& entry : std::filesystem::directory_iterator(reference)) {
    if (entry.path().extension() != ".yaml") continue;
    EXPECT_NO_THROW(load(entry.path())) << entry.path();
    ++read;
  }
  EXPECT_GE(read, 13U);
}

}  // namespace
}  // namespace entente::accord
