// `entente verify` as people use it: visits planned, a schedule sealed, opened, drawn and checked by several parties.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "cli/running.h"

namespace entente::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
namespace fs = std::filesystem;

const std::string kSites =
    "inspections: Declared sites\nbudget: 1\nparties: [North, South]\nperiods: 20\nsites:\n"
    "  reactor: {value: 10, detection: 90%}\n  store: {value: 6, detection: 50%}\n  mine: {value: 3, detection: 80%}\n";

// On lines wide enough that no sentence is broken.
Ran run_wide(const std::vector<std::string>& arguments) {
  return run(arguments, {.environment = {{"COLUMNS", "1000"}}, .folder = {}, .out_file = {}});
}

// Two parties that have sealed and opened.
class DrawnSchedule : public testing::Test {
 protected:
  DrawnSchedule() {
    run_wide({"verify", "inspect", folder_.file("sites.yaml", kSites), "--plan", path("plan.json")});
    for (const char* party : {"North", "South"}) {
      run_wide({"verify", "schedule", "seal", path("plan.json"), "--party", party, "--out", folder_.path().string()});
    }
    for (const char* party : {"North", "South"}) {
      run_wide({"verify", "schedule", "open", path("plan.json"), path(std::string(party) + ".secret.json"),
                path("North.seal.json"), path("South.seal.json"), "--out", folder_.path().string()});
    }
  }

  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  Ran draw() const {
    return run_wide({"verify", "schedule", "draw", path("plan.json"), path("North.seal.json"), path("South.seal.json"),
                     path("North.opening.json"), path("South.opening.json"), "--out", path("schedule.json")});
  }

  Ran check(const std::string& file) const {
    return run_wide(
        {"verify", "schedule", "--check", file, "--seals", path("North.seal.json"), path("South.seal.json")});
  }

  // The schedule with the first `from` replaced.
  std::string tampered(const std::string& from, const std::string& to) const {
    std::string text = contents(path("schedule.json"));
    const std::size_t at = text.find(from);
    if (at == std::string::npos) throw std::runtime_error("nothing to tamper with: " + from);
    return folder_.file("tampered.json", text.replace(at, from.size(), to));
  }

  TemporaryFolder folder_;
};

TEST(VerifyInspect, SaysTheVisitsAndWhatTheyGuarantee) {
  const TemporaryFolder folder;
  const Ran ran = run_wide({"verify", "inspect", folder.file("sites.yaml", kSites)});
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("gains at most 4.75 on average: at reactor and store"), HasSubstr("0.583")));
  EXPECT_THAT(ran.err, IsEmpty());
}

TEST(VerifyInspect, RefusesAFaultyFileWithLineAndColumn) {
  const TemporaryFolder folder;
  const Ran ran =
      run_wide({"verify", "inspect", folder.file("sites.yaml", "inspections: x\nbudget: much\nsites: {}\n")});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_THAT(ran.err, AllOf(HasSubstr("sites.yaml:2:9: error: `much`"), HasSubstr("there is no site to visit")));
  EXPECT_EQ(run_wide({"verify", "inspect", "no such file.yaml"}).status, 3);
}

TEST_F(DrawnSchedule, IsDrawnAndCheckedByEverybody) {
  EXPECT_EQ(draw().status, 0);
  const Ran checked = check(path("schedule.json"));
  EXPECT_EQ(checked.status, 0);
  EXPECT_THAT(checked.out, HasSubstr("gives the same visits in 20 periods"));
}

TEST_F(DrawnSchedule, SecretsAreForTheirOwnerAlone) {
  struct stat file {};
  ASSERT_EQ(stat(path("North.secret.json").c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 0777U, 0600U);
}

TEST_F(DrawnSchedule, ASealIsNotMadeTwice) {
  const std::string before = contents(path("North.secret.json"));
  const Ran again =
      run_wide({"verify", "schedule", "seal", path("plan.json"), "--party", "North", "--out", folder_.path().string()});
  EXPECT_EQ(again.status, 2);
  EXPECT_THAT(again.err, HasSubstr("exists already"));
  EXPECT_EQ(contents(path("North.secret.json")), before);
}

TEST_F(DrawnSchedule, NobodyOpensBeforeAllHaveSealed) {
  const Ran early = run_wide({"verify", "schedule", "open", path("plan.json"), path("North.secret.json"),
                              path("North.seal.json"), "--out", path("early")});
  EXPECT_EQ(early.status, 1);
  EXPECT_THAT(early.out, HasSubstr("\"South\" has sealed no value"));
  EXPECT_FALSE(fs::exists(path("early")));
}

TEST_F(DrawnSchedule, APartyThatRefusesToOpenIsNamedAndThereIsNoDraw) {
  const Ran refused = run_wide({"verify", "schedule", "draw", path("plan.json"), path("North.seal.json"),
                                path("South.seal.json"), path("North.opening.json"), "--out", path("none.json")});
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.out, HasSubstr("\"South\" has sealed a value and not opened it: without it the draw can not be"));
  EXPECT_FALSE(fs::exists(path("none.json")));
}

