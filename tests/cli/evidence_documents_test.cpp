// `entente evidence read` and `copies` as people use them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/running.h"

namespace entente::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Names = std::vector<std::vector<std::string>>;

const std::string kFixtures = ENTENTE_SOURCE_DIR "/tests/evidence/fixtures/";
const std::string kHarbour = kFixtures + "harbour-times.html";
const std::string kPlains = kFixtures + "plains-daily.html";
const std::string kGreyford = kFixtures + "greyford-observer.html";

Names sources(const Ran& ran) {
  return nlohmann::json::parse(ran.out).at("sources").get<Names>();
}

TEST(EvidenceCopies, AnArticleItsCopyAndAnUnrelatedPieceAreTwoSources) {
  const Names expected{{kGreyford}, {kHarbour, kPlains}};
  EXPECT_EQ(sources(run({"evidence", "copies", kHarbour, kPlains, kGreyford, "--json"})), expected);
  EXPECT_EQ(sources(run({"evidence", "copies", kGreyford, kPlains, kHarbour, "--json", "--threads", "1"})), expected);
}

TEST(EvidenceCopies, TellsWhichFilesItCanNotReadAndComparesTheOthers) {
  const TemporaryFolder folder;
  const std::string empty = folder.file("empty.txt", "");
  const std::string binary = folder.file("binary.txt", std::string("\x7F"
                                                                   "ELF\x02\0\0\x01",
                                                                   8));
  const std::string latin = folder.file("latin.txt", "The caf\xE9s were closed.");
  const std::string large = folder.file("large.txt", std::string(100 << 20, 'a'));
  const Ran ran = run({"evidence", "copies", empty, kHarbour, binary, latin, large, folder.file("a.txt", "") + ".none",
                       kPlains, "--json"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(sources(ran), (Names{{kHarbour, kPlains}}));
  EXPECT_THAT(ran.err, AllOf(HasSubstr("empty.txt: error: this document is empty"),
                             HasSubstr("binary.txt: error: this document is no text"),
                             HasSubstr("latin.txt: error: this document is not UTF-8"),
                             HasSubstr("large.txt: error: this document is 100 MiB large"),
                             HasSubstr("a.txt.none: error: this document can not be opened: No such file")));
  EXPECT_EQ(nlohmann::json::parse(ran.out).at("refused").size(), 5U);
}

TEST(EvidenceCopies, TakesNamesFromAListAndEachFileOnce) {
  const TemporaryFolder folder;
  const std::string list = folder.file("list", kPlains + "\n" + kHarbour + "\r\n\n");
  EXPECT_EQ(sources(run({"evidence", "copies", kPlains, "--list", list, "--json"})), (Names{{kHarbour, kPlains}}));
}

TEST(EvidenceCopies, ComparesWithATruthOnlyWhereItNamesEveryDocument) {
  const TemporaryFolder folder;
  const std::string truth =
      folder.file("truth.json", R"({"sources": [[")" + kHarbour + R"("], [")" + kPlains + R"("]]})");
  const Ran ran = run({"evidence", "copies", kHarbour, kPlains, "--truth", truth, "--json"});
  EXPECT_EQ(nlohmann::json::parse(ran.out).at("agreement").at("pair_precision"), 0.0);
  const Ran lacking = run({"evidence", "copies", kHarbour, kGreyford, "--truth", truth});
  EXPECT_EQ(lacking.status, 2);
  EXPECT_THAT(lacking.err, HasSubstr("greyford-observer.html"));
  EXPECT_EQ(run({"evidence", "copies", kHarbour, "--truth", folder.file("t", "[1]")}).status, 2);
}

TEST(EvidenceRead, LeavesUnknownWhatADocumentDoesNotSay) {
  const TemporaryFolder folder;
  const Ran ran = run({"evidence", "read", folder.file("a.txt", "The ministry said so."), "--json"});
  const nlohmann::json document = nlohmann::json::parse(ran.out).at("documents").at(0);
  for (const char* key : {"title", "date", "author", "outlet", "agency", "place", "language"}) {
    EXPECT_TRUE(document.at(key).is_null()) << key;
  }
  EXPECT_EQ(document.at("words"), 4);
  EXPECT_EQ(document.at("sha256").get<std::string>().size(), 64U);
}

TEST(EvidenceRead, NeedsADocument) {
  EXPECT_EQ(run({"evidence", "read"}).status, 2);
  EXPECT_EQ(run({"evidence", "copies", "--list", "no such list"}).status, 3);
  EXPECT_THAT(run({"evidence", "copys"}).err, HasSubstr("did you mean copies?"));
}

}  // namespace
}  // namespace entente::test
