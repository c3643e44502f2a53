#include "uncertainty/regret.h"

#include <gmock/gmock.h>

#include <vector>

namespace entente::uncertainty {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<double> regrets_of(const std::vector<double>& payoffs) {
  std::vector<double> regrets(payoffs.size());
  regrets_in_world(payoffs, regrets);
  return regrets;
}

TEST(Regret, IsWhatTheBestOptionOfTheWorldWouldHaveGivenMore) {
  EXPECT_THAT(regrets_of({2.0, 9.0, -1.0}), ElementsAre(7.0, 0.0, 10.0));
}

TEST(Regret, IsNothingWhereAllGiveTheSameOrThereIsNoOther) {
  EXPECT_THAT(regrets_of({-3.0, -3.0}), ElementsAre(0.0, 0.0));
  EXPECT_THAT(regrets_of({-3.0}), ElementsAre(0.0));
  EXPECT_THAT(regrets_of({}), IsEmpty());
}

}  // namespace
}  // namespace entente::uncertainty
