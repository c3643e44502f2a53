// The document of the report: everything that the page shows, with its sources, and safely inside the page.
#include "report/report_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "accord/error.h"
#include "accord/read.h"
#include "report/accord_json.h"
#include "report/accords.h"

namespace entente::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Json report_of(const accord::Accord& accord, double margin = 0.0) {
  PlanOptions options;
  options.margin = margin;
  const PlanAnalysis plan = analyse(accord, options);
  const PackageAnalysis package = analyse_package(accord, {.frontier = true});
  return report_json({.program = "entente 1",
                      .case_name = "a case",
                      .file_name = "accord.yaml",
                      .plan = plan,
                      .package = package,
                      .people = compare(accord, accord.plans),
                      .people_left_out = "",
                      .bibliography = {}});
}

TEST(Report, TheWeakestOfAllConditionsIsTheOneThatThePlanNames) {
  const Json report = report_of(neighbours());
  const Json& steps = report["plan"]["solutions"]["nash"]["steps"];
  const Json& points = report["points"]["nash"];
  ASSERT_EQ(points.size(), steps.size() + 1);
  for (std::size_t at = 0; at < steps.size(); ++at) {
    for (const auto& [party, slack] : steps[at]["slack"].items()) {
      double least = std::numeric_limits<double>::infinity();
      for (const Json& condition : points[at]["conditions"]) {
        if (condition["party"] != party) continue;
        EXPECT_TRUE(condition["holds"].get<bool>());
        const double of_condition = condition["slack"].get<double>();
        // A stop counts only when it is negative (MODEL 4.2).
        const bool stop = condition["condition"].get<std::string>().find("stop") != std::string::npos;
        if (!stop || of_condition < 0.0) least = std::min(least, of_condition);
      }
      EXPECT_DOUBLE_EQ(least, slack.get<double>()) << party << " at " << at;
    }
  }
}

TEST(Report, LeavingAtAPointCostsWhatKeepingIsWorthMore) {
  const Json points = report_of(neighbours())["points"]["nash"];
  for (const Json& point : points) {
    for (const Json& condition : point["conditions"]) {
      if (condition["condition"] != "stays") continue;
      const Json& values = point["values"][condition["party"].get<std::string>()];
      EXPECT_NEAR(condition["slack"].get<double>(), values["keeping"].get<double>() - values["leaving"].get<double>(),
                  1e-9);
    }
  }
  EXPECT_TRUE(points.back()["values"]["North"]["at_gate"].is_null());
  EXPECT_TRUE(points.front()["values"]["North"]["at_gate"].is_number());
}

TEST(Report, AMarginIsWhatConditionsMustReachAndStopsNeedNone) {
  PlanOptions options;
  options.margin = 0.01;
  const PlanAnalysis plan = analyse(neighbours(), options);
  const Json points = report_of(neighbours(), 0.01)["points"]["nash"];
  for (const Json& condition : points[0]["conditions"]) {
    if (condition["party"] != "North") continue;
    const bool stop = condition["condition"].get<std::string>().find("stop") != std::string::npos;
    EXPECT_DOUBLE_EQ(condition["required"].get<double>(), stop ? 0.0 : 0.01 * plan.best_gain[0]);
  }
}