TEST_F(DrawnSchedule, AnyChangeIsFoundWithItsReason) {
  draw();
  const Ran probability = check(tampered("\"0.583333333\"", "\"0.583333334\""));
  EXPECT_EQ(probability.status, 1);
  EXPECT_THAT(probability.out, HasSubstr("the plan in the file is not the one that was sealed"));
  const Ran visits = check(tampered("\"times\": 1", "\"times\": 2"));
  EXPECT_EQ(visits.status, 1);
  EXPECT_THAT(visits.out, HasSubstr("the draw gives"));
  const Ran party = check(tampered("\"party\": \"South\"", "\"party\": \"East\""));
  EXPECT_EQ(party.status, 1);
  EXPECT_THAT(party.out, HasSubstr("\"East\" is no party of the draw"));
  EXPECT_EQ(check(tampered("\"draw\"", "\"drawn\"")).status, 2);
}

TEST_F(DrawnSchedule, SealsThatWerePublishedOtherwiseAreFound) {
  draw();
  fs::create_directory(path("other"));
  run_wide({"verify", "schedule", "seal", path("plan.json"), "--party", "North", "--out", path("other")});
  const Ran checked =
      run_wide({"verify", "schedule", "--check", path("schedule.json"), "--seals", path("other/North.seal.json")});
  EXPECT_EQ(checked.status, 1);
  EXPECT_THAT(checked.out, HasSubstr("is not the one that it published"));
}

TEST(VerifySample, SaysHowGoodASampleIsAndHowLargeItMustBe) {
  const Ran ran = run_wide({"verify", "sample", "--items", "100", "--falsified", "5", "--sample", "45"});
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("95.4%"), HasSubstr("45.")));
  const Ran refused = run_wide({"verify", "sample", "--items", "5", "--falsified", "9"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("9 items are falsified of only 5"));
}

TEST(VerifyBalance, ComparesTestsForWaysToDivert) {
  const Ran ran =
      run_wide({"verify", "balance", "--loss", "4", "--periods", "12", "--inventory", "1", "--transfer", "0.3"});
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("hardest to detect"), HasSubstr("73.7%"), HasSubstr("96.4%")));
  EXPECT_EQ(run_wide({"verify", "balance", "--loss", "4"}).status, 2);
}

TEST(VerifyStages, SaysHowOftenToInspectAtOnce) {
  const Ran ran = run_wide({"verify", "stages", "--stages", "10", "--inspections", "3"});
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("26.1%"), HasSubstr("0.477")));
}

// Nondetection is b/(1+b) = 1/2 where a false alarm does not touch the inspectee, so the threshold is the shift.
TEST(VerifyAlarms, TellsTheTestThatDeters) {
  const Ran ran = run_wide({"verify", "alarms", "--shift", "2"});
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("false alarms in 2.3%"), HasSubstr("detects a violation with 50.0%")));
  const Ran refused = run_wide({"verify", "alarms", "--shift", "2", "--false-alarm-penalty", "1"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("write a number below the penalty"));
}

TEST(VerifyTimely, TellsHowLongAViolationLastsAtWorst) {
  const Ran surprise = run_wide({"verify", "timely", "--length", "90"});
  EXPECT_EQ(surprise.status, 0);
  EXPECT_THAT(surprise.out, AllOf(HasSubstr("undetected for 33.1"), HasSubstr("later than 56.9 never")));
  EXPECT_THAT(run_wide({"verify", "timely", "--length", "90", "--seen", "2"}).out, HasSubstr("undetected for 30 "));
  EXPECT_EQ(run_wide({"verify", "timely", "--length", "0"}).status, 2);
  EXPECT_EQ(run_wide({"verify", "timely", "--slots", "0"}).status, 2);
}

TEST(Verify, TellsWhatIsMissingOrMisspelt) {
  EXPECT_EQ(run_wide({"verify"}).status, 2);
  EXPECT_THAT(run_wide({"verify", "shedule"}).err, HasSubstr("did you mean schedule?"));
  EXPECT_EQ(run_wide({"verify", "schedule"}).status, 2);
  EXPECT_EQ(run_wide({"verify", "schedule", "--check", "x.json", "draw", "p", "f"}).status, 2);
}

}  // namespace
}  // namespace entente::test
