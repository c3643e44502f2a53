// The search for the best package where its bounds are weak, and the filter of dominated vectors, by a plain look.
#include "bargaining/branch_and_bound.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "bargaining/diagram.h"
#include "bargaining/discrete_problem.h"
#include "bargaining/nondominated.h"
#include "game/game.h"
#include "support/random_accord.h"

namespace entente::bargaining {
namespace {

using testing::Draws;

Objective product_of(const Problem& problem) {
  return {.kind = Objective::Kind::product,
          .weight = std::vector<double>(problem.parties, 1.0),
          .offset = std::vector<double>(problem.parties, 0.0),
          .least = std::vector<double>(problem.parties, 1e-9)};
}

TEST(BranchAndBound, LinksLeftOutOfTheBoundsAreCheckedInTheEnd) {
  std::size_t left_out = 0;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    SCOPED_TRACE(seed);
    const Problem problem = problem_of(game::compile(testing::random_accord(seed, {.needs = true})));
    left_out += diagram_of(problem, 1).exact ? 0U : 1U;
    const BestPackages whole = maximise(problem, product_of(problem));
    const BestPackages narrow = maximise(problem, product_of(problem), {}, {.widest_diagram = 1, .enough = {}});
    ASSERT_EQ(whole.states.empty(), narrow.states.empty());
    auto states = narrow.states;
    std::sort(states.begin(), states.end());
    auto others = whole.states;
    std::sort(others.begin(), others.end());
    EXPECT_EQ(states, others);
    EXPECT_TRUE(narrow.proved);
  }
  EXPECT_GT(left_out, 200U);
}

// Twelve issues or so: enough for the first package tried to fall short of the best.
testing::DiscreteProblem many_issues(std::uint64_t seed) {
  testing::DiscreteProblem problem = testing::random_problem(seed, 5, -3.0);
  for (const std::uint64_t more : {seed + 1000, seed + 2000, seed + 3000}) {
    const testing::DiscreteProblem other = testing::random_problem(more, 5, -3.0);
    problem.issues.insert(problem.issues.end(), other.issues.begin(), other.issues.end());
  }
  return problem;
}

TEST(BranchAndBound, ASearchCutShortSaysWhatNoPackageCanPass) {
  std::size_t missed = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    SCOPED_TRACE(seed);
    const Problem problem = problem_of(game::compile(testing::accord_of(many_issues(seed))));
    Objective least_gain = product_of(problem);
    least_gain.kind = Objective::Kind::smallest;
    const BestPackages whole = maximise(problem, least_gain);
    const BestPackages cut = maximise(problem, least_gain, {}, {.most_nodes = 1, .enough = {}});
    if (cut.proved) continue;
    EXPECT_LE(cut.value, whole.value);
    EXPECT_GE(cut.at_most, whole.value - Tolerance::rounding);
    missed += cut.value < whole.value - Tolerance::same ? 1U : 0U;
  }
  EXPECT_GT(missed, 5U);
}

TEST(BranchAndBound, EveryNeedStandsInTheDiagramOnce) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    const Problem problem = problem_of(game::compile(testing::random_accord(seed, {.needs = true})));
    std::size_t valid = 0;
    State x(problem.commitments(), 0);
    for (bool more = true; more;) {
      valid += is_valid(problem, x) ? 1U : 0U;
      more = false;
      for (std::size_t k = 0; k < x.size() && !more; ++k) {
        more = x[k] < problem.highest[k];
        x[k] = more ? x[k] + 1 : 0;
      }
    }
    EXPECT_EQ(count_paths(diagram_of(problem)), static_cast<double>(valid));
  }
}

// Whole numbers in a narrow range, so that there are many equal ones.
Vectors random_vectors(std::uint64_t seed, std::size_t columns, std::size_t size, std::size_t most) {
  Draws draws(seed);
  Vectors vectors;
  vectors.columns.resize(columns);
  for (auto& column : vectors.columns) {
    for (std::size_t n = 0; n < size; ++n) column.push_back(static_cast<double>(draws.whole(0, most)));
  }
  return vectors;
}

TEST(Nondominated, KeepsOneOfEachVectorThatNoOtherReaches) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    const std::size_t columns = 1 + seed % 6;
    const Vectors vectors = random_vectors(seed, columns, 10 * (seed % 40), 4 + seed % 30);
    std::vector<std::vector<double>> expected;
    const auto row = [&](std::size_t n) {
      std::vector<double> values;
      for (const auto& column : vectors.columns) values.push_back(column[n]);
      return values;
    };
    for (std::size_t n = 0; n < vectors.size(); ++n) {
      bool dominated = false;
      for (std::size_t other = 0; other < vectors.size() && !dominated; ++other) {
        const auto a = row(other);
        const auto b = row(n);
        dominated = a != b && std::equal(a.begin(), a.end(), b.begin(), [](double x, double y) { return x >= y; });
      }
      if (!dominated) expected.push_back(row(n));
    }
    std::sort(expected.begin(), expected.end());
    expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
    std::vector<std::vector<double>> kept;
    for (const std::uint32_t n : nondominated(vectors, std::vector<double>(columns, 1e-9))) kept.push_back(row(n));
    std::sort(kept.begin(), kept.end());
    EXPECT_EQ(kept, expected);
  }
}

// More vectors than there are ranks: several share one, and the numbers themselves decide.
TEST(Nondominated, TellsVectorsOfTheSameRankApart) {
  constexpr std::size_t kMany = 70'000;
  Vectors vectors;
  vectors.columns.resize(3);
  for (std::size_t n = 0; n < kMany; ++n) {
    const auto at = static_cast<double>(n);
    vectors.columns[0].push_back(at);
    vectors.columns[1].push_back(static_cast<double>(kMany) - at);
    vectors.columns[2].push_back(n % 2 == 0 ? 1.0 : 0.0);
  }
  EXPECT_EQ(nondominated(vectors, std::vector<double>(3, 1e-9)).size(), kMany);
  vectors.columns[1].assign(kMany, 0.0);
  vectors.columns[2].assign(kMany, 0.0);
  EXPECT_THAT(nondominated(vectors, std::vector<double>(3, 1e-9)), ::testing::ElementsAre(kMany - 1));
}

}  // namespace
}  // namespace entente::bargaining
