// Points of the unit cube: spread as each design promises, and the same whoever asks for them and in what order.
#include "uncertainty/designs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "accord/error.h"

namespace entente::uncertainty {
namespace {

using Names = std::vector<std::string>;

std::vector<double> coordinate(Design design, std::uint64_t seed, std::uint64_t worlds, const Names& names,
                               std::size_t which) {
  const Points points(design, seed, worlds, names);
  std::vector<double> unit(names.size());
  std::vector<double> values;
  for (std::uint64_t n = 0; n < worlds; ++n) {
    points.at(n, unit);
    values.push_back(unit[which]);
  }
  return values;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  double both = 0.0;
  double of_a = 0.0;
  double of_b = 0.0;
  for (std::size_t n = 0; n < a.size(); ++n) {
    both += (a[n] - 0.5) * (b[n] - 0.5);
    of_a += (a[n] - 0.5) * (a[n] - 0.5);
    of_b += (b[n] - 0.5) * (b[n] - 0.5);
  }
  return both / std::sqrt(of_a * of_b);
}

// The number of worlds in the fullest and in the emptiest of `parts` equal parts.
std::pair<std::size_t, std::size_t> fullest_and_emptiest(const std::vector<double>& values, std::size_t parts) {
  std::vector<std::size_t> counts(parts, 0);
  for (const double value : values) ++counts[static_cast<std::size_t>(value * static_cast<double>(parts))];
  return {*std::ranges::max_element(counts), *std::ranges::min_element(counts)};
}

class EveryDesign : public ::testing::TestWithParam<Design> {};

TEST_P(EveryDesign, StaysWithinTheCube) {
  for (const double u : coordinate(GetParam(), 3, 5000, {"a", "b"}, 1)) {
    EXPECT_GT(u, 0.0);
    EXPECT_LT(u, 1.0);
  }
}

TEST_P(EveryDesign, GivesAWorldTheSamePointInAnyOrder) {
  const Names names{"a", "b", "c"};
  const Points points(GetParam(), 1, 1000, names);
  std::vector<double> first(3);
  std::vector<double> again(3);
  points.at(998, first);
  for (std::uint64_t n = 0; n < 1000; ++n) points.at(n, again);
  const Points anew(GetParam(), 1, 1000, names);
  anew.at(998, again);
  EXPECT_EQ(first, again);
}

TEST_P(EveryDesign, DrawsOthersWithAnotherSeed) {
  EXPECT_NE(coordinate(GetParam(), 1, 64, {"a"}, 0), coordinate(GetParam(), 2, 64, {"a"}, 0));
}

TEST_P(EveryDesign, LeavesCoordinatesUncorrelated) {
  const std::vector<double> a = coordinate(GetParam(), 9, 4096, {"a", "b", "c"}, 0);
  const std::vector<double> c = coordinate(GetParam(), 9, 4096, {"a", "b", "c"}, 2);
  // Five standard deviations of plain random numbers.
  EXPECT_LT(std::abs(correlation(a, c)), 5.0 / std::sqrt(4096.0));
}

INSTANTIATE_TEST_SUITE_P(Designs, EveryDesign, ::testing::Values(Design::latin, Design::sobol, Design::random),
                         [](const auto& of) {
                           return of.param == Design::latin ? "latin" : of.param == Design::sobol ? "sobol" : "random";
                         });

TEST(Designs, ACoordinateThatIsAddedLeavesTheOthersAsTheyWere) {
  for (const Design design : {Design::latin, Design::random}) {
    EXPECT_EQ(coordinate(design, 7, 300, {"a", "b"}, 1), coordinate(design, 7, 300, {"new", "a", "b", "more"}, 2));
  }
  EXPECT_EQ(coordinate(Design::sobol, 7, 300, {"a", "b"}, 1), coordinate(Design::sobol, 7, 300, {"a", "b", "more"}, 1))
      << "Sobol: one that comes after them";
}

TEST(Designs, LatinHasOneWorldInEachPart) {
  for (const std::uint64_t worlds : {1U, 2U, 7U, 100U, 1000U, 4097U}) {
    std::vector<double> values = coordinate(Design::latin, 11, worlds, {"a", "b"}, 1);
    EXPECT_EQ(fullest_and_emptiest(values, worlds), std::pair(std::size_t{1}, std::size_t{1})) << worlds;
    if (worlds > 100) {
      EXPECT_FALSE(std::ranges::is_sorted(values));
    }
  }
}

TEST(Designs, SobolFillsEveryDyadicPartAlike) {
  // The first 2^12 points have exactly one in each of 2^12 equal parts of every coordinate, whatever the scrambling.
  for (std::size_t c = 0; c < 40; ++c) {
    Names names;
    for (std::size_t n = 0; n <= c; ++n) names.push_back("coordinate " + std::to_string(n));
    EXPECT_EQ(fullest_and_emptiest(coordinate(Design::sobol, 5, 4096, names, c), 4096),
              std::pair(std::size_t{1}, std::size_t{1}))
        << "coordinate " << c;
  }
}

// The first two coordinates make a (0, 2)-sequence: 2^10 points have one in each box of 2^5 by 2^5 (Sobol 1967).
TEST(Designs, SobolFillsBoxesOfTheFirstTwoCoordinates) {
  const std::vector<double> a = coordinate(Design::sobol, 5, 1024, {"a", "b"}, 0);
  const std::vector<double> b = coordinate(Design::sobol, 5, 1024, {"a", "b"}, 1);
  std::vector<int> boxes(1024, 0);
  for (std::size_t n = 0; n < 1024; ++n)
    ++boxes[static_cast<std::size_t>(a[n] * 32.0) * 32 + static_cast<std::size_t>(b[n] * 32.0)];
  EXPECT_THAT(boxes, ::testing::Each(1));
}

TEST(Designs, RefuseMoreThanTheyHave) {
  const Names many(most_sobol_coordinates() + 1, "a");
  EXPECT_THROW(Points(Design::sobol, 0, 10, many), Error);
  EXPECT_THROW(Points(Design::latin, 0, std::uint64_t{1} << 33U, Names{"a"}), Error);
  EXPECT_NO_THROW(Points(Design::random, 0, std::uint64_t{1} << 33U, Names{"a"}));
}

}  // namespace
}  // namespace entente::uncertainty
