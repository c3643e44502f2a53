// The commands as people and scripts meet them: exit status, what goes where, files, terminals, Ctrl-C.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "cli/running.h"

namespace entente::test {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

namespace fs = std::filesystem;

const std::string kTests = ENTENTE_SOURCE_DIR "/tests/";
const std::string kNeighbours = kTests + "report/accords/neighbours.yaml";
const std::string kRiver = kTests + "report/accords/river.yaml";
const std::string kNoDeal = kTests + "report/accords/no-deal.yaml";
const std::string kNothingHolds = kTests + "reference/data/accords/03_no_plan.yaml";
const std::string kNothingButToday = kTests + "reference/data/accords/02_blind.yaml";

// Two parties with nothing in common but time: far too many plans for an exact search to end while a test waits.
std::string accord_that_takes_long() {
  std::ostringstream text;
  text << "accord: Long\nperiod: 1 year\nparties: {A: {patience: 0.9}, B: {patience: 0.8}, C: {patience: "
          "0.7}}\ncommitments:\n";
  const std::string parties = "ABC";
  for (std::size_t k = 0; k < 9; ++k) {
    text << "  c" << k << ":\n    by: " << parties[k % 3] << "\n    levels:\n";
    for (std::size_t l = 1; l <= 3; ++l) {
      text << "      - {name: l" << l << ", value: {" << parties[k % 3] << ": -0." << l * (k + 1) << ", "
           << parties[(k + 1) % 3] << ": " << l << "." << k << ", " << parties[(k + 2) % 3] << ": 0." << k + l
           << "}}\n";
    }
  }
  text << "pace: {per_step: 3}\n";
  return text.str();
}

std::string without_seconds(const std::string& json) {
  return json.substr(0, json.rfind("\"seconds\""));
}

TEST(ExitStatus, IsZeroWhenThePlanIsFound) {
  EXPECT_EQ(run({"plan", kNeighbours}).status, 0);
}

TEST(ExitStatus, IsOneWhenNothingHolds) {
  const Ran nothing = run({"plan", kNothingHolds});
  EXPECT_EQ(nothing.status, 1);
  EXPECT_THAT(nothing.out, HasSubstr("Nothing holds.\n"));
  const Ran today = run({"plan", kNothingButToday});
  EXPECT_EQ(today.status, 1);
  EXPECT_THAT(today.out, HasSubstr("Nothing holds but today.\n"));
}

TEST(ExitStatus, OfPackageIsOneWhenThereIsNoDeal) {
  EXPECT_EQ(run({"package", kNeighbours}).status, 0);
  const Ran none = run({"package", kNoDeal});
  EXPECT_EQ(none.status, 1);
  EXPECT_THAT(none.out, HasSubstr("No deal: "));
}

TEST(ExitStatus, OfPackageIsTwoForAnEgalitarianSolutionOfPointsThatAreNotComparable) {
  EXPECT_EQ(run({"package", kRiver, "--solution", "egalitarian"}).status, 0);
  const Ran refused = run({"package", kNeighbours, "--solution", "egalitarian"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.out, IsEmpty());
  EXPECT_THAT(refused.err, HasSubstr("write `points_comparable: true`"));
}

TEST(ExitStatus, OfEvaluateIsOneAsSoonAsOnePlanBreaks) {
  EXPECT_EQ(run({"evaluate", kNeighbours, "step by step"}).status, 0);
  EXPECT_EQ(run({"evaluate", kNeighbours, "step by step", "disarm first"}).status, 1);
}

TEST(ExitStatus, OfExplainIsZeroOnceItHasExplained) {
  const Ran explained = run({"explain", kNeighbours, "--at", "weapons=removed, relief=full"});
  EXPECT_EQ(explained.status, 0);
  EXPECT_THAT(explained.out, HasSubstr("Any one of these mends it"));
  EXPECT_THAT(explained.err, HasSubstr("reactor halted is added"));
}

TEST(ExitStatus, OfVerifyDesignIsOneWhereNoMeansSuffice) {
  const std::string neighbours = ENTENTE_SOURCE_DIR "/cases/two-neighbours";
  const Ran enough = run({"verify", "design", neighbours, "--plan", "disarm-first"});
  EXPECT_EQ(enough.status, 0);
  EXPECT_THAT(enough.out, HasSubstr("The cheapest means that suffice are portal and inspectors, at 10 m a year"));
  const Ran too_little = run({"verify", "design", neighbours, "--plan", "disarm-first", "--margin", "20%"});
  EXPECT_EQ(too_little.status, 1);
  EXPECT_THAT(too_little.out, HasSubstr("No portfolio of these means makes the plan self-enforcing"));
  EXPECT_EQ(run({"verify", "design", neighbours, "--plan", "disarm"}).status, 2);
  EXPECT_EQ(run({"verify"}).status, 2);
}

TEST(ExitStatus, IsTwoForBadUsage) {
  for (const std::vector<std::string>& usage : std::vector<std::vector<std::string>>{
           {},
           {"plam", kNeighbours},
           {"plan"},
           {"plan", kNeighbours, "--epps", "1%"},
           {"plan", kNeighbours, "--eps", "one"},
           {"plan", kNeighbours, "--eps", "100%"},
           {"plan", kNeighbours, "--margin", "-1%"},
           {"plan", kNeighbours, "--solution", "best"},
           {"plan", kNeighbours, "--threads", "0"},
           {"package", kNeighbours, "--solution", "securest"},
           {"package", kNeighbours, "--frontiers"},
           {"explain", kNeighbours},
           {"explain", kNeighbours, "--at", "reactor=halved"},
           {"evaluate", kNeighbours, "nowhere.yaml"},
       }) {
    const Ran ran = run(usage);
    EXPECT_EQ(ran.status, 2) << ::testing::PrintToString(usage);
    EXPECT_THAT(ran.out, IsEmpty());
    EXPECT_THAT(ran.err, HasSubstr("entente: "));
    EXPECT_THAT(ran.err, EndsWith("\n"));
  }
}

TEST(ExitStatus, IsThreeWhenTheMachineFails) {
  const Ran missing = run({"plan", "/nowhere/at/all.yaml"});
  EXPECT_EQ(missing.status, 3);
  EXPECT_THAT(missing.err, HasSubstr("can not open /nowhere/at/all.yaml"));
  // Always full.
  const Ran full = run({"plan", kNeighbours}, {.environment = {}, .folder = {}, .out_file = "/dev/full"});
  EXPECT_EQ(full.status, 3);
  EXPECT_THAT(full.err, HasSubstr("can not write the result"));
}

TEST(Messages, AMisspeltCommandGetsTheNearestOne) {
  EXPECT_THAT(
      run({"evalute", kNeighbours}).err,
      "entente: there is no command \"evalute\"; did you mean evaluate?; `entente --help` lists the commands\n");
}

TEST(Messages, HelpIsAResultAndNamesEveryCommand) {
  const Ran help = run({"--help"});
  EXPECT_EQ(help.status, 0);
  for (const char* command : {"check", "package", "plan", "evaluate", "explain"})
    EXPECT_THAT(help.out, HasSubstr(command));
  EXPECT_EQ(run({"plan", "--help"}).status, 0);
  EXPECT_THAT(run({"plan", "--help"}).out, AllOf(HasSubstr("--margin"), HasSubstr("plan.json")));
}

TEST(Messages, EveryProblemOfAFileIsSaidInOneRun) {
  const TemporaryFolder folder;
  const std::string file = folder.file("bad.yaml",
                                       "accord: Bad\nperiod: 3 mnths\nparties: {A: {patience: 2}, B: {patience: 0.9}}\n"
                                       "commitments: {c: {by: D, levels: [{name: on, value: {A: x}}]}}\n");
  const Ran ran = run({"check", file});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.out, IsEmpty());
  for (const char* place : {":2:9: error: ", ":3:25: error: ", ":4:23: error: ", ":4:57: error: "}) {
    EXPECT_THAT(ran.err, HasSubstr(file + place));
  }
}

TEST(Messages, TheProblemsOfAllPlanFilesAreSaidInOneRun) {
  const TemporaryFolder folder;
  const std::string one = folder.file("one.yaml", "plan: [{raector: halted}]\n");
  const std::string two = folder.file("two.yaml", "plan: [{relief: all}]\n");
  const Ran ran = run({"evaluate", kNeighbours, one, two});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("one.yaml:1:"), HasSubstr("did you mean reactor?"), HasSubstr("two.yaml:1:")));
}

