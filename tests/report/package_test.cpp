// What is said of packages: every figure follows from the accord, and a picture says nothing else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>

#include "accord/error.h"
#include "accord/read.h"
#include "report/accords.h"
#include "report/package_analysis.h"
#include "report/package_json.h"
#include "report/package_picture.h"
#include "report/svg.h"

namespace entente::report {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

namespace fs = std::filesystem;

std::size_t times(const std::string& text, const std::string& what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
  return count;
}

TEST(Package, ThePartsOfItAddUpToTheGain) {
  for (const char* name : {"06_needs.yaml", "07_together.yaml", "12_everything.yaml"}) {
    const PackageAnalysis analysis = analyse_package(reference(name));
    ASSERT_TRUE(analysis.deal()) << name;
    for (const PackageSolution solution : found_solutions(analysis)) {
      for (std::size_t i = 0; i < analysis.accord.parties.size(); ++i) {
        double sum = 0.0;
        for (const PartOfGain& part : analysis.parts[static_cast<std::size_t>(solution)]) sum += part.points[i];
        EXPECT_NEAR(sum, chosen(analysis, solution)->gain[i], 1e-9) << name;
      }
    }
  }
}

TEST(Package, TheEgalitarianOneIsRefusedUnlessTheFileSaysThatPointsAreComparable) {
  EXPECT_THROW(analyse_package(own("neighbours.yaml"), {.frontier = false, .egalitarian = true}), Error);
  const PackageAnalysis asked = analyse_package(own("river.yaml"), {.frontier = false, .egalitarian = true});
  EXPECT_TRUE(asked.egalitarian);
  EXPECT_FALSE(analyse_package(own("river.yaml")).egalitarian) << "on request only";
}

TEST(Package, TheFrontierOfTwoIsFoundForThePictureAndListedOnlyOnRequest) {
  const accord::Accord accord = own("neighbours.yaml");
  EXPECT_TRUE(analyse_package(accord).frontier);
  EXPECT_TRUE(package_json(analyse_package(accord))["frontier"].is_null());
  EXPECT_EQ(package_json(analyse_package(accord))["frontier_omitted"], "not asked for; --frontier gives it");
  const Json listed = package_json(analyse_package(accord, {.frontier = true, .egalitarian = false}));
  EXPECT_EQ(listed["frontier"].size(), 4U);
  EXPECT_FALSE(listed.contains("frontier_omitted"));
}

TEST(Package, TheFrontierOfManyIsSoughtOnlyOnRequest) {
  EXPECT_FALSE(analyse_package(own("river.yaml")).frontier);
  EXPECT_TRUE(analyse_package(own("river.yaml"), {.frontier = true, .egalitarian = false}).frontier);
}

TEST(Package, EverySolutionIsOnTheFrontier) {
  const PackageAnalysis analysis = analyse_package(own("river.yaml"), {.frontier = true, .egalitarian = true});
  const auto same = [](double a, double b) { return std::abs(a - b) < 1e-9; };
  for (const PackageSolution solution : found_solutions(analysis)) {
    const std::vector<double>& gain = chosen(analysis, solution)->gain;
    EXPECT_TRUE(std::ranges::any_of(*analysis.frontier, [&](const bargaining::FrontierPoint& point) {
      return std::ranges::equal(point.gain, gain, same);
    })) << name(solution);
  }
}

TEST(Package, NoDealIsAnAnswerAndNamesWhoCanNotAgree) {
  const PackageAnalysis analysis = analyse_package(own("no-deal.yaml"));
  EXPECT_FALSE(analysis.deal());
  const Json json = package_json(analysis);
  EXPECT_TRUE(json["solutions"]["nash"].is_null());
  EXPECT_TRUE(json["best_gain"]["Delta"].is_null()) << "missing, and not 0";
  EXPECT_THAT(json["no_deal"]["minimal_conflicts"], ElementsAre(Json::array({"Upstream", "Midway"})));
  EXPECT_NEAR(json["no_deal"]["least_payment"]["to"]["Midway"].get<double>(), 3.0, 1e-9);
  EXPECT_FALSE(json["no_deal"]["least_payment"]["to"].contains("Upstream")) << "it lacks nothing";
}

TEST(Package, WhoCouldWalkAwayKeepsWhatThePackageCostsIt) {
  const PackageAnalysis analysis = analyse_package(reference("03_no_plan.yaml"));
  const PartOfGain& grant = analysis.parts[0].back();
  ASSERT_EQ(grant.what, "grant given");
  const Json walk = package_json(analysis)["walk_away"];
  ASSERT_EQ(walk.size(), 1U);
  EXPECT_THAT(walk[0]["coalition"], ElementsAre("Birch"));
  EXPECT_NEAR(walk[0]["gain"]["Birch"].get<double>(), -grant.points[1], 1e-9);
}

TEST(Package, AFundIsAskedToCarryTheAimElseTheNashPackageElseEverything) {
  EXPECT_EQ(package_json(analyse_package(own("no-deal.yaml")))["fund"]["package"], "aim");
  EXPECT_EQ(package_json(analyse_package(own("river.yaml")))["fund"]["package"], "nash");
  accord::Accord aimless = own("no-deal.yaml");
  aimless.aim.clear();
  EXPECT_EQ(package_json(analyse_package(aimless))["fund"]["package"], "everything");
  EXPECT_TRUE(package_json(analyse_package(own("neighbours.yaml")))["fund"].is_null());
}

TEST(Package, EveryRuleRaisesWhatTheFundPaysOut) {
  const Json fund = package_json(analyse_package(own("no-deal.yaml")))["fund"];
  ASSERT_EQ(fund["verdict"], "carries");
  for (const auto& [rule, share] : fund["shares"].items()) {
    double paid = 0.0;
    for (const auto& [party, units] : share["payment"].items()) paid += units.get<double>();
    EXPECT_NEAR(paid, fund["paid"].get<double>(), 1e-9) << rule;
  }
}

TEST(PackagePicture, HasAPlaneForEveryTwoParties) {
  EXPECT_EQ(times(package_svg(analyse_package(own("river.yaml"))), "↑ "), 3U);
  EXPECT_EQ(times(package_svg(analyse_package(own("neighbours.yaml"))), "↑ "), 1U);
}

TEST(PackagePicture, HasAMarkForEveryFrontierPackageAndOneInTheLegend) {
  const std::string svg = package_svg(analyse_package(own("neighbours.yaml")));
  EXPECT_EQ(times(svg, R"(fill="none" stroke="#555555")"), 4U + 1U);
}

TEST(PackagePicture, EscapesWhateverStandsInTheFile) {
  accord::Accord accord = own("neighbours.yaml");
  accord.title = R"(Bread & <script>alert("1")</script>)";
  accord.parties[0].name = "North's & Co";
  const std::string svg = package_svg(analyse_package(accord));
  EXPECT_THAT(svg, Not(HasSubstr("<script")));
  EXPECT_THAT(svg, HasSubstr("Bread &amp; &lt;script&gt;"));
  EXPECT_THAT(svg, HasSubstr("North&apos;s &amp; Co"));
}

TEST(PackagePicture, SaysThatThereIsNoDealAndDrawsNothing) {
  const PackageAnalysis analysis = analyse_package(own("no-deal.yaml"));
  EXPECT_THAT(package_svg(analysis), HasSubstr("No deal"));
  EXPECT_EQ(times(package_svg(analysis), "<circle"), 0U);
  EXPECT_THAT(package_picture(analysis, {}), IsEmpty());
}

TEST(Svg, LeavesOutWhatXmlDoesNotAllow) {
  EXPECT_EQ(escaped(std::string("a\x01") + "b\nc\xEF\xBF\xBF"), "a\uFFFDb c\uFFFD");
  EXPECT_EQ(escaped("<&>\"'"), "&lt;&amp;&gt;&quot;&apos;");
}

}  // namespace
}  // namespace entente::report
