// `entente import` as people use it: files in, an accord file out that the other commands read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "accord/genius_domain.h"
#include "cli/running.h"

namespace entente::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

const std::string kTable =
    "actor,issue,option,value\nAsh,tariff,as today,0\nAsh,tariff,halved,-2\nBirch,tariff,as today,0\n"
    "Birch,tariff,halved,3\n";

TEST(Import, PrintsAnAccordThatOtherCommandsRead) {
  const TemporaryFolder folder;
  const std::string domain = folder.file("trade.xml", accord::trade_domain);
  const std::string buyer = folder.file("buyer.xml", accord::buyer_profile);
  const std::string seller = folder.file("seller.xml", accord::seller_profile);
  const Ran ran = run({"import", "genius", domain, buyer, seller});
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.out, StartsWith("accord: Trade\n"));
  EXPECT_THAT(ran.err, IsEmpty());
  EXPECT_EQ(run({"check", folder.file("trade.yaml", ran.out)}).status, 0);
}

TEST(Import, SaysWhatItChangedOnStandardErrorUnlessQuiet) {
  const TemporaryFolder folder;
  const std::string table = folder.file("t.csv", kTable + "Ash,all,none,0\nBirch,all,none,1\n");
  const Ran ran = run({"import", "csv", table});
  EXPECT_THAT(ran.err, HasSubstr("t.csv:6:9: note: issue \"all\" leaves no choice"));
  EXPECT_THAT(run({"import", "csv", table, "--quiet"}).err, IsEmpty());
}

TEST(Import, RefusesWithEveryReasonAndPrintsNothing) {
  const TemporaryFolder folder;
  const Ran ran = run({"import", "csv", folder.file("t.csv", kTable + "Ash,ports,open,much\nBirch,ports\n")});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_THAT(ran.err, HasSubstr("t.csv:6:16: error: `much` is not a number of points"));
  EXPECT_THAT(ran.err, HasSubstr("t.csv:7:1: error: this line has 2 fields"));
}

TEST(Import, KnowsBadUsageFromAMissingFile) {
  EXPECT_EQ(run({"import"}).status, 2);
  EXPECT_EQ(run({"import", "csv"}).status, 2);
  EXPECT_EQ(run({"import", "csv", "no such table.csv"}).status, 3);
  const Ran misspelt = run({"import", "genuis", "a.xml"});
  EXPECT_EQ(misspelt.status, 2);
  EXPECT_THAT(misspelt.err, HasSubstr("did you mean genius?"));
}

}  // namespace
}  // namespace entente::test
