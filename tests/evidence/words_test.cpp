// What printing houses change without changing a text does not show in its words.
#include "evidence/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "evidence/spelling.h"

namespace entente::evidence {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string unified(std::string word) {
  unify_spelling(word);
  return word;
}

TEST(Spelling, BritishAndAmericanWordsMeet) {
  for (const auto& [british, american] : {std::pair{"labour", "labor"},
                                          {"neighbouring", "neighboring"},
                                          {"organisation", "organization"},
                                          {"authorised", "authorized"},
                                          {"analysed", "analyzed"},
                                          {"centre", "center"},
                                          {"kilometres", "kilometers"},
                                          {"centred", "centered"},
                                          {"dialogue", "dialog"},
                                          {"travelled", "traveled"},
                                          {"counsellor", "counselor"},
                                          {"defence", "defense"},
                                          {"programme", "program"},
                                          {"licences", "licenses"},
                                          {"sceptical", "skeptical"},
                                          {"manoeuvres", "maneuvers"},
                                          {"manoeuvring", "maneuvering"},
                                          {"anaesthetic", "anesthetic"},
                                          {"fulfil", "fulfill"},
                                          {"enrolment", "enrollment"},
                                          {"judgement", "judgment"},
                                          {"towards", "toward"},
                                          {"whilst", "while"},
                                          {"learnt", "learned"},
                                          {"grey", "gray"},
                                          {"cheques", "checks"},
                                          {"storeys", "stories"},
                                          {"ploughing", "plowing"},
                                          {"aluminium", "aluminum"},
                                          {"instalments", "installments"},
                                          {"fuelled", "fueled"},
                                          {"jewellery", "jewelry"},
                                          {"sulphur", "sulfur"}}) {
    EXPECT_EQ(unified(british), unified(american)) << british;
  }
}

TEST(Spelling, DifferentWordsStayDifferent) {
  EXPECT_NE(unified("four"), unified("for"));
  EXPECT_NE(unified("border"), unified("boarder"));
  EXPECT_NE(unified("north"), unified("south"));
}

TEST(WordsOfAText, AreTheSameWhateverTheTypesetterDid) {
  const std::string plain = "The North's long-term cooperation, he said, costs 1000 crowns a day and 50 percent more.";
  for (const char* const same : {
           "THE NORTH\xE2\x80\x99S LONG-TERM CO-OPERATION, HE SAID, COSTS 1,000 CROWNS A DAY AND 50% MORE.",
           "The  North's long\xE2\x80\x91term co-\n   operation, he said, costs 1000 crowns a day and 50 per cent "
           "more.",
           "The North's longterm co\xC2\xADoperation, he\xC2\xA0said, costs 1000 crowns a day and 50 per\ncent "
           "more",
       }) {
    EXPECT_EQ(words_in_letters(same), words_in_letters(plain)) << same;
  }
}

TEST(WordsOfAText, KnowLigaturesAccentsAndFullWidthLetters) {
  EXPECT_EQ(words_in_letters("of\xEF\xAC\x81"
                             "ce caf\xC3\xA9 \xEF\xBC\xAE\xEF\xBC\xAF"),
            words_in_letters("office cafe no"));
}

TEST(WordsOfAText, KeepTheSignsThatTellVowelsInOtherScripts) {
  EXPECT_NE(words_of("\xE0\xA4\x95\xE0\xA4\xBF").ids, words_of("\xE0\xA4\x95\xE0\xA4\xBE").ids);
}

TEST(WordsOfAText, AreCharactersWhereAScriptHasNoSpaces) {
  EXPECT_EQ(words_in_letters("\xE5\x8C\x97\xE4\xBA\xAC 2019").size(), 3U);
  EXPECT_EQ(words_in_letters("\xED\x95\x9C\xEA\xB5\xAD \xEC\x84\x9C\xEC\x9A\xB8").size(), 2U);
}

TEST(WordsOfAText, JoinALineEndOnlyWithinAWord) {
  EXPECT_THAT(words_in_letters("agree-\nment"), ElementsAre("agreement"));
  EXPECT_THAT(words_in_letters("North-\n\nment"), ElementsAre("north", "ment"));
  EXPECT_THAT(words_in_letters("talks -- which"), ElementsAre("talks", "which"));
}

TEST(WordsOfAText, KnowOwnWordsFromQuotedOnes) {
  EXPECT_THAT(words_of("He said \"we kept it\" twice.").quoted, ElementsAre(0, 0, 1, 1, 1, 0));
  EXPECT_THAT(words_of("He said \xE2\x80\x9Cwe kept it\xE2\x80\x9D twice.").quoted, ElementsAre(0, 0, 1, 1, 1, 0));
  EXPECT_THAT(words_of("He said 'we kept it' twice.").quoted, ElementsAre(0, 0, 1, 1, 1, 0));
  EXPECT_THAT(words_of("\xC2\xABNous\xC2\xBB dit il").quoted, ElementsAre(1, 0, 0));
}

TEST(WordsOfAText, TakeAnApostropheForNoQuotationMark) {
  EXPECT_EQ(words_of("the workers' union and its members' votes").own(), 7U);
  EXPECT_EQ(words_of("in the 'nineties it was over").own(), 6U);
}

TEST(WordsOfAText, LetAQuotationRunOverParagraphsOnlyWhereEachOpensIt) {
  EXPECT_THAT(words_of("\"one two\n\n\"three\" four").quoted, ElementsAre(1, 1, 1, 0));
  EXPECT_THAT(words_of("\"one two\n\nthree four").quoted, ElementsAre(1, 1, 0, 0));
}

TEST(WordsOfAText, AreNoneOfNothingAndOfNoise) {
  EXPECT_THAT(words_of("").ids, IsEmpty());
  EXPECT_THAT(words_of(" \n -- \"\" ... \xFF\xFE").ids, IsEmpty());
}

}  // namespace
}  // namespace entente::evidence
