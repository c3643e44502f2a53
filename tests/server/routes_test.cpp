#include "server/routes.h"

#include <gmock/gmock.h>

#include <set>
#include <string>

namespace entente::server {
namespace {

TEST(Routes, APathLeadsToTheRouteOfItsMethod) {
  EXPECT_EQ(match("GET", "/api/v1/events").route->operation, Operation::events);
  EXPECT_EQ(match("POST", "/api/v1/events").route->operation, Operation::submit);
  EXPECT_EQ(match("GET", "/api/v1/events/12").route->operation, Operation::event);
  EXPECT_EQ(match("GET", "/api/v1/events/12").part, "12");
}

TEST(Routes, HeadGoesWhereGetDoes) {
  EXPECT_EQ(match("HEAD", "/api/v1/standing").route->operation, Operation::standing);
}

TEST(Routes, AnotherMethodIsToldWhatThePathTakes) {
  const Match found = match("PUT", "/api/v1/events");
  EXPECT_EQ(found.route, nullptr);
  EXPECT_EQ(found.allowed, "GET, HEAD, POST");
}

TEST(Routes, NoTrickOfAPathLeadsAnywhere) {
  for (const char* path : {"", "/assets/", "/assets/../index.html", "/assets/a/b", "/api/v1/events/",
                           "/api/v1/events/1/2", "//", "/API/v1/accord", "/api/v1/accord/", "/health/..", "assets/a"}) {
    EXPECT_EQ(match("GET", path).route, nullptr) << path;
    EXPECT_EQ(match("GET", path).allowed, "") << path;
  }
}

TEST(Routes, NoTwoRowsAnswerTheSame) {
  std::set<std::string> seen;
  for (const Route& route : routes())
    EXPECT_TRUE(seen.insert(std::string(route.method) + ' ' + std::string(route.path)).second) << route.path;
}

TEST(Routes, WhateverChangesSomethingAsksForASession) {
  for (const Route& route : routes()) {
    EXPECT_FALSE(route.changes && may(Role::everyone, route.group, {})) << route.path;
    EXPECT_FALSE(route.changes && route.method == "GET") << route.path;
  }
}

TEST(Roles, OnlyThePublicIsKeptFromThePlanUnlessItIsOpened) {
  EXPECT_FALSE(may(Role::everyone, Group::plan, {}));
  EXPECT_TRUE(may(Role::everyone, Group::plan, {.plan = true, .evidence = false, .metrics = false}));
  for (const Role role : {Role::party, Role::inspector, Role::panel, Role::secretariat})
    EXPECT_TRUE(may(role, Group::plan, {})) << name_of(role);
}

TEST(Roles, ASessionBringsOnlyWhatItsRoleSays) {
  EXPECT_TRUE(may_submit(Role::party, ledger::Role::party));
  EXPECT_FALSE(may_submit(Role::party, ledger::Role::verifier));
  EXPECT_FALSE(may_submit(Role::inspector, ledger::Role::party));
  EXPECT_TRUE(may_submit(Role::secretariat, ledger::Role::host));
  EXPECT_FALSE(may_submit(Role::panel, ledger::Role::host));
  for (const ledger::Role role : {ledger::Role::party, ledger::Role::verifier, ledger::Role::organ, ledger::Role::host})
    EXPECT_FALSE(may_submit(Role::everyone, role));
}

}  // namespace
}  // namespace entente::server
