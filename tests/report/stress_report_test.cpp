// Plans in many worlds, told: where each breaks, and which holds in most.
#include "report/stress_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "accord/read.h"
#include "uncertainty/stress_run.h"

namespace entente::report {
namespace {

using ::testing::HasSubstr;

// The first plan holds where North is patient; the second never begins to pay for North.
constexpr std::string_view kTwoPlans = R"yaml(
accord: Two plans
period: 1 month
parties:
  North: {patience: {uniform: [0.5, 0.9]}}
  South: {patience: 0.95}
commitments:
  arms: {by: North, levels: [{name: given up, undo: 1 year, value: {North: -2, South: 4}, once: {North: -4}}]}
  trade: {by: South, levels: [{name: opened, undo: 1 year, value: {North: 5, South: -1}}]}
review: {takes: 1 month}
plans:
  - {name: trade first, steps: [{trade: opened}, {arms: given up}]}
  - {name: all at once, steps: [{arms: given up, trade: opened}]}
)yaml";

struct Stressed {
  accord::Accord accord = accord::parse(kTwoPlans, "accord.yaml");
  uncertainty::StressTest test{accord, accord.plans, {.worlds = 1000}};
  uncertainty::StressTally tally = uncertainty::empty_tally(test);
  Json json;

  Stressed() {
    uncertainty::run_stress(test, tally, {});
    json = stress_json(test, tally);
  }
};

TEST(StressReport, CountsStepsFromOne) {
  const Stressed told;
  for (std::size_t plan = 0; plan < 2; ++plan) {
    const Json& breaks = told.json["plans"][plan]["first_breaks"];
    ASSERT_FALSE(breaks.empty());
    for (const Json& one : breaks) {
      EXPECT_TRUE(one["step"].is_null() || one["step"].get<int>() >= 1) << one.dump();
    }
  }
  const Json& at_once = told.json["plans"][1]["first_breaks"][0];
  EXPECT_EQ(at_once["step"], 1);
  EXPECT_EQ(at_once["party"], "North");
  EXPECT_EQ(at_once["levels"], Json::array({"arms.given up"}));
  EXPECT_THAT(stress_text(told.test, told.tally, {.columns = 200}), HasSubstr("at step 1"));
}

TEST(StressReport, NamesThePlanThatHoldsInMostWorldsAndEveryWorldHoldsOrBreaksOnce) {
  const Stressed told;
  std::size_t most = 0;
  for (std::size_t plan = 0; plan < 2; ++plan) {
    const Json& one = told.json["plans"][plan];
    std::uint64_t worlds = one["holds"]["worlds"].get<std::uint64_t>();
    if (worlds > told.json["plans"][most]["holds"]["worlds"].get<std::uint64_t>()) most = plan;
    for (const Json& row : one["first_breaks"]) worlds += row["worlds"].get<std::uint64_t>();
    EXPECT_EQ(worlds, 1000U);
  }
  EXPECT_EQ(told.json["holds_most"], told.json["plans"][most]["name"]);
}

TEST(StressReport, OfAPageHoldsTheWholeAnswer) {
  const Stressed told;
  const Json report = stress_report_json("entente 1", "cases/two", told.json);
  EXPECT_EQ(report["format"], "entente/stress-report/1");
  EXPECT_EQ(report["case"], "cases/two");
  EXPECT_EQ(report["stress"], told.json);
}

}  // namespace
}  // namespace entente::report
