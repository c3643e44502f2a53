// Measures of agreement against values computed by hand.
#include "evidence/agreement.h"

#include <gtest/gtest.h>

#include <vector>

namespace entente::evidence {
namespace {

using Groups = std::vector<std::uint32_t>;

TEST(AgreementOfDivisions, IsWholeForTheSameDivisionWhateverItsNumbers) {
  const Agreement same = agreement(Groups{0, 0, 1, 2}, Groups{7, 7, 3, 5});
  EXPECT_EQ(same.adjusted_rand, 1.0);
  EXPECT_EQ(same.precision, 1.0);
  EXPECT_EQ(same.recall, 1.0);
  EXPECT_EQ(same.groups_true, 3U);
}

// Six things, true groups abc|def, found ab|cde|f: 2 of 4 found pairs are right (ab, de), of 6 true ones 2 are found.
// By chance 6*4/15 = 1.6; ARI = (2 - 1.6) / (5 - 1.6) = 2/17.
TEST(AgreementOfDivisions, IsWhatAHandComputes) {
  const Agreement some = agreement(Groups{0, 0, 0, 1, 1, 1}, Groups{0, 0, 1, 1, 1, 2});
  EXPECT_DOUBLE_EQ(some.precision, 0.5);
  EXPECT_DOUBLE_EQ(some.recall, 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(some.f1, 0.4);
  EXPECT_NEAR(some.adjusted_rand, 2.0 / 17.0, 1e-12);
}

TEST(AgreementOfDivisions, IsNothingWhereAllIsPutTogether) {
  EXPECT_EQ(agreement(Groups{0, 0, 1, 1}, Groups{0, 0, 0, 0}).adjusted_rand, 0.0);
  EXPECT_EQ(agreement(Groups{0, 1}, Groups{0, 1}).adjusted_rand, 1.0);
  EXPECT_EQ(agreement(Groups{}, Groups{}).adjusted_rand, 1.0);
}

TEST(EffectiveNumber, IsTheNumberOfGroupsWhereAllAreEqual) {
  EXPECT_DOUBLE_EQ(effective_number(std::vector<std::size_t>{3, 3, 3}), 3.0);
  EXPECT_DOUBLE_EQ(effective_number(std::vector<std::size_t>{8, 1, 1}), 100.0 / 66.0);
  EXPECT_EQ(effective_number(std::vector<std::size_t>{}), 0.0);
}

}  // namespace
}  // namespace entente::evidence
