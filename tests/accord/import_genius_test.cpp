// Negotiation domains of GENIUS: the accord made of one computed by hand, files that people have, files that no accord
// can represent.
#include "accord/import_genius.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "accord/genius_domain.h"
#include "accord/read.h"
#include "accord/same_accord.h"
#include "accord/write.h"

namespace entente::accord {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Imported imported(const std::string& domain, const std::string& buyer, const std::string& seller = seller_profile) {
  return import_genius({"cases/trade.xml", domain},
                       std::vector<ForeignFile>{{"cases/buyer.xml", buyer}, {"cases/seller.xml", seller}});
}

std::string genius_refusal(const std::string& domain, const std::string& buyer = buyer_profile) {
  try {
    imported(domain, buyer);
  } catch (const ImportRefused& refused) {
    return refused.what();
  }
  return "accepted";
}

std::vector<std::string> notices(const Imported& from) {
  std::vector<std::string> lines;
  for (const FileNotice& one : from.notices) {
    lines.push_back(one.file + ':' + std::to_string(one.notice.place.line) + ": " + one.notice.message);
  }
  return lines;
}

std::string utf16(const std::string& ascii, bool big_endian) {
  std::string bytes = big_endian ? "\xFE\xFF" : "\xFF\xFE";
  for (const char letter : ascii) {
    if (big_endian) bytes += '\0';
    bytes += letter;
    if (!big_endian) bytes += '\0';
  }
  return bytes;
}

const Imported& trade() {
  static const Imported result = imported(trade_domain, buyer_profile);
  return result;
}

TEST(GeniusDomain, BecomesAnAccordOfDifferencesBetweenNeighbouringValues) {
  const Accord accord = trade().accord;
  EXPECT_EQ(write(accord),
            "accord: Trade\n"
            "note: \"" +
                accord.provenance.note +
                "\"\n"
                "period: 1 year\n"
                "walk_away: false\n"
                "parties:\n"
                "  buyer:\n"
                "    patience: 0.9\n"
                "    breakdown: -0.042\n"
                "    note: \"reservation value 0.4, discount factor 0.8 (not used)\"\n"
                "  seller:\n"
                "    patience: 0.9\n"
                "    breakdown: -0.0325\n"
                "    note: \"reservation value 0, discount factor 1\"\n"
                "commitments:\n"
                "  price:\n"
                "    by: buyer\n"
                "    note: \"today: low\"\n"
                "    levels:\n"
                "      - name: middle\n"
                "        once: {buyer: -0.25, seller: 0.3}\n"
                "        undo: never\n"
                "      - name: high\n"
                "        once: {buyer: -0.125, seller: 0.3}\n"
                "        undo: never\n"
                "  delivery:\n"
                "    by: buyer\n"
                "    note: \"today: now\"\n"
                "    levels:\n"
                "      - name: later\n"
                "        once: {buyer: -0.15, seller: 0.075}\n"
                "        undo: never\n"
                "  units:\n"
                "    by: buyer\n"
                "    note: \"today: 0\"\n"
                "    levels:\n"
                "      - name: \"1\"\n"
                "        once: {buyer: 0.08, seller: -0.15}\n"
                "        undo: never\n"
                "      - name: \"2\"\n"
                "        once: {buyer: 0.08, seller: -0.15}\n"
                "        undo: never\n");
  EXPECT_THAT(trade().notices, IsEmpty());
}

TEST(GeniusDomain, SaysInANoteWhatItDoesNotKnow) {
  EXPECT_THAT(trade().accord.provenance.note,
              testing::AllOf(HasSubstr("From the GENIUS domain trade.xml."), HasSubstr("first option is today"),
                             HasSubstr("who could walk away together is left out")));
}

TEST(GeniusDomain, IsReadFromItsFileAsTheSameAccord) {
  expect_same(parse(write(trade().accord), "trade.yaml"), trade().accord);
}

// Each of these says the same as the domain above.
TEST(GeniusDomain, IsTheSameHoweverItIsSaved) {
  const std::string declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  const std::string bare = with(buyer_profile, declaration, "");
  ASSERT_FALSE(bare.empty());
  for (const std::string& buyer :
       {bare, "\xEF\xBB\xBF" + buyer_profile, "\n<!-- the buyer & its agent -->\n" + buyer_profile,
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n" + bare, utf16(buyer_profile, false),
        utf16(buyer_profile, true), with(buyer_profile, "<utility_space>", "<utility_space type=\"UNCERTAIN\">"),
        "<!DOCTYPE utility_space [<!ENTITY a \"b\">]>" + bare,
        "<negotiation_template>" + bare + "</negotiation_template>"}) {
    expect_same(imported(trade_domain, buyer).accord, trade().accord);
  }
}

TEST(GeniusDomain, KeepsABareAmpersandAndEveryOtherWayToWriteIt) {
  for (const std::string written : {"R & D", "R &amp; D", "R &#38; D"}) {
    const std::string domain = with(trade_domain, "middle", written);
    const Accord accord =
        imported(domain, with(buyer_profile, "middle", written), with(seller_profile, "middle", "R & D")).accord;
    EXPECT_EQ(accord.commitments[0].levels[0].name, "R & D");
  }
}

TEST(GeniusDomain, KeepsLettersOfOtherEncodings) {
  const auto level = [](const std::string& head, const std::string& name) {
    const std::string bare = with(trade_domain, "middle", name);
    const std::string bare_buyer =
        with(with(buyer_profile, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", ""), "middle", name);
    const Imported result =
        import_genius({"trade.xml", head + bare}, std::vector<ForeignFile>{{"buyer.xml", head + bare_buyer}});
    return result.accord.commitments[0].levels[0].name;
  };
  const std::string latin = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>";
  EXPECT_EQ(level(latin, "\xE9t\xE9 \x80"), "\xC3\xA9t\xC3\xA9 \xE2\x82\xAC");
  EXPECT_EQ(level("<!-- first -->" + latin, "\xE9t\xE9"), "\xC3\xA9t\xC3\xA9");
  EXPECT_EQ(level("<?xml version=\"1.0\" encoding=\"iso-8859-15\"?>", "\xA4"), "\xE2\x82\xAC");
  EXPECT_EQ(level("", "\xC3\xA9t\xC3\xA9"), "\xC3\xA9t\xC3\xA9");
  EXPECT_EQ(level("", "\xE9t\xE9"), "\xC3\xA9t\xC3\xA9") << "neither declared nor UTF-8";
}

TEST(GeniusDomain, MayHaveObjectivesWithinObjectives) {
  const std::string domain =
      with(with(trade_domain, "<issue index=\"2\"", "<objective index=\"9\" name=\"terms\"><issue index=\"2\""),
           "/>\n    </objective>", "/></objective>\n    </objective>");
  expect_same(imported(domain, buyer_profile).accord, trade().accord);
}

TEST(GeniusDomain, WithNamesThatAnAccordCanNotHaveGetsOthers) {
  const std::string domain = with(with(with(trade_domain, "name=\"price\"", "name=\"price, net\""), "middle", "today"),
                                  "name=\"delivery\"", "name=\"price  net\"");
  const auto renamed = [](const std::string& profile) {
    return with(with(with(profile, "name=\"price\"", "name=\"price, net\""), "middle", "today"), "name=\"delivery\"",
                "name=\"price  net\"");
  };
  const Imported result = import_genius(
      {"trade.xml", domain},
      std::vector<ForeignFile>{{"a/all.xml", renamed(buyer_profile)}, {"b/all.xml", renamed(seller_profile)}});
  EXPECT_EQ(result.accord.parties[0].name, "all 2");
  EXPECT_EQ(result.accord.parties[1].name, "all 3");
  EXPECT_EQ(result.accord.commitments[0].name, "price net");
  EXPECT_EQ(result.accord.commitments[0].title, "price, net");
  EXPECT_EQ(result.accord.commitments[1].name, "price net 2");
  EXPECT_EQ(result.accord.commitments[0].levels[0].name, "today 2");
  EXPECT_THAT(notices(result),
              testing::Contains("trade.xml:4: issue \"price, net\" is called \"price net\" in the accord"));
  expect_same(parse(write(result.accord), "trade.yaml"), result.accord);
}

TEST(GeniusDomain, KeepsWhatAnIssueWithoutAChoiceIsWorth) {
  const std::string gone = "        <item index=\"2\" value=\"later\"/>\n";
  const Imported result = imported(with(trade_domain, gone, ""), buyer_profile);
  EXPECT_EQ(result.accord.commitments.size(), 2U);
  EXPECT_EQ(result.accord.parties[0].breakdown.best, -0.042) << "the first values are worth as much as before";
  EXPECT_THAT(notices(result),
              ElementsAre("cases/trade.xml:9: issue \"delivery\" leaves no choice and is left out; what "
                          "it is worth counts"));
}

TEST(GeniusDomain, IsToldWhereGeniusWouldCutUtilities) {
  const Imported result = imported(trade_domain, with(buyer_profile, "value=\"0.5\"", "value=\"0.75\""));
  EXPECT_THAT(notices(result),
              ElementsAre("cases/buyer.xml:2: utilities reach 1.23: the weights add up to more than 1; "
                          "GENIUS cuts them at 1, the accord does not"));
}

TEST(GeniusDomain, TakesEvaluationsThatAreAllZeroForNoPreference) {
  std::string buyer = with(buyer_profile, "evaluation=\"2\"", "evaluation=\"0\"");
  buyer = with(buyer, "evaluation=\"1\"", "evaluation=\"0\"");
  EXPECT_EQ(imported(trade_domain, buyer).accord.commitments[1].levels[0].once[0], Range::exactly(0.0));
}

struct Refused {
  std::string name;
  std::string domain;
  std::string buyer;
  std::string message;
};

void PrintTo(const Refused& row, std::ostream* stream) {
  *stream << row.name;
}

class RefusedGenius : public testing::TestWithParam<Refused> {};

TEST_P(RefusedGenius, IsRefusedWithExactlyThisMessage) {
  EXPECT_EQ(genius_refusal(GetParam().domain, GetParam().buyer), GetParam().message);
}

const std::string range_reason =
    " takes any value of a range, and an accord knows only steps; give it as an integer issue, or as a discrete one "
    "with "
    "the values to choose from";
const std::string dependence_reason =
    "): what an option is worth depends on the others in ways that an accord can not hold";

INSTANTIATE_TEST_SUITE_P(
    Table, RefusedGenius,
    testing::Values(
        Refused{"empty", "", buyer_profile, "cases/trade.xml:1:1: error: the file has no XML element"},
        Refused{"not xml", "actor,issue\n", buyer_profile, "cases/trade.xml:1:1: error: the file has no XML element"},
        Refused{
            "a tag left open", "<utility_space>\n<objective>\n</utility_space>", buyer_profile,
            "cases/trade.xml:3:3: error: this is not XML: Start-end tags mismatch; look at the tags and quotes at or "
            "above this place"},
        Refused{
            "something else", "<html/>", buyer_profile,
            "cases/trade.xml:1:1: error: there is no <utility_space> in <html>; give a domain file of GENIUS and its "
            "utility profiles"},
        Refused{"no issue", "<utility_space/>", buyer_profile,
                "cases/trade.xml:1:1: error: there is no <issue> in this domain"},
        Refused{"real",
                with(with(with(trade_domain, "type=\"integer\"", "type=\"real\""), "type=\"integer\"", "type=\"real\""),
                     "type=\"integer\"", "type=\"real\""),
                buyer_profile, "cases/trade.xml:13:7: error: issue \"units\"" + range_reason},
        Refused{"no bounds", with(trade_domain, " upperbound=\"2\"", ""), buyer_profile,
                "cases/trade.xml:13:7: error: issue \"units\" has no usable bounds; write whole numbers as "
                "`lowerbound` and "
                "`upperbound`, the lower one first and fewer than 100000 apart"},
        Refused{"too many values", with(trade_domain, "upperbound=\"2\"", "upperbound=\"500\""),
                with(buyer_profile, "upperbound=\"2\"", "upperbound=\"500\""),
                "cases/seller.xml:6:5: error: issue \"units\" has other bounds than in the domain"},
        Refused{"the same index twice", with(trade_domain, "issue index=\"2\"", "issue index=\"1\""), buyer_profile,
                "cases/trade.xml:9:7: error: issue \"delivery\" has the index 1 of another issue"},
        Refused{
            "nonlinear", trade_domain, with(buyer_profile, "<utility_space>", "<utility_space type=\"nonlinear\">"),
            "cases/buyer.xml:2:1: error: this utility space is not additive (type \"nonlinear\"" + dependence_reason},
        Refused{"hyperrectangles", trade_domain,
                with(buyer_profile, "</objective>", "<utility maxutility=\"9\"><ufun/></utility></objective>"),
                "cases/buyer.xml:19:3: error: this utility space is not additive (<utility>" + dependence_reason},
        Refused{"an evaluation missing", trade_domain, with(buyer_profile, " evaluation=\"20\"", ""),
                "cases/buyer.xml:6:7: error: \"middle\" of issue \"price\" has no evaluation"},
        Refused{
            "an evaluation that is no number", trade_domain, with(buyer_profile, "\"20\"", "\"0,5\""),
            "cases/buyer.xml:6:7: error: \"middle\" of issue \"price\" has `0,5` as `evaluation`, which is no number"},
        Refused{"a value missing", trade_domain, with(buyer_profile, "value=\"middle\"", "value=\"midle\""),
                "cases/buyer.xml:4:5: error: issue \"price\" has no evaluation of \"middle\""},
        Refused{
            "a value twice", trade_domain, with(buyer_profile, "value=\"high\"", "value=\"middle\""),
            "cases/buyer.xml:7:7: error: \"middle\" of issue \"price\" is evaluated twice, and differently; keep one\n"
            "cases/buyer.xml:4:5: error: issue \"price\" has no evaluation of \"high\""},
        Refused{"an issue missing", trade_domain, with(buyer_profile, "issue index=\"2\"", "issue index=\"7\""),
                "cases/buyer.xml:2:1: error: there is nothing on issue \"delivery\" (index 2) of the domain"},
        Refused{"another domain", trade_domain, with(buyer_profile, "name=\"price\"", "name=\"colour\""),
                "cases/buyer.xml:4:5: error: index 1 is \"colour\" here, but \"price\" in the domain; this is the "
                "profile of "
                "another domain"},
        Refused{
            "a weight missing", trade_domain, with(buyer_profile, "weight index=\"2\"", "weight index=\"7\""),
            "cases/buyer.xml:9:5: error: issue \"delivery\" has no weight; write <weight index=\"2\" value=\"...\"/> "
            "beside it"},
        Refused{"no evaluator", trade_domain,
                with(buyer_profile, "<evaluator ftype=\"linear\" offset=\"0.1\" slope=\"0.4\"/>", ""),
                "cases/buyer.xml:13:5: error: issue \"units\" has no evaluation; write <evaluator ftype=\"linear\" "
                "offset=\"...\" slope=\"...\"/> in it"},
        Refused{
            "another form", trade_domain, with(buyer_profile, "ftype=\"linear\"", "ftype=\"triangular\""),
            "cases/buyer.xml:14:7: error: issue \"units\" is evaluated by a function of the form \"triangular\"; only "
            "`linear` is read"},
        Refused{"no reservation value in it", trade_domain,
                with(buyer_profile, "<reservation value=\"0.4\"/>", "<reservation/>"),
                "cases/buyer.xml:21:3: error: <reservation> has no `value`"},
        Refused{
            "too large", trade_domain,
            with(buyer_profile, "weight index=\"2\" value=\"0.3\"", "weight index=\"2\" value=\"1e10\""),
            "cases/trade.xml:10:9: error: what \"now\" of \"delivery\" is worth is too large to compute with; stay "
            "within "
            "1e9\n"
            "cases/trade.xml:11:9: error: what \"later\" of \"delivery\" is worth is too large to compute with; stay "
            "within 1e9"},
        Refused{"an encoding that is not read", "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><a b=\"\x83\x41\"/>",
                buyer_profile,
                "cases/trade.xml:1:1: error: the encoding `shift_jis` is not read; save the file as UTF-8"},
        Refused{
            "a control character", with(trade_domain, "middle", "mid&#1;dle"), buyer_profile,
            "cases/trade.xml:6:9: error: attribute `value`: the control character 0x01 does not belong in a text file; "
            "remove it\n"
            "cases/trade.xml:6:9: error: this item of issue \"price\" has no `value`"}),
    [](const auto& row) {
      std::string name = row.param.name;
      std::ranges::replace(name, ' ', '_');
      return name;
    });

TEST(RefusedGeniusFiles, SayAllThatIsWrongInEveryProfile) {
  try {
    imported(trade_domain, with(buyer_profile, " evaluation=\"20\"", ""), with(seller_profile, "0.6", "much"));
    ADD_FAILURE() << "accepted";
  } catch (const ImportRefused& refused) {
    EXPECT_STREQ(
        refused.what(),
        "cases/buyer.xml:6:7: error: \"middle\" of issue \"price\" has no evaluation\n"
        "cases/seller.xml:5:5: error: the weight of issue \"price\" has `much` as `value`, which is no number");
  }
}

TEST(RefusedGeniusFiles, WithMoreValuesThanAnAccordHasLevelsAreRefused) {
  const std::string domain = with(trade_domain, "upperbound=\"2\"", "upperbound=\"500\"");
  try {
    import_genius(
        {"trade.xml", domain},
        std::vector<ForeignFile>{{"buyer.xml", with(buyer_profile, "upperbound=\"2\"", "upperbound=\"500\"")}});
    ADD_FAILURE() << "accepted";
  } catch (const ImportRefused& refused) {
    EXPECT_STREQ(refused.what(),
                 "trade.xml:13:7: error: issue \"units\" has 501 options, more than 201; that can not be computed");
  }
}

// What a hostile file asks for is not done: entities stay as they are written, depth and size are bounded.
TEST(HostileXml, DoesNoHarm) {
  std::string bomb = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\">";
  for (char letter = 'b'; letter <= 'z'; ++letter) {
    const std::string reference = std::string("&") + static_cast<char>(letter - 1) + ';';
    bomb += std::string("<!ENTITY ") + letter + " \"" + reference + reference + reference + reference + "\">";
  }
  bomb += "]>";
  const std::string domain = with(trade_domain, "middle", "&z;");
  const std::string buyer =
      with(with(buyer_profile, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", ""), "middle", "&z;");
  EXPECT_EQ(
      imported(bomb + domain, bomb + buyer, with(seller_profile, "middle", "&z;")).accord.commitments[0].levels[0].name,
      "&z;");
  std::string deep;
  for (int n = 0; n < 100'000; ++n) deep += "<objective>";
  EXPECT_THAT(genius_refusal(deep), HasSubstr("this is not XML"));
  for (int n = 0; n < 100'000; ++n) deep += "</objective>";
  EXPECT_THAT(genius_refusal(deep), HasSubstr("larger than 2 MiB"));
  std::string nested = "<utility_space>";
  for (int n = 0; n < 1000; ++n) nested += "<objective>";
  for (int n = 0; n < 1000; ++n) nested += "</objective>";
  EXPECT_THAT(genius_refusal(nested + "</utility_space>"), HasSubstr("nested too deep"));
}

}  // namespace
}  // namespace entente::accord
