#include "server/message.h"

#include <gmock/gmock.h>

namespace entente::server {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Pair;

TEST(Query, IsDecodedPartByPart) {
  EXPECT_THAT(
      parse_query("day=2027-03-01&name=North%20Sea+x&empty=&alone"),
      ElementsAre(Pair("alone", ""), Pair("day", "2027-03-01"), Pair("empty", ""), Pair("name", "North Sea x")));
}

TEST(Query, WhatIsNoEncodingStaysAsItIs) {
  EXPECT_THAT(parse_query("a=%&b=%4&c=%zz&&"), ElementsAre(Pair("a", "%"), Pair("b", "%4"), Pair("c", "%zz")));
}

TEST(Cookie, IsFoundByItsWholeName) {
  EXPECT_EQ(cookie_in("a=1; entente_session=abc; b=2", "entente_session"), "abc");
  EXPECT_EQ(cookie_in("xentente_session=abc", "entente_session"), "");
  EXPECT_EQ(cookie_in("entente_session_=abc", "entente_session"), "");
  EXPECT_EQ(cookie_in("", "entente_session"), "");
}

TEST(Document, IsSentOnceAndThenKnown) {
  const Document text = document(std::string(5000, 'a'), "text/plain");
  Request request;
  EXPECT_EQ(response(text, request).status, 200U);
  EXPECT_EQ(*response(text, request).body, std::string(5000, 'a'));
  EXPECT_THAT(response(text, request).headers, Contains(Pair("ETag", text.etag)));
  request.if_none_match = text.etag;
  EXPECT_EQ(response(text, request).status, 304U);
  EXPECT_EQ(response(text, request).body, nullptr);
  request.if_none_match = "\"another\"";
  EXPECT_EQ(response(text, request).status, 200U);
}

TEST(Document, IsCompressedForWhoTakesThat) {
  const Document text = document(std::string(5000, 'a'), "text/plain");
  Request request;
  request.takes_gzip = true;
  EXPECT_LT(response(text, request).body->size(), 100U);
  EXPECT_THAT(response(text, request).headers, Contains(Pair("Content-Encoding", "gzip")));
}

TEST(Error, SaysWhatTextThatIsNotUtf8Can) {
  EXPECT_EQ(*error(400, "code", "a \"b\" \xff").body,
            "{\"error\":{\"code\":\"code\",\"message\":\"a \\\"b\\\" \xef\xbf\xbd\"}}");
}

}  // namespace
}  // namespace entente::server
