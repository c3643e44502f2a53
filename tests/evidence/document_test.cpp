// What documents say of themselves, what stays unknown, and documents that can not be read.
#include "evidence/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "evidence/fixture.h"
#include "evidence/words.h"

namespace entente::evidence {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Document read_bytes(const std::string& bytes) {
  const DocumentRead result = read_document(bytes);
  EXPECT_TRUE(result.document) << result.refusal;
  return result.document.value_or(Document{});
}

std::string refusal(const std::string& bytes) {
  const DocumentRead result = read_document(bytes);
  EXPECT_FALSE(result.document);
  return result.refusal;
}

std::string text(const std::optional<Said>& said) {
  return said ? said->text + " | " + said->where : "unknown";
}

const std::string kBody =
    "<p>The ministry said on Tuesday that it had halted its only reactor, and that inspectors would seal the control "
    "room before the end of the week, as the accord has it.</p><p>Workers on the night shift lowered the control rods "
    "shortly after two in the morning, said three people at the plant who asked not to be named in the paper.</p>";

TEST(Page, SaysWhoWhenAndWhereInItsDescription) {
  const Document page = fixture("harbour-times.html");
  EXPECT_EQ(page.format, DocumentFormat::html);
  EXPECT_EQ(text(page.title), "Northport reactor halted under neighbours' accord | JSON-LD headline");
  EXPECT_EQ(written(page.date.value().date), "2031-03-04T08:15+00:00");
  EXPECT_EQ(text(page.author), "Maud Ellery | JSON-LD author");
  EXPECT_EQ(text(page.outlet), "Harbour Times | JSON-LD publisher");
  EXPECT_EQ(text(page.agency), "Tidewire | dateline");
  EXPECT_EQ(text(page.place), "Northport | dateline");
  EXPECT_EQ(text(page.language), "en-GB | html lang");
}

TEST(Page, LosesItsFurnitureAndKeepsItsArticle) {
  for (const char* const name : {"harbour-times.html", "plains-daily.html"}) {
    const Document page = fixture(name);
    EXPECT_THAT(page.text,
                AllOf(HasSubstr("Workers on the night shift"), HasSubstr("weakest point of the agreement.")));
    for (const char* const furniture : {"cookies", "World", "Farm prices", "Related", "shopkeepers", "County fair",
                                        "newsletter", "rights reserved", "Share", "Maud Ellery"}) {
      EXPECT_THAT(page.text, Not(HasSubstr(furniture))) << name;
    }
  }
}

TEST(Page, SaysNothingThatIsNotThere) {
  const Document page = read_bytes("<html><body>" + kBody + "</body></html>");
  EXPECT_EQ(text(page.title), "unknown");
  EXPECT_FALSE(page.date);
  EXPECT_EQ(text(page.author), "unknown");
  EXPECT_EQ(text(page.outlet), "unknown");
  EXPECT_EQ(text(page.place), "unknown");
  EXPECT_EQ(text(page.language), "unknown");
}

TEST(Page, TakesItsNameOffTheTitle) {
  const Document page = read_bytes(
      "<html><head><title>A reactor stops | The Gull</title><meta property=og:site_name content='The Gull'>"
      "</head><body>" +
      kBody + "</body></html>");
  EXPECT_EQ(text(page.title), "A reactor stops | title");
}

TEST(Page, IsReadWithoutAnyOfItsElementsNamed) {
  std::string menu = "<div>";
  for (int k = 0; k < 30; ++k) menu += "<div><a href=/>Some other story of the day</a></div>";
  const Document page = read_bytes("<html><body>" + menu + "</div>" + kBody + menu + "</div></body></html>");
  EXPECT_THAT(page.text, Not(HasSubstr("Some other story")));
  EXPECT_EQ(page.words, 61U);
}

TEST(Page, IsKnownByEveryEncodingItDeclares) {
  const std::string head = "<html><head><meta charset=\"";
  const Document latin =
      read_bytes(head + "iso-8859-1\"></head><body><h1>Caf\xE9 \x93Nord\x94</h1>" + kBody + "</body></html>");
  EXPECT_EQ(text(latin.title), "Caf\xC3\xA9 \xE2\x80\x9CNord\xE2\x80\x9D | h1");
  const Document korean =
      read_bytes(head + "euc-kr\"></head><body><h1>\xBC\xAD\xBF\xEF</h1>" + kBody + "</body></html>");
  EXPECT_EQ(text(korean.title), "\xEC\x84\x9C\xEC\x9A\xB8 | h1");
  const Document silent = read_bytes("<html><body><h1>Caf\xE9</h1>" + kBody + "</body></html>");
  EXPECT_EQ(text(silent.title), "Caf\xC3\xA9 | h1");
  EXPECT_THAT(silent.notices, ElementsAre(HasSubstr("Windows-1252")));
  EXPECT_THAT(refusal(head + "klingon\"></head><body>" + kBody), HasSubstr("`klingon`, which is no known encoding"));
}

TEST(Page, OfAnyDepthIsReadOrRefusedInGoodTime) {
  std::string deep;
  for (int k = 0; k < 200000; ++k) deep += "<div><b>";
  read_document("<html><body>" + kBody + deep + kBody);
  std::string open;
  for (int k = 0; k < 200000; ++k) open += "<p><font>a";
  read_document("<html><body>" + open);
}

TEST(Pdf, GivesItsTextAndWhatItSays) {
  const Document pdf = fixture("tidewire.pdf");
  EXPECT_EQ(pdf.format, DocumentFormat::pdf);
  EXPECT_EQ(text(pdf.title), "Northport reactor halted, ministry says | PDF info Title");
  EXPECT_EQ(text(pdf.author), "Maud Ellery | PDF info Author");
  EXPECT_EQ(written(pdf.date.value().date), "2031-03-04");
  EXPECT_EQ(pdf.date->where, "dateline");
  EXPECT_THAT(pdf.text, AllOf(HasSubstr("NORTHPORT"), Not(HasSubstr("ministry says"))));
  EXPECT_THAT(words_in_letters(pdf.text), testing::Contains("program"));
}

TEST(Pdf, CutShortIsRefusedOrReadButNeverWorse) {
  const std::string whole = fixture_bytes("tidewire.pdf");
  for (std::size_t length = 5; length < whole.size(); length += 37) {
    const DocumentRead result = read_document(whole.substr(0, length));
    EXPECT_NE(result.document.has_value(), !result.refusal.empty()) << length;
  }
}

TEST(PlainText, KnowsTheHabitsOfPeopleWhoSaveIt) {
  const Document saved = read_bytes(
      "Source: The Gull\nDate: 14 February 2031\n\nA reactor stops\n\nBy Jane Doe\n\nSEOUL (Tidewire) -- The ministry "
      "said so.\n\nMore later.\n");
  EXPECT_EQ(text(saved.outlet), "The Gull | line `source:`");
  EXPECT_EQ(written(saved.date.value().date), "2031-02-14");
  EXPECT_EQ(text(saved.title), "A reactor stops | first line");
  EXPECT_EQ(text(saved.author), "Jane Doe | byline");
  EXPECT_EQ(text(saved.place), "Seoul | dateline");
  EXPECT_EQ(saved.text, "SEOUL (Tidewire) -- The ministry said so.\n\nMore later.");
}

TEST(PlainText, HasNoTitleWhereNoneIsSetApart) {
  const Document saved = read_bytes("The ministry said so.\n\nMore later.\n");
  EXPECT_EQ(text(saved.title), "unknown");
  EXPECT_EQ(saved.words, 6U);
}

TEST(PlainText, IsTheSameInEveryUnicode) {
  const Document utf8 = read_bytes("A caf\xC3\xA9 stops\n\nMore later.");
  EXPECT_EQ(read_bytes(std::string("\xEF\xBB\xBF") + "A caf\xC3\xA9 stops\r\n\r\nMore later.").text, utf8.text);
  std::string wide = "\xFF\xFE";
  for (const char letter : std::string("A caf\xE9 stops\n\nMore later.")) wide += std::string{letter, '\0'};
  EXPECT_EQ(read_bytes(wide).text, utf8.text);
  EXPECT_EQ(text(read_bytes(wide).title), text(utf8.title));
}

TEST(Document, IsKnownByTheHashOfItsBytes) {
  EXPECT_EQ(read_bytes("abc").sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Document, ThatCanNotBeReadIsRefusedWithTheReason) {
  EXPECT_EQ(refusal(""), "is empty");
  EXPECT_EQ(refusal(" \n \n"), "holds no words");
  EXPECT_THAT(refusal(std::string("\x7F"
                                  "ELF\x02\0\0\x01",
                                  8)),
              HasSubstr("is no text"));
  EXPECT_THAT(refusal("The minister spoke of caf\xE9s."),
              HasSubstr("is not UTF-8 (line 1) and names no other encoding"));
  EXPECT_THAT(refusal("\xFF\xFE"
                      "abc"),
              HasSubstr("begins like utf-16le"));
  EXPECT_THAT(refusal("%PDF-1.4\nnothing else"), HasSubstr("damaged PDF"));
  EXPECT_THAT(refusal("<html><body><script>var a = 1;</script></body></html>"), HasSubstr("holds no words"));
  EXPECT_THAT(refusal(std::string(100 << 20, 'a')), HasSubstr("is 100 MiB large; at most 32 MiB are read"));
}

}  // namespace
}  // namespace entente::evidence
