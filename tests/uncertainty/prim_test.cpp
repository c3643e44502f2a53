#include "uncertainty/prim.h"

#include <gmock/gmock.h>

#include <stdexcept>

#include "uncertainty/designs.h"

namespace entente::uncertainty {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct Rows {
  std::size_t columns = 0;
  std::vector<double> values;
  std::vector<std::uint8_t> hits;
  std::vector<std::size_t> kinds;

  Observations view() const { return {.columns = columns, .values = values, .hits = hits, .kinds = kinds}; }
};

// Even points of the unit cube, and where `hit` says so a hit.
template <typename Hit>
Rows rows(std::size_t columns, std::size_t count, const Hit& hit, std::uint64_t seed = 1) {
  std::vector<std::string> names;
  for (std::size_t column = 0; column < columns; ++column) names.push_back(std::to_string(column));
  const Points points(Design::random, seed, count, names);
  Rows result{.columns = columns, .values = {}, .hits = {}, .kinds = {}};
  std::vector<double> unit(columns);
  for (std::size_t row = 0; row < count; ++row) {
    points.at(row, unit);
    result.values.insert(result.values.end(), unit.begin(), unit.end());
    result.hits.push_back(hit(unit) ? 1 : 0);
  }
  return result;
}

bool planted(const std::vector<double>& x) {
  return x[1] < 0.3 && x[4] > 0.6;
}

TEST(Boxes, FindAPlantedBoxAmongManyColumns) {
  const Rows at = rows(12, 2000, planted);
  const auto boxes = find_boxes(at.view());
  ASSERT_THAT(boxes, SizeIs(1));
  ASSERT_THAT(boxes[0].limits, SizeIs(2));
  EXPECT_EQ(boxes[0].limits[0].column, 1U);
  EXPECT_NEAR(boxes[0].limits[0].upper->inside, 0.3, 0.01);
  EXPECT_FALSE(boxes[0].limits[0].lower.has_value());
  EXPECT_EQ(boxes[0].limits[1].column, 4U);
  EXPECT_NEAR(boxes[0].limits[1].lower->inside, 0.6, 0.01);
  EXPECT_GT(boxes[0].measure.coverage, 0.97);
  EXPECT_GT(boxes[0].measure.density, 0.97);
  EXPECT_LT(boxes[0].limits[0].quasi_p, 1e-6);
}

TEST(Boxes, DoOnFreshRowsNearlyAsWellAsOnTheirOwn) {
  const auto boxes = find_boxes(rows(12, 2000, planted).view());
  ASSERT_THAT(boxes, SizeIs(1));
  const Rows fresh = rows(12, 20000, planted, 2);
  const BoxMeasure measure = measured(boxes[0], fresh.view());
  EXPECT_GT(measure.coverage, 0.94);
  EXPECT_GT(measure.density, 0.94);
}

TEST(Boxes, ALimitMayBeWrittenAnywhereBetweenInsideAndOutside) {
  const Rows at = rows(3, 1000, [](const auto& x) { return x[0] < 0.4; });
  const auto boxes = find_boxes(at.view());
  ASSERT_THAT(boxes, SizeIs(1));
  Box other = boxes[0];
  Cut& cut = *other.limits[0].upper;
  EXPECT_LT(cut.inside, cut.outside);
  cut.inside += 0.9 * (cut.outside - cut.inside);
  EXPECT_EQ(measured(other, at.view()).rows, boxes[0].measure.rows);
  cut.inside = boxes[0].limits[0].upper->outside;
  EXPECT_EQ(measured(other, at.view()).rows, boxes[0].measure.rows + 1);
}

TEST(Boxes, CoverASecondPlaceByASecondBox) {
  const Rows at = rows(4, 3000, [](const auto& x) { return x[0] < 0.15 || x[2] > 0.85; });
  const auto boxes = find_boxes(at.view());
  ASSERT_THAT(boxes, SizeIs(2));
  EXPECT_NE(boxes[0].limits[0].column, boxes[1].limits[0].column);
  EXPECT_GT(boxes[0].new_hits + boxes[1].new_hits, 0.97 * static_cast<double>(std::ranges::count(at.hits, 1)));
  EXPECT_LT(boxes[1].new_hits, boxes[1].measure.hits);  // those in both places count once
}

TEST(Boxes, NameTheScenarioInWhichItHappens) {
  Rows at = rows(3, 1000, [](const auto& x) { return x[1] >= 0.25 && x[1] < 0.5 && x[2] < 0.5; });
  for (std::size_t row = 0; row < at.hits.size(); ++row) {
    at.values[3 * row + 1] = static_cast<double>(static_cast<int>(at.values[3 * row + 1] * 4.0));
  }
  at.kinds = {0, 4, 0};
  const auto boxes = find_boxes(at.view());
  ASSERT_THAT(boxes, SizeIs(1));
  ASSERT_THAT(boxes[0].limits, SizeIs(2));
  EXPECT_THAT(boxes[0].limits[0].categories, ElementsAre(1));
  EXPECT_NEAR(boxes[0].limits[1].upper->inside, 0.5, 0.02);
}

// Hits that depend on nothing: limits would be chance.
TEST(Boxes, ThereAreNoneWhereNothingDecides) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Rows at = rows(
        11, 1000, [](const auto& x) { return x[10] < 0.2; }, seed);
    for (std::size_t row = 0; row < at.hits.size(); ++row) at.values[11 * row + 10] = 0.0;
    EXPECT_THAT(find_boxes(at.view()), IsEmpty()) << "seed " << seed;
  }
}

