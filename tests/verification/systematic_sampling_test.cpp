#include "verification/systematic_sampling.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>
#include <vector>

#include "accord/error.h"

namespace entente::verification {
namespace {

using ::testing::ElementsAre;

constexpr std::uint64_t kThousandth = kParts / 1000;

// With expected visits in whole thousandths, starts in the same thousandth draw the same: one of each is all of them.
RC_GTEST_PROP(SystematicSampling, OverAllStartsEverySiteGetsExactlyWhatIsExpected, ()) {
  const auto thousandths = *rc::gen::container<std::vector<std::uint64_t>>(rc::gen::inRange<std::uint64_t>(0, 2500));
  std::vector<std::uint64_t> expected;
  for (const std::uint64_t one : thousandths) expected.push_back(one * kThousandth);
  const std::uint64_t total = std::accumulate(expected.begin(), expected.end(), std::uint64_t{0});
  const std::uint64_t within = *rc::gen::inRange<std::uint64_t>(0, kThousandth);
  std::vector<std::uint64_t> drawn(expected.size(), 0);
  for (std::uint64_t start = 0; start < 1000; ++start) {
    const std::vector<std::uint64_t> visits = systematic_sample(expected, start * kThousandth + within);
    std::uint64_t together = 0;
    for (std::size_t i = 0; i < visits.size(); ++i) {
      drawn[i] += visits[i];
      together += visits[i];
      RC_ASSERT(visits[i] >= expected[i] / kParts && visits[i] <= expected[i] / kParts + 1);
    }
    RC_ASSERT(together >= total / kParts && together <= (total + kParts - 1) / kParts);
  }
  RC_ASSERT(drawn == thousandths);
}

TEST(SystematicSampling, CertainVisitsAreMadeAndImpossibleOnesAreNot) {
  const std::vector<std::uint64_t> expected{kParts, 0, 2 * kParts, 0};
  for (const std::uint64_t start : {std::uint64_t{0}, std::uint64_t{1}, kParts / 2, kParts - 1}) {
    EXPECT_THAT(systematic_sample(expected, start), ElementsAre(1, 0, 2, 0));
  }
}

TEST(SystematicSampling, OneWholeVisitGoesToTheSiteInWhoseShareTheStartLies) {
  const std::vector<std::uint64_t> expected{kParts / 4, kParts / 4, kParts / 2};
  EXPECT_THAT(systematic_sample(expected, kParts / 4 - 1), ElementsAre(1, 0, 0));
  EXPECT_THAT(systematic_sample(expected, kParts / 4), ElementsAre(0, 1, 0));
  EXPECT_THAT(systematic_sample(expected, kParts - 1), ElementsAre(0, 0, 1));
}

TEST(SystematicSampling, RoundingKeepsTheSum) {
  const std::vector<double> thirds(3, 1.0 / 3.0);
  EXPECT_THAT(in_parts(thirds), ElementsAre(333'333'334, 333'333'333, 333'333'333));
  EXPECT_THAT(in_parts(std::vector{0.0, 1.0, 0.25}), ElementsAre(0, kParts, kParts / 4));
  EXPECT_THROW(in_parts(std::vector{-0.1}), Error);
}

}  // namespace
}  // namespace entente::verification
