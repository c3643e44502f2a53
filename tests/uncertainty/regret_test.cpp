#include "uncertainty/regret.h"

#include <gmock/gmock.h>

#include <stdexcept>

namespace entente::uncertainty {
namespace {

using testing::ElementsAre;

const Payoffs kCautiousAndBold = {{2.0, 2.0, 2.0}, {9.0, 1.0, -1.0}};

TEST(Regret, IsWhatTheBestOptionOfTheWorldWouldHaveGivenMore) {
  const Regrets found = regrets(kCautiousAndBold);
  EXPECT_THAT(found.regret, ElementsAre(ElementsAre(7.0, 0.0, 0.0), ElementsAre(0.0, 1.0, 3.0)));
  EXPECT_THAT(found.largest, ElementsAre(7.0, 3.0));
  EXPECT_EQ(found.choice, 1U);
}

TEST(Regret, RulesOfOtherTempersChooseOtherwise) {
  EXPECT_EQ(maximin(kCautiousAndBold), 0U);
  EXPECT_EQ(best_on_average(kCautiousAndBold), 1U);
  EXPECT_THAT(hurwicz(kCautiousAndBold, 0.25), ElementsAre(2.0, 1.5));
  EXPECT_THAT(satisficing(kCautiousAndBold, 1.0), ElementsAre(1.0, testing::DoubleEq(2.0 / 3.0)));
}

TEST(Regret, NoOptionsGiveNoChoiceAndUnequalWorldsAreRefused) {
  EXPECT_EQ(regrets({}).choice, std::nullopt);
  EXPECT_EQ(maximin({}), std::nullopt);
  EXPECT_THROW(regrets({{1.0}, {1.0, 2.0}}), std::invalid_argument);
  EXPECT_THROW(maximin({{}}), std::invalid_argument);
}

}  // namespace
}  // namespace entente::uncertainty
