// A table of who values what as an accord, and tables that leave something open.
#include "accord/import_csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "accord/read.h"
#include "accord/same_accord.h"
#include "accord/write.h"

namespace entente::accord {
namespace {

using testing::HasSubstr;

const std::string tariffs =
    "actor,issue,option,value\n"
    "Ash,tariff,as today,1\n"
    "Ash,tariff,halved,0.7\n"
    "Ash,tariff,gone,-2\n"
    "Ash,ports,closed,0\n"
    "Ash,ports,open,3\n"
    "Birch,tariff,as today,0\n"
    "Birch,tariff,halved,0.1\n"
    "Birch,tariff,gone,0.3\n"
    "Birch,ports,closed,0\n"
    "Birch,ports,open,-1\n";

std::string csv_refusal(const std::string& table) {
  try {
    import_csv({"tariffs.csv", table});
  } catch (const ImportRefused& refused) {
    return refused.what();
  }
  return "accepted";
}

Accord imported(const std::string& table) {
  return import_csv({"tariffs.csv", table}).accord;
}

TEST(Table, BecomesAnAccordWhoseFirstOptionsAreToday) {
  const Accord accord = imported(tariffs);
  EXPECT_EQ(write(accord),
            "accord: tariffs\n"
            "note: \"" +
                accord.provenance.note +
                "\"\n"
                "period: 1 year\n"
                "walk_away: false\n"
                "parties:\n"
                "  Ash:\n"
                "    patience: 0.9\n"
                "  Birch:\n"
                "    patience: 0.9\n"
                "commitments:\n"
                "  tariff:\n"
                "    by: Ash\n"
                "    note: \"today: as today\"\n"
                "    levels:\n"
                "      - name: halved\n"
                "        once: {Ash: -0.3, Birch: 0.1}\n"
                "        undo: never\n"
                "      - name: gone\n"
                "        once: {Ash: -2.7, Birch: 0.2}\n"
                "        undo: never\n"
                "  ports:\n"
                "    by: Ash\n"
                "    note: \"today: closed\"\n"
                "    levels:\n"
                "      - name: open\n"
                "        once: {Ash: 3, Birch: -1}\n"
                "        undo: never\n");
  expect_same(parse(write(accord), "tariffs.yaml"), accord);
}

TEST(Table, WithoutNoDealLeavesEverythingAsTodayWithoutADeal) {
  EXPECT_EQ(imported(tariffs).parties[0].breakdown, Range::exactly(0.0));
}

// Ash has 1 point today and 2 without a deal: breakdown is the difference of 1, a tenth of it a year at patience 0.9.
TEST(Table, MaySayWhatEachActorHasWithoutADeal) {
  const Accord accord = imported(tariffs + "Ash,,no deal,2\nBirch,,No Deal,-0.5\n");
  EXPECT_EQ(accord.parties[0].breakdown, Range::exactly(0.1));
  EXPECT_EQ(accord.parties[1].breakdown, Range::exactly(-0.05));
}

TEST(Table, IsTheSameHoweverItIsWritten) {
  const Accord accord = imported("option,actor,value,issue\r\nas today,Ash,1,tariff\r\nhalved,Ash,2,tariff\r\n");
  for (const std::string table :
       {"\xEF\xBB\xBF"
        "actor,issue,option,value\nAsh,tariff,as today,1\nAsh,tariff,halved,2",
        " Actor , Issue,OPTION,value\n\nAsh, tariff ,as today, 1\n\n\nAsh,tariff,halved,+2\n\n",
        "\"actor\",\"issue\",\"option\",\"value\"\n\"Ash\",\"tariff\",\"as "
        "today\",\"1\"\n\"Ash\",\"tariff\",\"halved\",\"2\"\n"}) {
    expect_same(imported(table), accord);
  }
}

TEST(Table, KeepsCommasQuotesAndLineEndsOfAQuotedField) {
  const Accord accord =
      imported("actor,issue,option,value\nAsh,tariff,now,0\nAsh,tariff,\"half, \"\"at once\"\"\nor later\",1\n");
  EXPECT_EQ(accord.commitments[0].levels[0].name, "half, \"at once\" or later");
}

TEST(RefusedTable, SaysAllThatIsWrongWithItsLines) {
  EXPECT_EQ(
      csv_refusal("actor,issue,option,value\n"
                  "Ash,tariff,as today,0\n"
                  "Ash,tariff,halved,much\n"
                  "Ash,tariff\n"
                  ",tariff,gone,1\n"
                  "Ash,,halved,1\n"
                  "Birch,tariff,as today,0\n"
                  "Birch,tariff,as today,1\n"
                  "Birch,ports,\"open\",1\n"
                  "Ash,,no deal,1\n"),

      "tariffs.csv:3:12: error: Birch has no value for halved of tariff; add a line for each actor\n"
      "tariffs.csv:3:19: error: `much` is not a number of points; write for instance `-1.5`\n"
      "tariffs.csv:4:1: error: this line has 2 fields and needs four; put double quotes around a field with a comma\n"
      "tariffs.csv:5:1: error: the actor is empty; name it\n"
      "tariffs.csv:6:5: error: the issue is empty; only the option `no deal` goes without one\n"
      "tariffs.csv:8:1: error: Birch values this twice, first in line 7; keep one\n"
      "tariffs.csv:9:13: error: Ash has no value for open of ports; add a line for each actor\n"
      "tariffs.csv:10:6: error: Birch has no value for no deal, as others have; add a line for each actor");
}

TEST(RefusedTable, NeedsItsHeader) {
  const std::string message =
      "tariffs.csv:1:1: error: the first line must name the columns: write `actor,issue,option,value`";
  EXPECT_EQ(csv_refusal("Ash,tariff,halved,1\n"), message);
  EXPECT_EQ(csv_refusal("actor;issue;option;value\nAsh;tariff;halved;1\n"), message);
  EXPECT_EQ(csv_refusal("actor,issue,option,value,note\n"), message);
  EXPECT_EQ(csv_refusal("actor,issue,option,actor\n"), message);
  EXPECT_EQ(csv_refusal(""), "tariffs.csv:1:1: error: the file is empty; its first line is `actor,issue,option,value`");
  EXPECT_THAT(csv_refusal("actor,issue,option,value\n"), HasSubstr("there is nothing below the header"));
}

TEST(RefusedTable, HasQuotesThatDoNotMatch) {
  EXPECT_EQ(csv_refusal("actor,issue,option,value\nAsh,\"tariff,halved,1\n"),
            "tariffs.csv:2:5: error: this quoted field does not end; close it with `\"`");
  EXPECT_EQ(csv_refusal("actor,issue,option,value\nAsh,\"tariff\"s,halved,1\n"),
            "tariffs.csv:2:13: error: a quoted field ends before this; write `\"\"` for a quote inside it");
}

TEST(RefusedTable, LeavesNothingToAgreeOn) {
  EXPECT_EQ(csv_refusal("actor,issue,option,value\nAsh,tariff,halved,1\n"),
            "tariffs.csv:1:1: error: no issue has two or more options, so there is nothing to agree on");
}

}  // namespace
}  // namespace entente::accord