TEST(Messages, RoundingsAreNotesOnStandardErrorUnlessQuiet) {
  const Ran ran = run({"check", kNeighbours});
  EXPECT_THAT(ran.err, HasSubstr("neighbours.yaml:24:"));
  EXPECT_THAT(ran.err, HasSubstr(": note: `4 months`"));
  EXPECT_THAT(run({"check", kNeighbours, "--quiet"}).err, IsEmpty());
}

TEST(Evaluate, TakesThePlansOfTheCaseWhenNoneIsNamed) {
  const TemporaryFolder folder;
  folder.file("case/accord.yaml", contents(kNeighbours));
  folder.file("case/plans/halt.yaml", "plan: {name: a halt, steps: [{reactor: halted, relief: half}]}\n");
  const std::string from_case = run({"evaluate", (folder.path() / "case").string()}).out;
  EXPECT_THAT(from_case, AllOf(HasSubstr("disarm first"), HasSubstr("step by step"), HasSubstr("a halt")));
  const Ran by_name = run({"evaluate", "case", "halt"}, {.environment = {}, .folder = folder.path(), .out_file = {}});
  EXPECT_EQ(by_name.status, 0);
  EXPECT_THAT(by_name.out, AllOf(HasSubstr("a halt"), Not(HasSubstr("disarm first"))));
}

TEST(Evaluate, WarnsOfAPlanThatJumps) {
  const TemporaryFolder folder;
  const std::string file = folder.file("jump.yaml", "plan: [{reactor: dismantled, relief: full}]\n");
  EXPECT_THAT(run({"evaluate", kNeighbours, file}).out, HasSubstr("Warning: it jumps"));
  EXPECT_THAT(run({"evaluate", kNeighbours, "step by step"}).out, Not(HasSubstr("Warning")));
}

