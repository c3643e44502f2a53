#include "uncertainty/tornado.h"

#include <gmock/gmock.h>

#include <stdexcept>

namespace entente::uncertainty {
namespace {

using ::testing::ElementsAre;

// The margin is a - 2 b; it holds from 0 on.
void margin(std::span<const double> points, std::size_t rows, std::span<double> outputs) {
  for (std::size_t row = 0; row < rows; ++row) {
    outputs[2 * row] = points[3 * row] - 2.0 * points[3 * row + 1];
    outputs[2 * row + 1] = outputs[2 * row] >= 0.0 ? 1.0 : 0.0;
  }
}

TEST(Tornado, WidestBarsComeFirstAndSayWhetherTheVerdictChanges) {
  const std::vector<double> best = {5.0, 2.0, 7.0};
  const std::vector<Trial> trials = {
      {.column = 0, .settings = {4.5, 6.0}}, {.column = 1, .settings = {1.0, 3.0}}, {.column = 2, .settings = {0, 9}}};
  const Tornado found = tornado(margin, best, trials);
  EXPECT_EQ(found.base, 1.0);
  EXPECT_TRUE(found.verdict);
  ASSERT_THAT(found.bars, ::testing::SizeIs(3));
  EXPECT_EQ(found.bars[0].column, 1U);
  EXPECT_THAT(found.bars[0].outputs, ElementsAre(3.0, -1.0));
  EXPECT_EQ(found.bars[0].swing(), 4.0);
  EXPECT_TRUE(found.bars[0].verdict_changes);
  EXPECT_EQ(found.bars[1].column, 0U);
  EXPECT_FALSE(found.bars[1].verdict_changes);
  EXPECT_EQ(found.bars[2].swing(), 0.0);
}

TEST(Tornado, TheBestValueItselfBelongsToTheBar) {
  const std::vector<double> best = {5.0, 2.0, 7.0};
  const std::vector<Trial> trials = {{.column = 0, .settings = {6.0, 8.0}}};
  EXPECT_EQ(tornado(margin, best, trials).bars[0].least, 1.0);
}

TEST(Tornado, RefusesANumberThatTheModelHasNot) {
  const std::vector<double> best = {5.0, 2.0, 7.0};
  const std::vector<Trial> trials = {{.column = 3, .settings = {1.0}}};
  EXPECT_THROW(tornado(margin, best, trials), std::invalid_argument);
}

}  // namespace
}  // namespace entente::uncertainty