TEST(Boxes, ThereAreNoneWhereItNeverOrAlwaysHappens) {
  EXPECT_THAT(find_boxes(rows(3, 500, [](const auto&) { return false; }).view()), IsEmpty());
  EXPECT_THAT(find_boxes(rows(3, 500, [](const auto&) { return true; }).view()), IsEmpty());
}

TEST(Boxes, GrowDenserWithEveryCut) {
  const auto boxes = find_boxes(rows(6, 1500, [](const auto& x) { return x[0] + x[3] < 0.6; }).view());
  ASSERT_FALSE(boxes.empty());
  const auto& peeling = boxes[0].peeling;
  ASSERT_GT(peeling.size(), 5U);
  for (std::size_t n = 1; n < peeling.size(); ++n) {
    EXPECT_GT(peeling[n].density, peeling[n - 1].density);
    EXPECT_LT(peeling[n].rows, peeling[n - 1].rows);
  }
}

double balance_of(const BoxMeasure& measure) {
  return 2.0 * measure.coverage * measure.density / (measure.coverage + measure.density);
}

// Peeling goes on far past the best box: few rows, all of them hits. Noise keeps pasting from finding the way back.
TEST(Boxes, AreAsWellBalancedAsAnyOnTheWay) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const Rows at = rows(
        6, 1500, [](const auto& x) { return x[5] < (x[0] + x[1] + x[2] < 1.2 ? 0.7 : 0.1); }, seed);
    Rows without_noise = at;
    for (std::size_t row = 0; row < at.hits.size(); ++row) without_noise.values[6 * row + 5] = 0.0;
    const auto boxes = find_boxes(without_noise.view());
    ASSERT_FALSE(boxes.empty()) << "seed " << seed;
    for (const BoxMeasure& passed : boxes[0].peeling) {
      EXPECT_GE(balance_of(boxes[0].measure), balance_of(passed) - 1e-12) << "seed " << seed;
    }
  }
}

TEST(Boxes, RefuseRowsThatDoNotFit) {
  Rows at = rows(3, 100, [](const auto& x) { return x[0] < 0.5; });
  at.kinds = {0, 2, 0};
  EXPECT_THROW(find_boxes(at.view()), std::invalid_argument);
  at.kinds = {};
  EXPECT_THROW(find_boxes(at.view(), {.peel = 0.0}), std::invalid_argument);
  at.values.pop_back();
  EXPECT_THROW(find_boxes(at.view()), std::invalid_argument);
}

}  // namespace
}  // namespace entente::uncertainty
