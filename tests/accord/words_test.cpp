// Misspelt names meet the one that was meant, and nothing far-fetched.
#include "accord/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace entente::accord {
namespace {

const std::vector<std::string> countries{"China", "Chile", "North Korea", "South Korea"};

TEST(Words, TheNearestNameIsTheOneThatWasMeant) {
  EXPECT_EQ(nearest("Chnia", countries), "China");
  EXPECT_EQ(nearest("china", countries), "China");
  EXPECT_EQ(nearest("Nort Korea", countries), "North Korea");
  EXPECT_EQ(nearest("Atlantis", countries), "") << "nothing is near enough";
}

TEST(Words, WithoutANearNameAFewKnownOnesAreListed) {
  EXPECT_EQ(suggestion("Chnia", countries), "; did you mean China?");
  EXPECT_EQ(suggestion("Atlantis", countries), "; known: China, Chile, North Korea and South Korea");
  EXPECT_EQ(suggestion("Atlantis", std::vector<std::string>(13, "somewhere else")), "");
}

TEST(Words, SwappedNeighboursAreOneSlip) {
  EXPECT_EQ(letters_apart("Chnia", "China"), 1U);
  EXPECT_EQ(letters_apart("", "abc"), 3U);
  EXPECT_EQ(letters_apart("kitten", "sitting"), 3U);
}

TEST(Words, QuotationsAreCutBetweenCharacters) {
  const std::string umlauts = "\xC3\xA4\xC3\xA4";
  std::string text(47, 'x');
  EXPECT_EQ(in_backquotes(text + umlauts), "`" + text + "...`");
  EXPECT_EQ(in_quotes("two\nlines"), "\"two lines\"");
}

RC_GTEST_PROP(Words, DistanceIsTheSameFromBothSides, (const std::string& one, const std::string& other)) {
  RC_ASSERT(letters_apart(one, other) == letters_apart(other, one));
  RC_ASSERT(letters_apart(one, one) == 0U);
  RC_ASSERT(letters_apart(one, other) <= std::max(one.size(), other.size()));
}

}  // namespace
}  // namespace entente::accord