TEST(Report, NumbersOfTheFileHaveTheirRangeTheirSourceAndTheirLine) {
  const accord::Accord accord = accord::parse(
      "accord: A\n"
      "period: 1 year\n"
      "parties:\n"
      "  North: {patience: [0.7, 0.8, 0.9], source: [book, atlas]}\n"
      "  South: {patience: 0.9, note: analyst}\n"
      "commitments:\n"
      "  reactor:\n"
      "    by: North\n"
      "    levels:\n"
      "      - name: halted\n"
      "        value: {North: [-2, -1, 0], South: 2, note: guessed}\n"
      "        once: {North: -1, source: ledger}\n"
      "        undo: never\n"
      "        source: book\n"
      "review: {penalty: {North: -1, note: customary}}\n"
      "pace: {per_step: 2, note: habit}\n",
      "a.yaml");
  const Json json = accord_json(accord);
  EXPECT_EQ(json["parties"][0]["patience"], Json({0.7, 0.8, 0.9}));
  EXPECT_EQ(json["parties"][0]["sources"], Json({"book", "atlas"}));
  EXPECT_EQ(json["parties"][1]["patience"], 0.9);
  EXPECT_EQ(json["parties"][1]["note"], "analyst");
  const Json& level = json["commitments"][0]["levels"][0];
  EXPECT_EQ(level["line"], 10);
  EXPECT_EQ(level["sources"], Json({"book"}));
  EXPECT_EQ(level["value"]["North"], Json({-2.0, -1.0, 0.0}));
  EXPECT_EQ(level["value_from"]["note"], "guessed");
  EXPECT_EQ(level["once_from"]["sources"], Json({"ledger"}));
  EXPECT_FALSE(level["once"].contains("South"));
  EXPECT_EQ(level["undo"], "never");
  EXPECT_EQ(json["review"]["penalty_from"]["note"], "customary");
  EXPECT_EQ(json["pace"]["note"], "habit");
}

TEST(Report, TheSamePlanStandsInItOnce) {
  const Json report = report_of(neighbours());
  const Json& plan = report["plan"]["solutions"];
  for (const char* key : {"kalai_smorodinsky", "securest"}) {
    const bool same = plan[key]["steps"] == plan["nash"]["steps"];
    EXPECT_EQ(report["points"][key].is_object(), same) << key;
    EXPECT_EQ(report["points"][key].is_array(), !same) << key;
  }
}

TEST(Report, PeoplesPlansComeWithWhatIsSaidOfThem) {
  const Json report = report_of(neighbours());
  ASSERT_EQ(report["people"]["plans"].size(), 2U);
  EXPECT_EQ(report["people"]["plans"][0]["note"], "North gives up everything before South lifts anything.");
}

TEST(Report, PeoplesPlansHaveEveryConditionTheTightestAmongThem) {
  const Json report = report_of(neighbours());
  for (const Json& plan : report["people"]["plans"]) {
    ASSERT_EQ(plan["points"].size(), plan["steps"].size() + 1) << plan["name"];
    bool all_hold = true;
    for (std::size_t at = 0; at < plan["points"].size(); ++at) {
      const Json& point = at < plan["steps"].size() ? plan["steps"][at] : plan["hold"];
      double least = std::numeric_limits<double>::infinity();
      for (const Json& condition : plan["points"][at]["conditions"]) {
        if (condition["party"] == point["weakest"]["party"]) least = std::min(least, condition["slack"].get<double>());
        all_hold = all_hold && condition["holds"].get<bool>();
      }
      EXPECT_EQ(least, point["weakest"]["slack"].get<double>()) << plan["name"] << ", point " << at;
    }
    EXPECT_EQ(all_hold, plan["holds"].get<bool>()) << plan["name"];
  }
}

TEST(Report, NothingInTheDocumentCanEndTheElementItStandsIn) {
  const Json document = {{"accord", "</script><!-- <script> ]]> \"@ENTENTE-REPORT@\""}};
  const std::string page = with_document("<p>before</p>\"@ENTENTE-REPORT@\"<p>after</p>", document);
  const std::string inside =
      page.substr(std::string("<p>before</p>").size(), page.size() - std::string("<p>before</p><p>after</p>").size());
  EXPECT_THAT(inside, Not(HasSubstr("<")));
  EXPECT_EQ(Json::parse(inside), document);
  EXPECT_THAT(page, testing::StartsWith("<p>before</p>{"));
  EXPECT_THAT(page, testing::EndsWith("}<p>after</p>"));
}

TEST(Report, APageThatIsNotWholeIsRefused) {
  EXPECT_THROW(with_document("<p></p>", Json::object()), Error);
  EXPECT_THROW(with_document("\"@ENTENTE-REPORT@\" \"@ENTENTE-REPORT@\"", Json::object()), Error);
}

}  // namespace
}  // namespace entente::report