TEST(Json, IsAloneOnStandardOutput) {
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{{"plan", kNeighbours, "--json"},
                                             {"plan", kNothingHolds, "--json"},
                                             {"package", kNeighbours, "--frontier", "--json"},
                                             {"package", kNoDeal, "--json"},
                                             {"check", kNeighbours, "--json"},
                                             {"evaluate", kNeighbours, "--json"},
                                             {"explain", kNeighbours, "--at", "relief=full", "--json"}}) {
    const Ran ran = run(command);
    EXPECT_THAT(ran.out, AllOf(StartsWith("{\n"), EndsWith("\n}\n"))) << command.front();
    EXPECT_THAT(ran.out, HasSubstr("\n  \"seconds\": "));
  }
}

TEST(Json, IsTheSameForAnyNumberOfThreads) {
  const std::string one = run({"plan", kNeighbours, "--json", "--threads", "1"}).out;
  EXPECT_EQ(without_seconds(one), without_seconds(run({"plan", kNeighbours, "--json", "--threads", "4"}).out));
}

TEST(Out, HoldsTheJsonOfThePlanAndTheReportWhereThereIsAPageForIt) {
  const TemporaryFolder folder;
  const fs::path out = folder.path() / "new" / "results";
  EXPECT_EQ(run({"plan", kNeighbours, "--out", out.string()}).status, 0);
  EXPECT_EQ(without_seconds(contents(out / "plan.json")), without_seconds(run({"plan", kNeighbours, "--json"}).out));
  const bool page = fs::exists(fs::path(ENTENTE_PROGRAM).parent_path().parent_path() / "share/entente/report.html");
  EXPECT_EQ(fs::exists(out / "report.html"), page);
  EXPECT_EQ(std::distance(fs::directory_iterator(out), fs::directory_iterator()), page ? 2 : 1);
}

TEST(Out, OfPackageHoldsItsJsonAndItsPicture) {
  const TemporaryFolder folder;
  const fs::path out = folder.path() / "results";
  EXPECT_EQ(run({"package", kNeighbours, "--out", out.string()}).status, 0);
  EXPECT_EQ(without_seconds(contents(out / "package.json")),
            without_seconds(run({"package", kNeighbours, "--json"}).out));
  EXPECT_THAT(contents(out / "package.svg"), EndsWith("</svg>\n"));
  EXPECT_EQ(std::distance(fs::directory_iterator(out), fs::directory_iterator()), 2);
}

TEST(Out, ThatCanNotBeWrittenIsSaidBeforeTheSearch) {
  const TemporaryFolder folder;
  const std::string in_the_way = folder.file("file", "");
  const Ran ran = run({"plan", kNeighbours, "--out", in_the_way + "/results"});
  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_THAT(ran.err, HasSubstr("can not make the folder"));
}

TEST(Colour, IsOnlyForTerminalsThatWantIt) {
  EXPECT_THAT(run({"plan", kNeighbours}).out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(run_at_terminal({"plan", kNeighbours}, 100).out, HasSubstr("\x1b["));
  EXPECT_THAT(
      run_at_terminal({"plan", kNeighbours}, 100, {.environment = {{"NO_COLOR", "1"}}, .folder = {}, .out_file = {}})
          .out,
      Not(HasSubstr("\x1b")));
}

// The widest line, in characters; the tests' files hold none that take two columns.
std::size_t widest(const std::string& text) {
  std::size_t most = 0;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    std::size_t width = 0;
    for (const char byte : line) width += byte != '\r' && (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1 : 0;
    most = std::max(most, width);
  }
  return most;
}

TEST(Width, IsThatOfTheTerminalOrOfColumns) {
  const Surroundings plain{.environment = {{"NO_COLOR", "1"}}, .folder = {}, .out_file = {}};
  EXPECT_LE(widest(run_at_terminal({"plan", kNeighbours, "--quiet"}, 40, plain).out), 40U);
  EXPECT_GT(widest(run_at_terminal({"plan", kNeighbours, "--quiet"}, 140, plain).out), 100U);
  EXPECT_LE(widest(run_at_terminal({"package", kRiver, "--frontier", "--quiet"}, 40, plain).out), 40U);
  EXPECT_LE(widest(run({"plan", kNeighbours}, {.environment = {{"COLUMNS", "50"}}, .folder = {}, .out_file = {}}).out),
            50U);
}

TEST(Interrupt, StopsALongSearchAndLeavesNoFile) {
  const TemporaryFolder folder;
  const std::string accord = folder.file("long.yaml", accord_that_takes_long());
  const fs::path out = folder.path() / "results";
  const Ran ran = run_at_terminal({"plan", accord, "--eps", "0", "--out", out.string()}, 100, {}, "states, ");
  EXPECT_EQ(ran.status, 130);
  EXPECT_THAT(ran.out, HasSubstr("search: "));
  // The progress line is erased before anything else is said.
  EXPECT_THAT(ran.out, EndsWith("\r\x1b[Kstopped\r\n"));
  EXPECT_TRUE(fs::is_empty(out));
}

}  // namespace
}  // namespace entente::test
