// Dates as documents write them, and what is no date.
#include <gtest/gtest.h>

#include <string>

#include "evidence/document_date.h"
#include "evidence/document_parts.h"

namespace entente::evidence {
namespace {

std::string read_date(const std::string& text) {
  const auto date = date_in(text);
  return date ? written(*date) : "unknown";
}

TEST(Date, IsReadInTheWaysThatDocumentsWriteIt) {
  for (const char* const text :
       {"2019-02-14", "2019/02/14", "2019. 2. 14.", "Feb. 14, 2019", "February 14th, 2019", "14 February 2019",
        "Published on Thursday, 14 Feb 2019", "20190214", "2019\xEB\x85\x84 2\xEC\x9B\x94 14\xEC\x9D\xBC",
        "2019\xE5\xB9\xB4"
        "2\xE6\x9C\x88"
        "14\xE6\x97\xA5"}) {
    EXPECT_EQ(read_date(text), "2019-02-14") << text;
  }
}

TEST(Date, KeepsTheTimeThatIsWrittenAndNoMore) {
  EXPECT_EQ(read_date("2019-02-14T09:30:00+09:00"), "2019-02-14T09:30+09:00");
  EXPECT_EQ(read_date("2019-02-14T09:30:00.000Z"), "2019-02-14T09:30+00:00");
  EXPECT_EQ(read_date("Thu, 14 Feb 2019 09:30:00 -0500"), "2019-02-14T09:30-05:00");
  EXPECT_EQ(read_date("Feb. 14, 2019 at 9:30 pm KST"), "2019-02-14T21:30+09:00");
  EXPECT_EQ(read_date("Feb. 14, 2019 12:05 am"), "2019-02-14T00:05");
  EXPECT_EQ(read_date("D:20190214093000+09'00'"), "2019-02-14T09:30+09:00");
  EXPECT_EQ(read_date("2019-02-14 25:61"), "2019-02-14");
}

TEST(Date, StaysUnknownWhereItIsNotWhole) {
  for (const char* const text : {"", "Feb. 14", "14 February", "03/04/2019", "2019-02-30", "2019-13-01",
                                 "chapter 12 of 2019", "99999999", "the year 2019"}) {
    EXPECT_EQ(read_date(text), "unknown") << text;
  }
}

TEST(Date, PutsMomentsInOrderAcrossTimeZones) {
  const auto order = [](const char* text) { return minute_for_order(*date_in(text)); };
  EXPECT_EQ(order("2019-02-14T09:30+09:00"), order("2019-02-14T00:30Z"));
  EXPECT_LT(order("2019-02-14T09:30+09:00"), order("2019-02-14T00:31Z"));
  EXPECT_LT(order("2019-02-14T23:58Z"), order("2019-02-14"));
  EXPECT_LT(order("2019-02-14"), order("2019-02-15T00:00Z"));
}

TEST(DateLine, IsOneThatHoldsNextToNothingElse) {
  EXPECT_TRUE(date_line("Published: 14 February 2019, 09:30 GMT"));
  EXPECT_TRUE(date_line("Thursday 14 February 2019"));
  EXPECT_FALSE(date_line("Updated: 14 February 2019"));
  EXPECT_FALSE(date_line("The talks of 14 February 2019 failed"));
}

TEST(Byline, GivesTheNamesAlone) {
  EXPECT_EQ(byline_names("By Jane Doe and Juan de la Cruz, Harbour Times"), "");
  EXPECT_EQ(byline_names("By Jane Doe and John Roe, Harbour Times"), "Jane Doe and John Roe");
  EXPECT_EQ(byline_names("BY JANE DOE"), "JANE DOE");
  EXPECT_EQ(byline_names("By noon the river had risen"), "");
  EXPECT_EQ(byline_names("By Monday the river had risen by two metres"), "");
}

std::string dateline(const std::string& text) {
  const auto found = dateline_of(text);
  if (!found) return "none";
  return found->place + '|' + (found->date ? written(*found->date) : "") + '|' + found->agency;
}

TEST(DatelineOfAText, TellsPlaceAndAgencyAndADateOnlyWithItsYear) {
  EXPECT_EQ(dateline("SEOUL, Feb. 14 (Yonhap) \xE2\x80\x94 The talks"), "Seoul||Yonhap");
  EXPECT_EQ(dateline("SEOUL, Feb. 14, 2019 (Yonhap) -- The talks"), "Seoul|2019-02-14|Yonhap");
  EXPECT_EQ(dateline("VIENNA \xE2\x80\x94 The agency"), "Vienna||");
  EXPECT_EQ(dateline("WASHINGTON, D.C. (Tidewire) - The"), "Washington, D.C.||Tidewire");
  EXPECT_EQ(dateline("New York, 14 March 2019 \xE2\x80\x93 The council"), "New York|2019-03-14|");
  EXPECT_EQ(dateline("RIO DE JANEIRO (AP) \xE2\x80\x94 They"), "Rio De Janeiro||AP");
}

TEST(DatelineOfAText, IsNotMadeOfASentence) {
  EXPECT_EQ(dateline("The minister \xE2\x80\x94 who had said so before \xE2\x80\x94 left."), "none");
  EXPECT_EQ(dateline("Nobody came. 12 people \xE2\x80\x94 all of them old \xE2\x80\x94 left."), "none");
  EXPECT_EQ(dateline("Seoul \xE2\x80\x94 The talks"), "none");
}

}  // namespace
}  // namespace entente::evidence
