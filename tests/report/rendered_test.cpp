// The whole output of each command, held against files that people have read and found good.
//
// After a change that is meant, ENTENTE_WRITE_GOLDEN=1 report_tests writes them anew; read the difference.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "accord/lattice.h"
#include "accord/read.h"
#include "report/accords.h"
#include "report/analysis.h"
#include "report/evaluate_text.h"
#include "report/explain_text.h"
#include "report/package_text.h"
#include "report/plan_text.h"
#include "report/summary.h"

namespace entente::report {
namespace {

using ::testing::Each;
using ::testing::Le;

const std::filesystem::path kHere = std::filesystem::path(ENTENTE_SOURCE_DIR) / "tests" / "report";

std::string contents(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

std::vector<std::size_t> widths(const std::string& text) {
  std::vector<std::size_t> result;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) result.push_back(width_of(line));
  return result;
}

// What `render` gives at the width, compared with golden/NAME.WIDTH.txt.
template <class Render>
void expect_golden(const std::string& name, const Render& render) {
  for (const std::size_t columns : {60U, 120U}) {
    SCOPED_TRACE(name + " at " + std::to_string(columns) + " columns");
    const std::string text = render(Terminal{.columns = columns});
    const std::filesystem::path file = kHere / "golden" / (name + "." + std::to_string(columns) + ".txt");
    if (std::getenv("ENTENTE_WRITE_GOLDEN") != nullptr) std::ofstream(file, std::ios::binary) << text;
    EXPECT_EQ(text, contents(file));
    EXPECT_THAT(widths(text), Each(Le(columns)));
  }
}

TEST(Rendered, APlanThatHoldsAndAnAimThatIsOutOfReach) {
  const PlanAnalysis analysis = analyse(neighbours());
  expect_golden("plan", [&](const Terminal& terminal) { return plan_text(analysis, Solution::nash, terminal); });
}

TEST(Rendered, TheSecurestPlanInFull) {
  const PlanAnalysis analysis = analyse(neighbours());
  expect_golden("plan-securest",
                [&](const Terminal& terminal) { return plan_text(analysis, Solution::securest, terminal); });
}

TEST(Rendered, NothingHoldsButTodayWhereNothingCanBeSeen) {
  const PlanAnalysis analysis = analyse(reference("02_blind.yaml"));
  expect_golden("nothing-but-today",
                [&](const Terminal& terminal) { return plan_text(analysis, Solution::nash, terminal); });
}

TEST(Rendered, NothingHoldsWhereAPartyWouldRatherWalkAwayToday) {
  const PlanAnalysis analysis = analyse(reference("03_no_plan.yaml"));
  expect_golden("nothing", [&](const Terminal& terminal) { return plan_text(analysis, Solution::nash, terminal); });
}

TEST(Rendered, WhatTwoPartiesWouldSign) {
  const PackageAnalysis analysis = analyse_package(neighbours());
  expect_golden("package", [&](const Terminal& terminal) {
    return package_text(analysis, PackageSolution::kalai_smorodinsky, terminal);
  });
}

TEST(Rendered, WhatThreePartiesWouldSignWithTheFrontierAndAFund) {
  const PackageAnalysis analysis = analyse_package(own("river.yaml"), {.frontier = true, .egalitarian = true});
  expect_golden("package-of-three", [&](const Terminal& terminal) {
    return package_text(analysis, PackageSolution::egalitarian, terminal);
  });
}

TEST(Rendered, APartyThatCouldWalkAwayFromThePackage) {
  const PackageAnalysis analysis = analyse_package(reference("03_no_plan.yaml"));
  expect_golden("package-left",
                [&](const Terminal& terminal) { return package_text(analysis, PackageSolution::nash, terminal); });
}

TEST(Rendered, WhyNobodyCanAgreeAndAFundThatWouldHelp) {
  const PackageAnalysis analysis = analyse_package(own("no-deal.yaml"));
  expect_golden("package-no-deal",
                [&](const Terminal& terminal) { return package_text(analysis, PackageSolution::nash, terminal); });
}

TEST(Rendered, PeoplesPlansSideBySide) {
  const accord::Accord accord = neighbours();
  const Comparison comparison = compare(accord, accord.plans);
  expect_golden("evaluate", [&](const Terminal& terminal) { return evaluate_text(comparison, terminal); });
}

TEST(Rendered, WhyAStateIsNotReached) {
  const accord::Accord accord = neighbours();
  const sequencing::Explanation explanation =
      explain(accord, accord::with_needs(accord, accord::parse_state(accord, "weapons=removed, relief=full")));
  expect_golden("explain", [&](const Terminal& terminal) { return explain_text(accord, explanation, terminal); });
}

TEST(Rendered, ASoundFileInBrief) {
  const Summary summary = summarise(neighbours());
  expect_golden("check", [&](const Terminal& terminal) { return summary_text(summary, terminal); });
}

}  // namespace
}  // namespace entente::report
