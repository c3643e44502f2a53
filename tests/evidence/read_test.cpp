#include "evidence/read.h"

#include <gmock/gmock.h>

#include "evidence/evidence_texts.h"
#include "evidence/fingerprint.h"

namespace entente::evidence {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string good(const std::string& id, const std::string& more = "") {
  return "  - {id: " + id + ", seen: 2025-03-02, by: inspectors, about: {reactor: halted}, grade: B2, says: kept" +
         (more.empty() ? "" : ", " + more) + "}\n";
}

Reading items(const std::string& list, const std::string& today = "2026-01-01", const Files& files = {}) {
  return read(kSources + "items:\n" + list, today, files);
}

// The one problem of a batch of two items, of which the other one goes in.
std::string fault(const std::string& item, const std::string& today = "2026-01-01", const Files& files = {}) {
  const Reading reading = items(good("sound") + "  - " + item + "\n", today, files);
  EXPECT_THAT(reading.evidence.items, SizeIs(1)) << item;
  EXPECT_EQ(reading.evidence.left_out, 1U) << item;
  EXPECT_THAT(reading.problems, SizeIs(1)) << item;
  if (reading.problems.empty()) return {};
  // The sound item stands in line 8, the faulty one in line 9.
  EXPECT_EQ(reading.problems.front().place.line, 9U);
  EXPECT_GT(reading.problems.front().place.column, 4U);
  return reading.problems.front().message;
}

TEST(Evidence, IsReadWithAllThatAnItemMaySay) {
  const Reading reading = items(R"(  - id: n1
    seen: 2025-03-02
    event: 2025-03-01
    by: radio
    class: imagery
    about: {reactor: dismantled}
    grade: A1
    says: taken back
    text: hello
    sha256: 2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824
    custody: [{holder: radio, from: 2025-03-01}, {holder: archive, from: 2025-03-05}]
    licence: CC BY 4.0
    source: [a, b]
)");
  ASSERT_THAT(reading.problems, IsEmpty());
  const Item& item = reading.evidence.items.at(0);
  EXPECT_EQ(item.about, (accord::Requirement{0, 2}));
  EXPECT_EQ(item.seen, day("2025-03-02"));
  EXPECT_EQ(item.event, day("2025-03-01"));
  EXPECT_EQ(item.source, 1U);
  EXPECT_EQ(item.source_class, SourceClass::imagery);
  EXPECT_EQ(item.grade, (Grade{'A', '1'}));
  EXPECT_EQ(item.finding, Finding::taken_back);
  EXPECT_EQ(item.sha256, sha256("hello"));
  EXPECT_THAT(item.custody, SizeIs(2));
  EXPECT_THAT(item.provenance.sources, ElementsAre("a", "b"));
}

TEST(Evidence, FaultyItemsAreToldAndTheRestGoesIn) {
  EXPECT_THAT(fault("{id: x, seen: 2025-03-02, by: inspectors, about: {reacter: halted}, grade: B2, says: kept}"),
              HasSubstr("no commitment is called \"reacter\"; did you mean reactor?"));
  EXPECT_THAT(fault("{id: x, seen: 2025-03-02, by: inspectors, about: {reactor: stopped}, grade: B2, says: kept}"),
              HasSubstr("reactor has no level called \"stopped\""));
  EXPECT_THAT(fault("{id: x, seen: 2026-03-02, by: inspectors, about: {reactor: halted}, grade: B2, says: kept}"),
              HasSubstr("was seen on 2026-03-02, which is after 2026-01-01"));
  EXPECT_THAT(fault("{id: x, seen: 2025-03-02, event: 2025-03-03, by: inspectors, about: {reactor: halted}, grade: B2, "
                    "says: kept}"),
              HasSubstr("before its event of 2025-03-03"));
  EXPECT_THAT(fault("{id: x, seen: 2025-02-30, by: inspectors, about: {reactor: halted}, grade: B2, says: kept}"),
              HasSubstr("`2025-02-30` (seen of item x) is no day of the calendar"));
  EXPECT_THAT(fault("{id: x, seen: 2025-03-02, by: inspecters, about: {reactor: halted}, grade: B2, says: kept}"),
              HasSubstr("no source is called \"inspecters\" (by of item x); did you mean inspectors?"));
  EXPECT_THAT(fault("{id: x, seen: 2025-03-02, by: inspectors, about: {reactor: halted}, grade: G2, says: kept}"),
              HasSubstr("no Admiralty grade"));
  EXPECT_THAT(fault("{id: x, seen: 2025-03-02, by: inspectors, about: {reactor: halted}, says: kept}"),
              HasSubstr("write `grade: B2`, or `F6`"));
  EXPECT_THAT(fault("{id: x, seen: 2025-03-02, by: inspectors, about: {reactor: halted}, grade: B2, says: keept}"),
              HasSubstr("did you mean kept?"));
  EXPECT_THAT(fault("{id: sound, seen: 2025-03-02, by: radio, about: {reactor: halted}, grade: B2, says: kept}"),
              HasSubstr("two items are called \"sound\", the first in line 8"));
  EXPECT_THAT(
      fault("{id: x, seen: 2025-03-02, by: radio, about: {reactor: halted}, grade: B2, says: kept, original: y}"),
      HasSubstr("no item is called \"y\""));
  EXPECT_THAT(
      fault("{id: x, seen: 2025-03-02, by: radio, about: {reactor: halted}, grade: B2, says: short, original: sound}"),
      HasSubstr("does not say what its original sound says"));
  EXPECT_THAT(fault("{id: x, seen: 2025-03-02, by: radio, about: {reactor: halted}, grade: B2, says: kept, custody: "
                    "[{holder: a, from: 2025-03-05}, {holder: b, from: 2025-03-04}]}"),
              HasSubstr("before a did from 2025-03-05"));
}

TEST(Evidence, FingerprintsAreHeldAgainstWhatTheyAreOf) {
  const std::string begin = "{id: x, seen: 2025-03-02, by: radio, about: {reactor: halted}, grade: B2, says: kept, ";
  const std::string of_hello = "sha256: " + sha256("hello");
  EXPECT_THAT(fault(begin + "text: hallo, " + of_hello + "}"),
              HasSubstr("the text of item x has the SHA-256 d3751d33"));
  EXPECT_THAT(fault(begin + "file: a.txt, " + of_hello + "}", "2026-01-01", {{"a.txt", "hallo"}}),
              HasSubstr("the file of item x has the SHA-256"));
  EXPECT_THAT(fault(begin + "file: a.txt, " + of_hello + "}"), HasSubstr("`a.txt` (file of item x) is not there"));
  EXPECT_THAT(fault(begin + "text: hello, sha256: 2cf2}"), HasSubstr("is not 64 hexadecimal digits"));
  EXPECT_THAT(items("  - " + begin + "file: a.txt, " + of_hello + "}\n", "2026-01-01", {{"a.txt", "hello"}}).problems,
              IsEmpty());
}

// Known answer of FIPS 180-4.
TEST(Evidence, FingerprintsAreSha256) {
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Evidence, ASealedItemShowsItsFingerprintAlone) {
  const std::string hash = ", sha256: " + sha256("hello");
  const std::string begin = "{id: x, seen: 2025-03-02, by: radio, grade: B2, sealed: {until: 2027-01-01}";
  EXPECT_THAT(fault(begin + hash + ", text: hello}"), HasSubstr("is sealed until 2027-01-01 and has `text`"));
  EXPECT_THAT(fault(begin + hash + ", says: kept}"), HasSubstr("has `says`"));
  EXPECT_THAT(fault(begin + "}"), HasSubstr("its fingerprint"));
  const Reading sealed = items("  - " + begin + hash + "}\n");
  ASSERT_THAT(sealed.problems, IsEmpty());
  EXPECT_TRUE(sealed.evidence.items.at(0).sealed);
  // On the day it is opened it must say what it says, and its text is held against the fingerprint.
  const Reading opened =
      items("  - " + begin + hash + ", about: {reactor: halted}, says: short, text: hello}\n", "2027-01-01");
  ASSERT_THAT(opened.problems, IsEmpty());
  EXPECT_FALSE(opened.evidence.items.at(0).sealed);
}

TEST(Evidence, OriginalsInACircleAreTold) {
  const Reading reading = items(good("a", "original: b") + good("b", "original: a") + good("c"));
  EXPECT_THAT(reading.evidence.items, SizeIs(1));
  ASSERT_THAT(reading.problems, SizeIs(2));
  EXPECT_THAT(reading.problems.front().message, HasSubstr("repeats itself over its originals"));
}

TEST(Evidence, GradesThatContradictThemselvesAreFlaggedAndGoIn) {
  const Reading reading =
      items("  - {id: x, seen: 2025-03-02, by: radio, about: {reactor: halted}, grade: A5, says: kept}\n");
  EXPECT_THAT(reading.evidence.items, SizeIs(1));
  ASSERT_THAT(reading.evidence.notices, SizeIs(1));
  EXPECT_THAT(reading.evidence.notices.front().message, HasSubstr("grade A5 of item x does not agree with itself"));
}

TEST(Evidence, ItemsStandInTheOrderOfTheirEvents) {
  const Reading reading = items(good("late") + good("early", "event: 2025-01-05") + good("later", "event: 2025-03-01"));
  std::vector<std::string> ids;
  for (const Item& item : reading.evidence.items) ids.push_back(item.id);
  EXPECT_THAT(ids, ElementsAre("early", "later", "late"));
}

std::string refusal_of_items(const std::string& text) {
  try {
    read(text);
  } catch (const accord::Problems& problems) {
    return problems.what();
  }
  return "accepted";
}

TEST(Evidence, FaultsOutsideTheItemsRefuseTheFileAndAreAllTold) {
  const std::string told = refusal_of_items(R"(evidence: A test
sources: {radio: {class: jounalist}}
means: {gate: {detects: 120%, looks_at: [reactr]}}
grades: {F: 10%}
common_cause: [{sources: [nobody], share: 50%}]
belief: {at_start: {short: [0%, 50%, 80%], taken back: 30%}, a_year: {mended: 100%}}
commitments: {relief: {decision: {respond: {kept: -1}, wait: {}}}}
items:
  - {id: x}
)");
  for (const char* part :
       {"evidence.yaml:2:", "did you mean journalist?", "did you mean reactor?", "it carries no weight",
        "no source is called \"nobody\"", "more than 100%", "mended of a_year", "below 0", "evidence.yaml:9:"}) {
    EXPECT_THAT(told, HasSubstr(part));
  }
}

TEST(Evidence, OfNothingIsRefusedWithWhatToWrite) {
  EXPECT_THAT(refusal_of_items(""), HasSubstr("write `evidence: "));
  EXPECT_THAT(refusal_of_items("evidence: A\n"), HasSubstr("sources"));
  EXPECT_THAT(refusal_of_items(std::string("evidence: \x01\n")), HasSubstr("evidence.yaml:1:"));
}

}  // namespace
}  // namespace entente::evidence
