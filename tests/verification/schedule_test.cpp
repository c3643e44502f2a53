#include "verification/schedule.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "accord/error.h"
#include "verification/inspections.h"
#include "verification/schedule_file.h"
#include "verification/systematic_sampling.h"

namespace entente::verification {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Optional;
using ::testing::SizeIs;

SchedulePlan three_sites() {
  return {.title = "Visits",
          .parties = {"North", "South", "Agency"},
          .periods = 8,
          .sites = {{"reactor", kParts / 4}, {"store", kParts / 2}, {"mine", kParts / 4}}};
}

Digest filled_with(std::uint8_t byte) {
  Digest digest{};
  digest.fill(byte);
  return digest;
}

std::vector<Opening> openings_for(const SchedulePlan& plan) {
  std::vector<Opening> openings;
  for (std::size_t i = 0; i < plan.parties.size(); ++i) {
    openings.push_back({.party = plan.parties[i],
                        .plan = digest_of(plan),
                        .value = filled_with(static_cast<std::uint8_t>(i + 1)),
                        .salt = filled_with(static_cast<std::uint8_t>(i + 101))});
  }
  return openings;
}

std::vector<Seal> seals_for(const std::vector<Opening>& openings) {
  std::vector<Seal> seals;
  for (const Opening& one : openings) seals.push_back({.party = one.party, .plan = one.plan, .seal = seal_of(one)});
  return seals;
}

Schedule drawn() {
  const std::vector<Opening> openings = openings_for(three_sites());
  return draw_schedule(three_sites(), seals_for(openings), openings);
}

TEST(Sha256, IsTheStandardsFunction) {
  // FIPS 180-4: the message of no bytes.
  EXPECT_EQ(hexadecimal(HashedBytes().sha256()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(digest_in(hexadecimal(filled_with(0xa7))), filled_with(0xa7));
  EXPECT_EQ(digest_in(std::string(64, 'A')), std::nullopt);
  EXPECT_EQ(digest_in("ab"), std::nullopt);
}

// The vectors of docs/schedule-format.md, computed there by other code.
TEST(Schedule, TheTestVectorsOfTheFormatAreReproduced) {
  const SchedulePlan plan = three_sites();
  const std::vector<Opening> openings = openings_for(plan);
  EXPECT_EQ(hexadecimal(digest_of(plan)), "75cafed5366031d6b6a761a7c4e45df59b7cb9e02cd8bd57b11634fe16764909");
  EXPECT_EQ(hexadecimal(seal_of(openings[0])), "09df4f1781070d84c0f7916f4b71c1b0a6da925effb695dec33421ba2a8e1d44");
  EXPECT_EQ(hexadecimal(seed_of(plan, openings)), "fc5250fd64bcb98308938f6241b3055df3f8512784d75f70198cdef3a11d42aa");
  std::string visited;
  for (const auto& period : drawn().draw) {
    for (std::size_t i = 0; i < period.size(); ++i) visited += std::string(period[i], plan.sites[i].name[0]);
  }
  EXPECT_EQ(visited, "ssrrrsss");
}

TEST(Schedule, OneWholeVisitAPeriodIsOneVisitInEveryPeriod) {
  for (const auto& period : drawn().draw) {
    EXPECT_EQ(std::count(period.begin(), period.end(), 1U), 1);
    EXPECT_EQ(std::count(period.begin(), period.end(), 0U), 2);
  }
}

TEST(Schedule, ADrawThatWasMadeRightHasNoFault) {
  EXPECT_EQ(first_fault(drawn()), std::nullopt);
  EXPECT_EQ(first_fault(drawn(), seals_for(openings_for(three_sites()))), std::nullopt);
}

TEST(Schedule, AnyPartysValueChangesTheSeed) {
  const SchedulePlan plan = three_sites();
  for (std::size_t i = 0; i < plan.parties.size(); ++i) {
    std::vector<Opening> openings = openings_for(plan);
    openings[i].value[31] ^= 1U;
    EXPECT_NE(seed_of(plan, openings), drawn().seed);
  }
}

TEST(Schedule, TheOrderInWhichFilesComeChangesNothing) {
  std::vector<Opening> openings = openings_for(three_sites());
  std::vector<Seal> seals = seals_for(openings);
  std::ranges::reverse(openings);
  std::rotate(seals.begin(), seals.begin() + 1, seals.end());
  EXPECT_EQ(written(draw_schedule(three_sites(), seals, openings)), written(drawn()));
}

TEST(ScheduleFault, AChangedProbabilityIsFound) {
  Schedule schedule = drawn();
  schedule.plan.sites[0].expected += 1;
  EXPECT_THAT(first_fault(schedule), Optional(HasSubstr("not the one that was sealed")));
  // With a new digest of the plan the seals still are for the old one.
  schedule.plan_digest = digest_of(schedule.plan);
  EXPECT_THAT(first_fault(schedule), Optional(HasSubstr("the seal of \"North\" is for another plan")));
  for (Seal& seal : schedule.seals) seal.plan = schedule.plan_digest;
  for (Opening& opening : schedule.openings) opening.plan = schedule.plan_digest;
  EXPECT_THAT(first_fault(schedule), Optional(HasSubstr("the value of \"North\" does not match its seal")));
  schedule.seals = seals_for(schedule.openings);
  schedule.seed = seed_of(schedule.plan, schedule.openings);
  schedule.draw = draw_with(schedule.plan, schedule.seed);
  EXPECT_EQ(first_fault(schedule), std::nullopt) << "all made anew";
  EXPECT_THAT(first_fault(schedule, drawn().seals), Optional(HasSubstr("is not the one that it published")));
}

TEST(ScheduleFault, AValueThatDoesNotMatchItsSealIsFound) {
  Schedule schedule = drawn();
  schedule.openings[1].value[0] ^= 1U;
  EXPECT_THAT(first_fault(schedule), Optional(HasSubstr("the value of \"South\" does not match its seal")));
  schedule = drawn();
  schedule.openings[1].salt[0] ^= 1U;
  EXPECT_THAT(first_fault(schedule), Optional(HasSubstr("the value of \"South\" does not match its seal")));
}

TEST(ScheduleFault, APartyThatHasNotSealedOrNotOpenedIsNamed) {
  Schedule schedule = drawn();
  schedule.openings.pop_back();
  EXPECT_THAT(first_fault(schedule), Optional(AllOf(HasSubstr("\"Agency\""), HasSubstr("not opened"))));
  EXPECT_THROW(draw_schedule(schedule.plan, schedule.seals, schedule.openings), Error);
  schedule.seals.pop_back();
  EXPECT_THAT(first_fault(schedule), Optional(HasSubstr("\"Agency\" has sealed no value")));
}

TEST(ScheduleFault, AStrangersOrASecondSealIsFound) {
  Schedule schedule = drawn();
  schedule.seals.push_back(schedule.seals[0]);
  EXPECT_THAT(first_fault(schedule), Optional(HasSubstr("\"North\" has two seals")));
  schedule = drawn();
  schedule.seals[0].party = "Nobody";
  EXPECT_THAT(first_fault(schedule), Optional(HasSubstr("\"Nobody\" is no party of the draw")));
}

TEST(ScheduleFault, ASealTakenOverFromAnotherPartyCanNotBeOpened) {
  std::vector<Opening> openings = openings_for(three_sites());
  std::vector<Seal> seals = seals_for(openings);
  seals[1].seal = seals[0].seal;
  openings[1].value = openings[0].value;
  openings[1].salt = openings[0].salt;
  EXPECT_THAT(fault_before_draw(three_sites(), seals, openings),
              Optional(HasSubstr("the value of \"South\" does not match its seal")));
}

TEST(ScheduleFault, AChangedSeedOrDrawIsFoundWithItsPlace) {
  Schedule schedule = drawn();
  schedule.seed[0] ^= 1U;
  EXPECT_THAT(first_fault(schedule), Optional(HasSubstr("the seed in the file")));
  schedule = drawn();
  std::swap(schedule.draw[2][0], schedule.draw[2][1]);
  std::swap(schedule.draw[2][1], schedule.draw[2][2]);
  EXPECT_THAT(first_fault(schedule), Optional(HasSubstr("in period 3 the draw gives")));
  schedule = drawn();
  schedule.draw.pop_back();
  EXPECT_THAT(first_fault(schedule), Optional(HasSubstr("visits for 7 periods")));
}

TEST(ScheduleFile, WhatIsWrittenIsReadBack) {
  EXPECT_EQ(parse_schedule_plan(written(three_sites()), "plan"), three_sites());
  const Schedule schedule = drawn();
  EXPECT_EQ(std::get<Seal>(parse_seal_or_opening(written(schedule.seals[0]), "seal")), schedule.seals[0]);
  EXPECT_EQ(std::get<Opening>(parse_seal_or_opening(written(schedule.openings[0]), "opening")), schedule.openings[0]);
  const Schedule back = parse_schedule(written(schedule), "schedule");
  EXPECT_EQ(written(back), written(schedule));
  EXPECT_EQ(first_fault(back), std::nullopt);
}

TEST(ScheduleFile, ExpectedVisitsAreExactDecimals) {
  EXPECT_EQ(parts_in("0.25"), kParts / 4);
  EXPECT_EQ(parts_in("3"), 3 * kParts);
  EXPECT_EQ(parts_in("0.000000001"), 1U);
  for (const char* refused : {"0.0000000001", "-1", "1e-3", "25%", ".5", "1.", "", "0.1.2", "12345678", "1,5", "nan"}) {
    EXPECT_EQ(parts_in(refused), std::nullopt) << refused;
  }
  EXPECT_EQ(decimal(kParts / 4), "0.25");
  EXPECT_EQ(decimal(2 * kParts), "2");
  EXPECT_EQ(decimal(1), "0.000000001");
}

std::string refused_plan(const std::string& text) {
  try {
    parse_schedule_plan(text, "plan.yaml");
  } catch (const accord::Problems& problems) {
    return problems.what();
  }
  return "accepted";
}

TEST(ScheduleFile, AFaultyPlanIsRefusedWithEveryFaultAndItsPlace) {
  const std::string said = refused_plan(
      "format: entente/schedule-plan/1\ntitle: Visits\nparties: [North, North]\nperiods: 0\nsites:\n"
      "  - {site: reactor, visits: 0.1234567891}\n  - {sight: store, visits: 25%}\n");
  EXPECT_THAT(said, HasSubstr("plan.yaml:3:18: error: two parties are called \"North\""));
  EXPECT_THAT(said, HasSubstr("plan.yaml:4:10: error: `0` (periods of the plan of the draw) is not a whole number"));
  EXPECT_THAT(said, HasSubstr("plan.yaml:6:29: error: `0.1234567891` (visits of site reactor)"));
  EXPECT_THAT(said, HasSubstr("plan.yaml:7:6: error: `sight` is not a key of site 2; known: site and visits"));
  EXPECT_THAT(said, HasSubstr("plan.yaml:7:28: error: `25%`"));
}

TEST(ScheduleFile, AFileOfAnotherKindIsToldOnce) {
  EXPECT_THAT(refused_plan(written(drawn())),
              AllOf(HasSubstr("plan.yaml:2:13: error: a file with `format: entente/schedule/1`"),
                    testing::Not(HasSubstr("\n"))));
  EXPECT_THROW(parse_seal_or_opening(written(three_sites()), "x"), accord::Problems);
  EXPECT_THROW(parse_schedule("[]", "x"), accord::Problems);
  EXPECT_EQ(refused_plan(""),
            "plan.yaml:1:1: error: the file is empty; docs/schedule-format.md says what stands in one");
  EXPECT_THROW(parse_schedule("\xff\xfe", "x"), accord::Problems);
}

// One byte of the file changed: it is refused, has a fault, or says the same as before.
RC_GTEST_PROP(ScheduleFile, NoChangedByteGoesUnnoticed, ()) {
  static const std::string good = written(drawn());
  static const Schedule before = drawn();
  std::string bad = good;
  bad[*rc::gen::inRange<std::size_t>(0, bad.size())] = *rc::gen::inRange<char>(32, 127);
  try {
    const Schedule read = parse_schedule(bad, "bad");
    if (!first_fault(read, before.seals)) RC_ASSERT(written(read) == good);
  } catch (const accord::Problems&) {
  }
}

RC_GTEST_PROP(ScheduleFile, CutOffFilesAreRefused, ()) {
  static const std::string good = written(drawn());
  const auto length = *rc::gen::inRange<std::size_t>(0, good.size() - 2);
  RC_ASSERT_THROWS_AS(parse_schedule(good.substr(0, length), "cut"), accord::Problems);
}

TEST(SchedulePlan, RefusesWhatCanNotBeDrawn) {
  SchedulePlan plan = three_sites();
  plan.parties.clear();
  EXPECT_THROW(check_plan(plan), Error);
  plan = three_sites();
  plan.sites[1].name = "reactor";
  EXPECT_THROW(check_plan(plan), Error);
  plan = three_sites();
  plan.periods = 0;
  EXPECT_THROW(check_plan(plan), Error);
  plan.periods = 1'000'000'000;
  EXPECT_THROW(check_plan(plan), Error);
  plan = three_sites();
  plan.sites[0].expected = 2'000'000 * kParts;
  EXPECT_THROW(check_plan(plan), Error);
}

const std::string kSites =
    "inspections: Declared sites\nbudget: 1\nparties: [North, South]\nperiods: 4\nsites:\n"
    "  reactor: {value: 10, detection: 90%}\n  store: {value: 6, detection: 0.5}\n"
    "  mine: {value: 3, detection: 80%, cost: 1, visits: 1, note: far away}\n";

TEST(Inspections, APlanIsMadeFromTheVisitsOfTheBestAllocation) {
  const Inspections inspections = parse_inspections(kSites, "sites.yaml");
  const SchedulePlan plan = schedule_plan(inspections, allocate(inspections.sites, inspections.budget));
  EXPECT_EQ(plan.periods, 4U);
  EXPECT_THAT(plan.parties, ElementsAre("North", "South"));
  EXPECT_THAT(plan.sites, ElementsAre(ScheduledSite{"reactor", 583'333'333}, ScheduledSite{"store", 416'666'667},
                                      ScheduledSite{"mine", 0}));
}

TEST(Inspections, AFaultyFileIsRefusedWithEveryFaultAndItsPlace) {
  try {
    parse_inspections(
        "inspections: Sites\nbudget: -1\nparties: [North, North]\nsites:\n"
        "  reactor: {value: ten, detection: 900%}\n  store: {value: 6, cost: 0}\n  mine: {valu: 3, detection: [0.1, "
        "0.2, 0.3]}\n",
        "sites.yaml");
    FAIL() << "accepted";
  } catch (const accord::Problems& problems) {
    const std::string said = problems.what();
    EXPECT_THAT(said, HasSubstr("sites.yaml:2:9: error: `-1` (budget of the file) is below 0"));
    EXPECT_THAT(said, HasSubstr("sites.yaml:3:18: error: \"North\" stands twice in parties"));
    EXPECT_THAT(said, HasSubstr("sites.yaml:5:20: error: `ten`"));
    EXPECT_THAT(said, HasSubstr("sites.yaml:5:36: error: `900%`"));
    EXPECT_THAT(said, HasSubstr("sites.yaml:6:10: error: site store has no `detection`"));
    EXPECT_THAT(said, HasSubstr("a visit that costs nothing needs no plan"));
    EXPECT_THAT(said, HasSubstr("did you mean value?"));
    EXPECT_THAT(said, HasSubstr("detection of site mine is a range"));
    EXPECT_THAT(problems.problems(), SizeIs(8));
  }
}

RC_GTEST_PROP(Inspections, ChangedBytesGiveAPlanOrProblemsAndNothingElse, ()) {
  std::string text = kSites;
  for (int n = 0; n < 3; ++n) text[*rc::gen::inRange<std::size_t>(0, text.size())] = *rc::gen::arbitrary<char>();
  try {
    const Inspections inspections = parse_inspections(text, "changed");
    RC_ASSERT(allocate(inspections.sites, inspections.budget).spent <= inspections.budget * (1.0 + 1e-9));
  } catch (const accord::Problems& problems) {
    for (const accord::Problem& one : problems.problems()) RC_ASSERT(one.place.line >= 1 && one.place.column >= 1);
  }
}

}  // namespace
}  // namespace entente::verification
