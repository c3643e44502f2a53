// Text on a terminal: what fits, what wraps, what never reaches it.
#include "report/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace entente::report {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr Terminal kNarrow{.columns = 40};
constexpr Terminal kWide{.columns = 120};

TEST(Layout, WidthIsCountedInColumnsNotInBytes) {
  EXPECT_EQ(width_of("relief → full"), 13U);
  EXPECT_EQ(width_of("영변"), 4U);
  EXPECT_EQ(width_of("e\u0301"), 1U);
}

TEST(Layout, LinesBreakAtSpacesAndWordsOnlyWhereTheyMust) {
  EXPECT_THAT(wrapped("one two three", 8), ElementsAre("one two", "three"));
  EXPECT_THAT(wrapped("denuclearisation", 6), ElementsAre("denucl", "earisa", "tion"));
  EXPECT_THAT(wrapped("영변 영변", 4), ElementsAre("영변", "영변"));
  EXPECT_THAT(wrapped("one\ntwo", 8), ElementsAre("one", "two"));
}

TEST(Layout, CommandsToTheTerminalInAFileAreNotObeyed) {
  const std::string text = paragraph("a\x1b[31mred\u202Eevil\u009B1m", kWide);
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, Not(HasSubstr("\u202E")));
  EXPECT_THAT(text, Not(HasSubstr("\u009B")));
}

TEST(Layout, ColourIsAddedOnlyWhereItIsWelcomeAndTakesNoRoom) {
  const std::string plain = paragraph("It holds.", kWide, "", Tone::good);
  EXPECT_EQ(plain, "It holds.\n");
  const std::string coloured = paragraph("It holds.", {.columns = 120, .colour = true}, "", Tone::good);
  EXPECT_EQ(coloured, "\x1b[32mIt holds.\x1b[0m\n");
}

TEST(Layout, ATableThatFitsHasItsColumnsUnderTheirTitles) {
  const Table table{.columns = {{"party"}, {"gain", Align::right}}, .rows = {{{"North"}, {"2.5"}}, {{"영변"}, {"10"}}}};
  EXPECT_EQ(drawn(table, kWide), "party  gain\n───────────\nNorth   2.5\n영변     10\n");
}

TEST(Layout, ATableThatCanNotFitBecomesAListOfItsRows) {
  Table table{.columns = {}, .rows = {{}}};
  for (const char* title : {"first", "second", "third", "fourth", "fifth"}) {
    table.columns.push_back({title, Align::right});
    table.rows.front().push_back({"1234567890"});
  }
  EXPECT_THAT(drawn(table, kNarrow), HasSubstr("- first: 1234567890\n  second: 1234567890\n"));
}

}  // namespace
}  // namespace entente::report
