// The JSON of results: what is missing is null, what is infinite is null, and the order of fields is fixed.
#include "report/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "accord/read.h"
#include "report/accords.h"

namespace entente::report {
namespace {

using ::testing::ElementsAre;

TEST(Json, WhatAPlanWithoutAnyPlanHasIsNullAndNotZero) {
  const Json json = plan_json(analyse(reference("03_no_plan.yaml")), Solution::nash);
  EXPECT_TRUE(json["solutions"]["nash"].is_null());
  EXPECT_TRUE(json["solutions"]["securest"].is_null());
  EXPECT_TRUE(json["securest_margin"]["share"].is_null());
  EXPECT_TRUE(json["price_of_mistrust"]["Ash"].is_null());
  EXPECT_EQ(json["states"]["safe"], 0);
}

TEST(Json, APartyThatNothingCanMakeBreakHasNoBreakingPoint) {
  PlanAnalysis analysis = analyse(neighbours());
  analysis.nash->trust.breaking_point[0][0] = std::numeric_limits<double>::infinity();
  const Json json = plan_json(analysis, Solution::nash);
  EXPECT_TRUE(json["solutions"]["nash"]["steps"][0]["breaking_point"]["North"].is_null());
  EXPECT_TRUE(json["solutions"]["nash"]["steps"][1]["breaking_point"]["North"].is_number());
}

TEST(Json, StepsStartWhereTheOnesBeforeEnd) {
  const Json json = evaluate_json(compare(neighbours(), neighbours().plans));
  std::vector<int> starts;
  for (const Json& step : json["plans"][0]["steps"]) starts.push_back(step["starts_period"].get<int>());
  EXPECT_THAT(starts, ElementsAre(0, 1, 5, 9, 10));
}

TEST(Json, TheFirstBreakIsCountedFromStepOneAndNamesWhatIsWithheld) {
  const Json first = evaluate_json(compare(neighbours(), neighbours().plans))["plans"][0]["first_break"];
  EXPECT_EQ(first["step"], 3);
  EXPECT_EQ(first["party"], "North");
  EXPECT_EQ(first["condition"], "delivers");
  EXPECT_THAT(first["commitments"], ElementsAre("weapons"));
  EXPECT_LT(first["slack"].get<double>(), 0.0);
}

TEST(Json, NumbersAreInFull) {
  const PlanAnalysis analysis = analyse(neighbours());
  const Json json = Json::parse(written(plan_json(analysis, Solution::nash)));
  EXPECT_EQ(json["solutions"]["nash"]["gain"]["North"].get<double>(), analysis.nash->evaluation.gain[0]);
}

}  // namespace
}  // namespace entente::report
