// The bibliography: what BibTeX takes is read, what it would stumble over is told with its place.
#include "accord/bibliography.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>

namespace entente::accord {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;
using ::testing::SizeIs;

std::string faults(const std::string& text) {
  try {
    parse_bibliography(text, "sources.bib");
  } catch (const Problems& problems) {
    return problems.what();
  }
  return "";
}

TEST(Bibliography, EntriesHaveKindKeyFieldsAndPlace) {
  const auto entries = parse_bibliography(
      "% a remark with an @misc{x, in it\n"
      "@Book{six2007,\n"
      "  Author = {{Six-Party Talks}},\n"
      "  title = \"Initial  Actions\n for {Joint} Statement\",\n"
      "  year = 2007,\n"
      "}\n",
      "sources.bib");
  ASSERT_THAT(entries, SizeIs(1));
  EXPECT_EQ(entries[0].key, "six2007");
  EXPECT_EQ(entries[0].kind, "book");
  EXPECT_EQ(entries[0].place, (Place{.line = 2, .column = 1}));
  EXPECT_THAT(entries[0].fields,
              ElementsAre(Pair("author", "Six-Party Talks"), Pair("title", "Initial Actions for Joint Statement"),
                          Pair("year", "2007")));
}

TEST(Bibliography, CommentsAndAnEmptyFileHaveNoEntries) {
  EXPECT_THAT(parse_bibliography("", "sources.bib"), SizeIs(0));
  EXPECT_THAT(parse_bibliography("@comment{anything {at} all}\nplain words", "sources.bib"), SizeIs(0));
}

TEST(Bibliography, EveryFaultIsToldWithItsPlace) {
  EXPECT_THAT(faults("@misc{a, title = {one}}\n@misc{a, title = {two}}"),
              HasSubstr("sources.bib:2:1: error: `a` stands in the bibliography twice; keep one"));
  EXPECT_THAT(faults("@misc{a,\n  title = {never closed"), HasSubstr("title of `a` has no closing brace"));
  EXPECT_THAT(faults("@misc{a, title = \"never closed"), HasSubstr("title of `a` has no closing quote"));
  EXPECT_THAT(faults("@misc{a, month = jan}"), HasSubstr("month of `a` is neither in braces nor a number"));
  EXPECT_THAT(faults("@misc{a, title = {one} year = 2007}"), HasSubstr("where a comma or its closing brace is due"));
  EXPECT_THAT(faults("@misc{, title = {one}}"), HasSubstr("has no key"));
  EXPECT_THAT(faults("@misc a"), HasSubstr("an entry opens with a brace"));
  EXPECT_THAT(faults("@string{jan = {January}}"), HasSubstr("@string is not read here"));
  EXPECT_THAT(faults("@misc{a, title}"), HasSubstr("is not `name = {text}`"));
  EXPECT_THAT(faults("\xff"), HasSubstr("sources.bib:1:1"));
  const std::string two = faults("@misc{, x = {1}}\n@misc{b, y = z}");
  EXPECT_THAT(two, HasSubstr("sources.bib:1"));
  EXPECT_THAT(two, HasSubstr("sources.bib:2"));
}

// Cut off anywhere, it is read or refused; nothing else.
TEST(Bibliography, NoBeginningOfAFileDoesHarm) {
  const std::string whole = "@misc{a, title = {one {two}}, note = \"three\", year = 2007}\n% remark\n@comment{x}\n";
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    try {
      EXPECT_LE(parse_bibliography(whole.substr(0, length), "sources.bib").size(), 1U);
    } catch (const Problems& problems) {
      EXPECT_FALSE(problems.problems().empty());
    }
  }
}

TEST(Bibliography, ThoseOfTheCasesAreReadAndASingleFileHasNone) {
  const std::filesystem::path cases = std::filesystem::path(ENTENTE_SOURCE_DIR) / "cases";
  EXPECT_THAT(load_bibliography(cases / "korea-2019"), SizeIs(testing::Gt(50U)));
  EXPECT_THAT(load_bibliography(cases / "two-neighbours"), SizeIs(0));
  EXPECT_THAT(load_bibliography(cases / "korea-2019/accord.yaml"), SizeIs(0));
}

}  // namespace
}  // namespace entente::accord
