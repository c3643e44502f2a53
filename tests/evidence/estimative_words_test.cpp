#include "evidence/estimative_words.h"

#include <gmock/gmock.h>

namespace entente::evidence {
namespace {

// The seven bands of ICD 203: 01-05, 05-20, 20-45, 45-55, 55-80, 80-95, 95-99.
TEST(EstimativeWords, AreThoseOfTheSevenBands) {
  EXPECT_EQ(in_estimative_words(0.01, 0.05), "almost no chance (1-5 %)");
  EXPECT_EQ(in_estimative_words(0.05, 0.20), "very unlikely (5-20 %)");
  EXPECT_EQ(in_estimative_words(0.20, 0.45), "unlikely (20-45 %)");
  EXPECT_EQ(in_estimative_words(0.45, 0.55), "roughly even chance (45-55 %)");
  EXPECT_EQ(in_estimative_words(0.55, 0.80), "likely (55-80 %)");
  EXPECT_EQ(in_estimative_words(0.80, 0.95), "very likely (80-95 %)");
  EXPECT_EQ(in_estimative_words(0.95, 0.99), "almost certain (95-99 %)");
}

TEST(EstimativeWords, OfAnIntervalOverBandsAreBoth) {
  EXPECT_EQ(in_estimative_words(0.30, 0.70), "unlikely to likely (30-70 %)");
  EXPECT_EQ(in_estimative_words(0.7901, 0.811), "likely to very likely (79-82 %)");
  EXPECT_EQ(in_estimative_words(0.0, 1.0), "almost no chance to almost certain (0-100 %)");
}

TEST(EstimativeWords, RoundOutwardAndNeverToCertainty) {
  EXPECT_EQ(in_estimative_words(0.563, 0.571), "likely (56-58 %)");
  EXPECT_EQ(in_estimative_words(0.0003, 0.004), "almost no chance (under 1 %)");
  EXPECT_EQ(in_estimative_words(0.0003, 0.034), "almost no chance (under 1 to 4 %)");
  EXPECT_EQ(in_estimative_words(0.9972, 0.9998), "almost certain (over 99 %)");
  EXPECT_EQ(in_estimative_words(0.39, 0.9998), "unlikely to almost certain (39 to over 99 %)");
  EXPECT_EQ(in_estimative_words(0.0003, 0.9998), "almost no chance to almost certain (under 1 to over 99 %)");
  EXPECT_EQ(in_estimative_words(1.0, 1.0), "almost certain (100 %)");
  EXPECT_EQ(in_estimative_words(0.0, 0.0), "almost no chance (0 %)");
}

TEST(EstimativeWords, OfOneNumberAreOneWord) {
  EXPECT_EQ(in_estimative_words(0.55, 0.55), "likely (55 %)");
  EXPECT_EQ(in_estimative_words(0.8, 0.8), "very likely (80 %)");
}

TEST(EstimativeWords, PutBordersWhereTheyAreAskedFor) {
  EXPECT_EQ(estimative_word(0.55), "likely");
  EXPECT_EQ(estimative_word(0.55, Border::lower), "roughly even chance");
}

}  // namespace
}  // namespace entente::evidence
