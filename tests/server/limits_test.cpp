#include <gmock/gmock.h>

#include "server/rate_limits.h"
#include "server/secrets.h"
#include "server/sessions.h"

namespace entente::server {
namespace {

using ::testing::DoubleNear;
using ::testing::IsNull;
using ::testing::NotNull;

TEST(RateLimits, ABurstIsServedAndThenOneInEachInterval) {
  RateLimits limits({.burst = 3, .per_second = 0.5}, 10);
  for (int n = 0; n < 3; ++n) EXPECT_EQ(limits.take("a", 100.0), 0.0);
  EXPECT_THAT(limits.take("a", 100.0), DoubleNear(2.0, 1e-9));
  EXPECT_THAT(limits.take("a", 101.0), DoubleNear(1.0, 1e-9));
  EXPECT_EQ(limits.take("a", 102.0), 0.0);
  EXPECT_EQ(limits.take("b", 102.0), 0.0);
}

TEST(RateLimits, WaitingTakesNothing) {
  RateLimits limits({.burst = 1, .per_second = 1}, 10);
  EXPECT_EQ(limits.wait("a", 0.0), 0.0);
  EXPECT_EQ(limits.wait("a", 0.0), 0.0);
  EXPECT_EQ(limits.take("a", 0.0), 0.0);
  EXPECT_GT(limits.wait("a", 0.0), 0.0);
  limits.forget("a");
  EXPECT_EQ(limits.wait("a", 0.0), 0.0);
}

TEST(RateLimits, WhatIsGivenBackCanBeTakenAndNoMore) {
  RateLimits limits({.burst = 1, .per_second = 0.001}, 10);
  EXPECT_EQ(limits.take("a", 0.0), 0.0);
  limits.give_back("a");
  limits.give_back("a");
  EXPECT_EQ(limits.take("a", 0.0), 0.0);
  EXPECT_GT(limits.take("a", 0.0), 0.0);
}

TEST(RateLimits, AFloodOfStrangersDoesNotGrowTheMemory) {
  RateLimits limits({.burst = 1, .per_second = 0.001}, 10);
  limits.take("known", 0.0);
  for (int n = 0; n < 1000; ++n) {
    limits.take("stranger " + std::to_string(n), 0.0);
    EXPECT_GT(limits.take("known", 0.0), 0.0);
  }
  EXPECT_EQ(limits.size(), 10U);
}

TEST(Sessions, OneEndsWhenItIsNotUsedAndInAnyCaseInTheEnd) {
  Sessions sessions;
  const std::string cookie = sessions.begin(2, 0.0);
  ASSERT_THAT(sessions.find(cookie, kIdleSession), NotNull());
  EXPECT_EQ(sessions.find(cookie, kIdleSession)->user, 2U);
  EXPECT_THAT(sessions.find(cookie, 2 * kIdleSession + 1), IsNull());
  EXPECT_EQ(sessions.size(), 0U);
  const std::string kept = sessions.begin(0, 0.0);
  double now = 0.0;
  for (; now < kLongestSession; now += kIdleSession / 2) ASSERT_THAT(sessions.find(kept, now), NotNull());
  EXPECT_THAT(sessions.find(kept, kLongestSession + 1), IsNull());
}

TEST(Sessions, ACookieThatWasNotGivenOutFindsNothing) {
  Sessions sessions;
  const std::string cookie = sessions.begin(0, 0.0);
  EXPECT_THAT(sessions.find("", 0.0), IsNull());
  EXPECT_THAT(sessions.find(cookie.substr(1), 0.0), IsNull());
  EXPECT_THAT(sessions.find(std::string(64, '0'), 0.0), IsNull());
  sessions.end(cookie);
  EXPECT_THAT(sessions.find(cookie, 0.0), IsNull());
}

TEST(Sessions, WhoSignsInOftenEndsItsOwnOldestSessionAndNobodyElses) {
  Sessions sessions;
  const std::string other = sessions.begin(1, 0.0);
  const std::string first = sessions.begin(0, 1.0);
  for (std::size_t n = 0; n < kMostSessionsOfOne; ++n) sessions.begin(0, 2.0);
  EXPECT_THAT(sessions.find(first, 3.0), IsNull());
  EXPECT_THAT(sessions.find(other, 3.0), NotNull());
  EXPECT_EQ(sessions.size(), kMostSessionsOfOne + 1);
}

TEST(Challenges, EachIsGoodOnceForTheNameItWasGivenToAndNotForLong) {
  Challenges challenges;
  const std::string one = challenges.give("North", 0.0);
  EXPECT_FALSE(challenges.take("South", one, 1.0));
  EXPECT_FALSE(challenges.take("North", one, 1.0));
  const std::string other = challenges.give("North", 0.0);
  EXPECT_TRUE(challenges.take("North", other, 1.0));
  EXPECT_FALSE(challenges.take("North", other, 1.0));
  const std::string late = challenges.give("North", 0.0);
  EXPECT_FALSE(challenges.take("North", late, kChallengeLives + 1));
  EXPECT_NE(one, other);
}

TEST(Challenges, AFloodOfThemDoesNotGrowTheMemory) {
  Challenges challenges;
  for (std::size_t n = 0; n < kMostChallenges + 100; ++n) challenges.give("North", 0.0);
  EXPECT_EQ(challenges.size(), kMostChallenges);
}

TEST(Secrets, APasswordIsKnownAgainByItsLineAlone) {
  const std::string line = hash_of_password("correct horse battery");
  EXPECT_TRUE(is_password_hash(line));
  EXPECT_TRUE(is_password(line, "correct horse battery"));
  EXPECT_FALSE(is_password(line, "correct horse batterY"));
  EXPECT_NE(line, hash_of_password("correct horse battery"));
  EXPECT_FALSE(is_password_hash("correct horse battery"));
  EXPECT_FALSE(is_password_hash("$argon2id$v=19$m=9999999,t=2,p=1$c2FsdHNhbHQ$aGFzaA"));
}

TEST(Secrets, AreComparedWhole) {
  EXPECT_TRUE(same_secret("abc", "abc"));
  EXPECT_FALSE(same_secret("abc", "abd"));
  EXPECT_FALSE(same_secret("abc", "abcd"));
  EXPECT_FALSE(same_secret("abc", ""));
  EXPECT_NE(new_token(), new_token());
  EXPECT_EQ(new_token().size(), 64U);
}

}  // namespace
}  // namespace entente::server
