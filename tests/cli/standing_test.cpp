// `plan --from`: the standing it takes, and what it refuses.
#include <gmock/gmock.h>

#include "cli/running.h"

namespace entente::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string neighbours = ENTENTE_SOURCE_DIR "/cases/two-neighbours";

TEST(PlanFrom, EveryFaultOfTheStandingIsTold) {
  const TemporaryFolder folder;
  const std::string file = folder.file(
      "standing.json", R"({"accord": "Others", "levels": {"reacter": "halted", "relief": 3, "weapons": "gone"}})");
  const Ran ran = run({"plan", neighbours, "--from", file});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_THAT(ran.err, AllOf(HasSubstr("about \"Others\""), HasSubstr("\"reacter\"; did you mean reactor?"),
                             HasSubstr("the level of relief is no text"), HasSubstr("weapons has no level called")));
}

TEST(PlanFrom, AFileThatSaysNoLevelsIsRefusedWithWhatWritesOne) {
  const TemporaryFolder folder;
  for (const char* text : {"", "[]", "{", R"({"levels": ["halted"]})"}) {
    const Ran ran = run({"plan", neighbours, "--from", folder.file("standing.json", text)});
    EXPECT_EQ(ran.status, 2) << text;
    EXPECT_THAT(ran.err, HasSubstr("`entente review standing CASE --json` writes such a file")) << text;
  }
  EXPECT_EQ(run({"plan", neighbours, "--from", "/nowhere/standing.json"}).status, 3);
}

TEST(PlanFrom, ALevelThatLacksWhatItNeedsIsNoPlaceToStart) {
  const TemporaryFolder folder;
  const Ran ran =
      run({"plan", neighbours, "--from", folder.file("standing.json", R"({"levels": {"weapons": "removed"}})")});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("weapons removed stands, but needs"), HasSubstr("deliver that first")));
}

TEST(PlanFrom, ATargetBelowWhatStandsIsRefused) {
  const TemporaryFolder folder;
  const std::string file = folder.file("standing.json", R"({"levels": {"reactor": "halted"}})");
  const Ran ran = run({"plan", neighbours, "--from", file, "--target", "relief=half,reactor=today"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("reactor halted stands already"));
  EXPECT_EQ(run({"plan", neighbours, "--from", file, "--target", "relief=half", "--quiet"}).status, 0);
}

TEST(AFileWithoutValues, IsCheckedAndReplayedAndNotPlanned) {
  const std::string record = ENTENTE_SOURCE_DIR "/cases/libya-2003";
  EXPECT_EQ(run({"check", record}).status, 0);
  EXPECT_EQ(run({"replay", record}).status, 0);
  for (const char* command : {"plan", "package", "evaluate"}) {
    const Ran ran = run({command, record});
    EXPECT_EQ(ran.status, 2) << command;
    EXPECT_THAT(ran.err, AnyOf(HasSubstr("`values: false`"), HasSubstr("no plans of its own"))) << command;
  }
}

}  // namespace
}  // namespace entente::test
