// `entente simulate` as a user runs it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "running.h"

namespace entente::test {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

const std::string two_neighbours = ENTENTE_SOURCE_DIR "/cases/two-neighbours";

json simulated(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "simulate");
  arguments.emplace_back("--json");
  json document = json::parse(run(arguments).out);
  document.erase("seconds");
  return document;
}

TEST(Simulate, IsTheSameForAnyNumberOfThreads) {
  const json one = simulated({two_neighbours, "step-by-step", "--runs", "9000", "--threads", "1"});
  EXPECT_EQ(one, simulated({two_neighbours, "step-by-step", "--runs", "9000", "--threads", "2"}));
  EXPECT_NE(one, simulated({two_neighbours, "step-by-step", "--runs", "9000", "--seed", "5"}));
}

TEST(Simulate, TakesThePlanThatPlanLeft) {
  const TemporaryFolder folder;
  const std::string steps = R"([{"raises": [{"commitment": "reactor", "to": "halted", "by": "North"},
                                            {"commitment": "relief", "to": "half", "by": "South"}]}])";
  const std::string file = folder.file("plan.json", R"({"solutions": {"nash": {"steps": )" + steps +
                                                        R"(}, "kalai_smorodinsky": {"steps": []}, "securest": null}})");
  EXPECT_EQ(simulated({two_neighbours, file, "--runs", "100"}).at("planned_years"), 0.25);
  EXPECT_EQ(simulated({two_neighbours, file, "--runs", "100", "--which", "kalai_smorodinsky"}).at("planned_years"),
            0.0);
  const Ran misspelt = run({"simulate", two_neighbours, file, "--which", "nahs"});
  EXPECT_EQ(misspelt.status, 2);
  EXPECT_THAT(misspelt.err, HasSubstr("holds no plan called \"nahs\"; did you mean nash?"));
}

TEST(Simulate, LeavesItsJsonItsCurvesAndTheirPicture) {
  const TemporaryFolder folder;
  const Ran ran = run({"simulate", two_neighbours, "step-by-step", "--runs", "100", "--out", folder.path().string()});
  EXPECT_EQ(ran.status, 0) << ran.err;
  std::ifstream csv(folder.path() / "simulate.csv");
  std::string first;
  std::getline(csv, first);
  EXPECT_EQ(first, "years,standing,standing_low,standing_high,completed,completed_low,completed_high");
  std::ifstream svg(folder.path() / "simulate.svg");
  std::getline(svg, first);
  EXPECT_THAT(first, HasSubstr("<?xml"));
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "simulate.json"));
}

TEST(Simulate, FitsEightyColumns) {
  const Ran ran = run({"simulate", two_neighbours, "disarm-first", "--runs", "100"},
                      {.environment = {{"COLUMNS", "80"}}, .folder = {}, .out_file = {}});
  std::istringstream lines(ran.out);
  for (std::string line; std::getline(lines, line);) {
    const auto characters = std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; });
    EXPECT_LE(characters, 80) << line;
  }
  EXPECT_THAT(ran.out, HasSubstr("North breaks the plan at step"));
}

TEST(Simulate, SaysWhereEveryRateComesFrom) {
  const json rates = simulated({two_neighbours, "step-by-step", "--runs", "100"}).at("rates");
  EXPECT_EQ(rates.at(0).at("rate"), "late");
  EXPECT_EQ(rates.at(0).at("from"), "base rates");
  EXPECT_FALSE(rates.at(0).at("source").empty());
  EXPECT_EQ(rates.at(2).at("from"), "neutral");
}

TEST(Simulate, RefusesRunsAndYearsThatMakeNoSense) {
  EXPECT_EQ(run({"simulate", two_neighbours, "step-by-step", "--runs", "0"}).status, 2);
  EXPECT_EQ(run({"simulate", two_neighbours, "step-by-step", "--years", "-1"}).status, 2);
  EXPECT_EQ(run({"simulate", two_neighbours}).status, 2);
  EXPECT_EQ(run({"simulate", two_neighbours, "nowhere"}).status, 2);
}

TEST(Simulate, StopsWhereAskedAndLeavesNoFile) {
  const TemporaryFolder folder;
  const std::string out = (folder.path() / "out").string();
  const Ran ran = run_at_terminal({"simulate", two_neighbours, "step-by-step", "--runs", "1000000000", "--out", out},
                                  100, {}, "carrying it out");
  EXPECT_EQ(ran.status, 130);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "out" / "simulate.json"));
}

}  // namespace
}  // namespace entente::test
