// `entente evidence ...` as people use it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "cli/running.h"

namespace entente::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

const std::string kCase = ENTENTE_SOURCE_DIR "/cases/two-neighbours";
const std::string kAccord = ENTENTE_SOURCE_DIR "/tests/report/accords/neighbours.yaml";
const std::string kFull = ENTENTE_SOURCE_DIR "/tests/evidence/full.yaml";
const std::string kTone = ENTENTE_SOURCE_DIR "/cases/two-neighbours/tone.csv";

TEST(EvidenceCommand, SaysWhatIsBelievedInWordsAndNumbers) {
  const Ran ran =
      run({"evidence", "belief", kCase}, {.environment = {{"COLUMNS", "140"}}, .folder = {}, .out_file = {}});
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.out, HasSubstr("reactor kept: unlikely to almost certain ("));
  EXPECT_THAT(ran.out, HasSubstr("a copy of herald-1: one witness"));
  EXPECT_THAT(ran.out, HasSubstr("grade A5 of item insider"));
  EXPECT_THAT(ran.err, IsEmpty());
}

TEST(EvidenceCommand, NeverShowsATextWithoutALicence) {
  for (const char* form : {"", "--json"}) {
    std::vector<std::string> arguments{"evidence", "items", kCase};
    if (*form != '\0') arguments.emplace_back(form);
    const Ran ran = run(arguments);
    EXPECT_EQ(ran.status, 0);
    EXPECT_THAT(ran.out, Not(HasSubstr("in the tunnel")));
    EXPECT_THAT(ran.out, HasSubstr("A plume over the cooling tower."));
  }
}

TEST(EvidenceCommand, TellsFaultyItemsAndGoesOnWithTheRest) {
  const TemporaryFolder folder;
  const std::string file =
      folder.file("evidence.yaml",
                  "evidence: A\nsources: {radio: {class: sensor}}\nitems:\n"
                  "  - {id: a, seen: 2025-01-01, by: radio, about: {reactor: halted}, grade: A1, says: kept}\n"
                  "  - {id: b, seen: 2025-01-01, by: radio, about: {reacter: halted}, grade: A1, says: kept}\n"
                  "  - {id: c, seen: 2099-01-01, by: radio, about: {reactor: halted}, grade: A1, says: kept}\n");
  const Ran ran = run({"evidence", "belief", kAccord, "--evidence", file});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("evidence.yaml:5:50: error: no commitment is called \"reacter\""));
  EXPECT_THAT(ran.err, HasSubstr("evidence.yaml:6:19: error: item c was seen on 2099-01-01"));
  EXPECT_THAT(ran.out, AllOf(HasSubstr("reactor kept: "), HasSubstr("2 items were left out")));
}

TEST(EvidenceCommand, TakesADayAndKnowsWhatWasSealedThen) {
  const Ran then = run({"evidence", "items", kAccord, "--evidence", kFull, "--on", "2025-02-20"});
  EXPECT_EQ(then.status, 2);
  EXPECT_THAT(then.err, HasSubstr("item sixth is sealed until 2025-03-01"));
  EXPECT_EQ(run({"evidence", "items", kAccord, "--evidence", kFull, "--on", "2025-03-01"}).status, 0);
  EXPECT_EQ(run({"evidence", "items", kCase, "--on", "yesterday"}).status, 2);
}

TEST(EvidenceCommand, NamesTheNextLookAndSaysNoWhereNoneIsWorthIt) {
  const Ran next = run({"evidence", "next", kCase});
  EXPECT_EQ(next.status, 0);
  EXPECT_THAT(next.out, HasSubstr("Look next with inspection at weapons"));
  const TemporaryFolder folder;
  const std::string settled =
      "evidence: A\nsources: {radio: {class: sensor}}\nmeans: {look: {detects: 90%, false_alarms: 1%, cost: 1}}\n"
      "items: [{id: a, seen: 2025-01-01, by: radio, about: {reactor: halted}, grade: A1, says: kept}]\n";
  const std::string with = "commitments: {reactor: {decision: {respond: {kept: 1}, wait: {short: 0.1}}}}\n";
  const Ran none = run({"evidence", "next", kAccord, "--evidence", folder.file("a.yaml", settled + with)});
  EXPECT_EQ(none.status, 1);
  EXPECT_THAT(none.out, HasSubstr("whatever it showed, the same would be done"));
  const Ran undecided = run({"evidence", "next", kAccord, "--evidence", folder.file("b.yaml", settled)});
  EXPECT_EQ(undecided.status, 2);
  EXPECT_THAT(undecided.err, HasSubstr("has no decision"));
}

TEST(EvidenceCommand, ShowsWhoDrawsApart) {
  const Ran ran = run({"evidence", "alignment", kTone});
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.out, StartsWith("Furthest drawn apart: South and West toward North"));
  EXPECT_THAT(ran.out, HasSubstr("█"));
  const Ran spoken = run({"evidence", "alignment", kTone, "--kind", "statement", "--by", "quarter", "--window", "2"});
  EXPECT_EQ(spoken.status, 0);
  EXPECT_THAT(spoken.out, HasSubstr("by quarter, from 2025-01-01"));
}

TEST(EvidenceCommand, NamesIllFormedRowsAndGoesOn) {
  const TemporaryFolder folder;
  const std::string file =
      folder.file("t.csv", "date,actor,target,kind,score\n2025-01-01,a,c,x,1\n2025-01-01,b,c,x,much\n");
  const Ran ran = run({"evidence", "alignment", file});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("t.csv:3:18: error: `much` is no score"));
  EXPECT_THAT(ran.out, HasSubstr("1 event of"));
}

TEST(EvidenceCommand, KnowsBadUsageFromAMissingFile) {
  EXPECT_EQ(run({"evidence"}).status, 2);
  EXPECT_THAT(run({"evidence", "belif"}).err, HasSubstr("did you mean belief?"));
  EXPECT_THAT(run({"evidence", "belief", kAccord}).err, HasSubstr("--evidence FILE"));
  EXPECT_EQ(run({"evidence", "belief", kAccord, "--evidence", "nowhere.yaml"}).status, 3);
  EXPECT_EQ(run({"evidence", "alignment", "nowhere.csv"}).status, 3);
}

}  // namespace
}  // namespace entente::test
