#include "ledger/canonical_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <bit>
#include <cmath>

namespace entente::ledger {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

struct KnownNumber {
  std::uint64_t bits;
  const char* text;
};

class NumberText : public testing::TestWithParam<KnownNumber> {};

TEST_P(NumberText, IsAsEcmaScriptWritesIt) {
  EXPECT_EQ(number_text(std::bit_cast<double>(GetParam().bits)), GetParam().text);
}

// RFC 8785, appendix B.
INSTANTIATE_TEST_SUITE_P(
    Rfc8785, NumberText,
    testing::Values(
        KnownNumber{0x0000000000000000, "0"}, KnownNumber{0x8000000000000000, "0"},
        KnownNumber{0x0000000000000001, "5e-324"}, KnownNumber{0x8000000000000001, "-5e-324"},
        KnownNumber{0x7fefffffffffffff, "1.7976931348623157e+308"},
        KnownNumber{0xffefffffffffffff, "-1.7976931348623157e+308"},
        KnownNumber{0x4340000000000000, "9007199254740992"}, KnownNumber{0xc340000000000000, "-9007199254740992"},
        KnownNumber{0x4430000000000000, "295147905179352830000"},
        KnownNumber{0x44b52d02c7e14af5, "9.999999999999997e+22"}, KnownNumber{0x44b52d02c7e14af6, "1e+23"},
        KnownNumber{0x44b52d02c7e14af7, "1.0000000000000001e+23"},
        KnownNumber{0x444b1ae4d6e2ef4e, "999999999999999700000"},
        KnownNumber{0x444b1ae4d6e2ef4f, "999999999999999900000"}, KnownNumber{0x444b1ae4d6e2ef50, "1e+21"},
        KnownNumber{0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"}, KnownNumber{0x3eb0c6f7a0b5ed8d, "0.000001"},
        KnownNumber{0x41b3de4355555553, "333333333.3333332"}, KnownNumber{0x41b3de4355555554, "333333333.33333325"},
        KnownNumber{0x41b3de4355555555, "333333333.3333333"}, KnownNumber{0x41b3de4355555556, "333333333.3333334"},
        KnownNumber{0x41b3de4355555557, "333333333.33333343"},
        KnownNumber{0xbecbf647612f3696, "-0.0000033333333333333333"},
        KnownNumber{0x43143ff3c1cb0959, "1424953923781206.2"}));

// RFC 8785, section 3.2.2 and 3.2.4.
TEST(CanonicalJson, WritesTheExampleOfTheStandard) {
  const std::string given = R"({
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]})";
  EXPECT_EQ(canonical(read_json(given)),
            "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
            "\"string\":\"\xE2\x82\xAC$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
}

// RFC 8785, section 3.2.3: by UTF-16 code units, so that a character beyond U+FFFF comes before U+FB33.
TEST(CanonicalJson, OrdersKeysByTheirUtf16CodeUnits) {
  const std::string given =
      R"({"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",)"
      R"("1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"})";
  const std::string written = canonical(read_json(given));
  std::size_t before = 0;
  for (const char* value : {"Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew"}) {
    const std::size_t place = written.find(value);
    EXPECT_NE(place, std::string::npos) << value;
    EXPECT_GT(place, before) << value;
    before = place;
  }
}

TEST(CanonicalJson, IsItsOwnCanonicalForm) {
  rc::check([](const std::vector<double>& numbers) {
    Json json = Json::array();
    for (const double number : numbers) {
      if (std::isfinite(number) && (std::abs(number) <= 9007199254740991.0 || std::abs(number) >= 1e21))
        json.push_back(number);
    }
    const std::string text = canonical(json);
    RC_ASSERT(canonical(read_json(text)) == text);
    for (std::size_t n = 0; n < json.size(); ++n) RC_ASSERT(read_json(text)[n].get<double>() == json[n].get<double>());
  });
}

struct Faulty {
  std::string text;
  std::string reason;
};

class FaultyJson : public testing::TestWithParam<Faulty> {};

TEST_P(FaultyJson, IsRefusedWithTheReason) {
  EXPECT_THAT([] { read_json(GetParam().text); }, ThrowsMessage<Refused>(HasSubstr(GetParam().reason)));
}

INSTANTIATE_TEST_SUITE_P(Reasons, FaultyJson,
                         testing::Values(Faulty{R"({"a":1,"a":2})", "the key \"a\" stands twice"},
                                         Faulty{R"({"x":{"a":1,"\u0061":2}})", "stands twice"},
                                         Faulty{"\"\xC3\x28\"", "UTF-8"}, Faulty{"\"\xED\xA0\x80\"", "UTF-8"},
                                         Faulty{R"("\ud800")", "surrogate"},
                                         Faulty{"9007199254740992", "beyond 9007199254740991"},
                                         Faulty{"-9007199254740992", "beyond 9007199254740991"},
                                         Faulty{"18446744073709551616", "beyond 9007199254740991"},
                                         Faulty{"1e20", "beyond 9007199254740991"}, Faulty{"1e400", "not JSON"},
                                         Faulty{"{} {}", "not JSON"}, Faulty{"", "not JSON"},
                                         Faulty{"[1,]", "not JSON"}, Faulty{"NaN", "not JSON"},
                                         Faulty{std::string(40, '['), "more than 32"}));

}  // namespace
}  // namespace entente::ledger
