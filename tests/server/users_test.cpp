#include "server/users.h"

#include <gmock/gmock.h>

#include "accord/read.h"
#include "server/secrets.h"

namespace entente::server {
namespace {

using ::testing::HasSubstr;

accord::Accord neighbours() {
  return accord::load(std::string(ENTENTE_SOURCE_DIR) + "/cases/two-neighbours");
}

std::string faults_of(const std::string& text) {
  try {
    read_users(text, "users.yaml", neighbours());
  } catch (const accord::Problems& problems) {
    return problems.what();
  }
  return {};
}

TEST(Users, AreReadWithRolePartyMemberAndKey) {
  const std::string party = neighbours().parties.front().name;
  const auto users =
      read_users("users:\n  - {name: delegate, role: party, party: " + party + ", member: M, password: \"" +
                     hash_of_password("long enough for all") + "\"}\n  - {name: Agency, role: inspector}\n",
                 "users.yaml", neighbours());
  ASSERT_EQ(users.size(), 2U);
  EXPECT_EQ(users[0].party, party);
  EXPECT_EQ(users[0].member, "M");
  EXPECT_TRUE(is_password(users[0].password, "long enough for all"));
  EXPECT_EQ(users[1].role, Role::inspector);
  EXPECT_EQ(users[1].member, "Agency");
  EXPECT_FALSE(users[1].key);
}

TEST(Users, EveryFaultIsToldWithItsPlace) {
  const std::string said = faults_of(
      "users:\n"
      "  - name: delegate\n"
      "    role: inspectr\n"
      "  - name: delegate\n"
      "    role: panel\n"
      "    pasword: x\n"
      "  - name: other\n"
      "    role: party\n"
      "    party: Nowhere\n"
      "    password: plain words\n"
      "    key: PRIVATE+KEY+x+00000000+AA\n");
  EXPECT_THAT(said, HasSubstr("users.yaml:3:11: error: there is no role `inspectr`; did you mean inspector?"));
  EXPECT_THAT(said, HasSubstr("users.yaml:4:5: error: there are two users called"));
  EXPECT_THAT(said, HasSubstr("users.yaml:6:5: error: "));
  EXPECT_THAT(said, HasSubstr("users.yaml:9:12: error: no party is called"));
  EXPECT_THAT(said, HasSubstr("users.yaml:10:15: error: this is not a password as it is kept"));
  EXPECT_THAT(said, HasSubstr("users.yaml:11:10: error: this is a secret key"));
}

TEST(Users, APartyIsNamedWhereTheRoleWantsOneAndNowhereElse) {
  EXPECT_THAT(faults_of("users: [{name: a, role: party}]"), HasSubstr("party"));
  EXPECT_THAT(faults_of("users: [{name: a, role: panel, party: North}]"), HasSubstr("only a user with `role: party`"));
}

}  // namespace
}  // namespace entente::server
