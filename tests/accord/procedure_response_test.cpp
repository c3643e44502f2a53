// What one party alone can do to the response of a procedure, against a search through every vote that could be cast.
#include "accord/procedure_response.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cstdint>

#include "accord/read.h"
#include "accord/voting.h"

namespace entente::accord {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Accord three_parties(const std::string& stages, const std::string& review = "{by: vote}") {
  return parse(R"(accord: Three
period: 1 month
parties: {North: {patience: 0.9}, South: {patience: 0.9}, East: {patience: 0.9}}
commitments:
  reactor: {by: North, levels: [{name: disabled}]}
  relief: {by: South, levels: [{name: full}]}
procedures: {vote: {stages: [)" +
                   stages + "]}}\nreview: " + review + '\n',
               "accord.yaml");
}

std::string stage(const std::string& decides, const std::string& adopted, const std::string& silence) {
  return "{name: meeting, clock: 30 days, decides: {by: [North, South, East], " + decides +
         "}, outcomes: {adopted: {ends: " + adopted + "}}, silence: {ends: " + silence + "}}";
}

double succeeds(const std::string& decides, const std::string& adopted, const std::string& silence) {
  const Accord accord = three_parties(stage(decides, adopted, silence));
  EXPECT_TRUE(accord.review.succeeds_by_procedure);
  return accord.review.succeeds.best;
}

TEST(Response, IsStoppedByTheAccusedWhereAllMustAgreeToIt) {
  EXPECT_EQ(succeeds("rule: consensus", "breach", "settled"), 0.0);
  EXPECT_EQ(succeeds("rule: unanimity", "breach", "settled"), 0.0);
  EXPECT_EQ(succeeds("rule: majority, veto: [North]", "breach", "settled"), 0.0);
  EXPECT_EQ(succeeds("rule: 3 votes", "breach", "settled"), 0.0);
}

TEST(Response, IsCertainWhereTheOthersSuffice) {
  EXPECT_EQ(succeeds("rule: majority", "breach", "settled"), 1.0);
  EXPECT_EQ(succeeds("rule: 2 votes", "breach", "settled"), 1.0);
  EXPECT_EQ(succeeds("rule: 2/3 of members, not_voting: [accused]", "breach", "settled"), 1.0);
  // The veto belongs to a party that owes nothing, and so is never accused.
  EXPECT_EQ(succeeds("rule: majority, veto: [East]", "breach", "settled"), 1.0);
}

TEST(Response, ThatFollowsFromSilenceIsCertainUnlessTheAccusedAloneCanCarryTheMotion) {
  EXPECT_EQ(succeeds("rule: consensus", "continuation", "snapback"), 1.0);
  EXPECT_EQ(succeeds("rule: 1 vote", "continuation", "snapback"), 0.0);
  EXPECT_EQ(succeeds("rule: majority", "continuation", "snapback"), 1.0);
}

TEST(Response, IsStoppedByStayingAwayWhereThatBreaksTheQuorum) {
  EXPECT_EQ(succeeds("rule: majority, quorum: 3", "breach", "settled"), 0.0);
  EXPECT_EQ(succeeds("rule: majority, quorum: 2", "breach", "settled"), 1.0);
}

TEST(Response, GoesByTheChancesOfMembersWhereTheFileHasThem) {
  EXPECT_DOUBLE_EQ(succeeds("rule: majority, chance: {East: 60%}", "breach", "settled"), 0.6);
  // North accused, South and East must both vote no: else one yes of theirs joins the accused's for a majority.
  EXPECT_DOUBLE_EQ(succeeds("rule: majority, chance: {East: 60%, South: 50%}", "continuation", "snapback"), 0.3);
}

TEST(Response, IsLeastOverThePartiesThatOweSomething) {
  const Accord accord = three_parties(stage("rule: majority, chance: {South: 20%}", "breach", "settled"));
  EXPECT_DOUBLE_EQ(accord.review.succeeds.best, 0.2);  // North accused; were South, the rest would be certain
  const std::vector<std::string> parties{"North", "South", "East"};
  EXPECT_EQ(response_chance(accord.procedures[0], 0, parties, std::vector<std::string>{"South"}).chance, 1.0);
}

TEST(Response, WhatTheFileSaysOfItsChanceComesFirst) {
  const Accord accord = three_parties(stage("rule: consensus", "breach", "settled"), "{by: vote, succeeds: 70%}");
  EXPECT_EQ(accord.review.succeeds, Range::exactly(0.7));
  EXPECT_FALSE(accord.review.succeeds_by_procedure);
}

TEST(Response, NoticesSayWhichRuleGaveItAndWhoElseCouldStopIt) {
  const Accord stopped = three_parties(stage("rule: consensus", "breach", "settled"));
  ASSERT_EQ(stopped.notices.size(), 1U);
  EXPECT_EQ(
      stopped.notices[0].message,
      "review by vote takes 30 days at most (0.986 periods of 1 month, counted as 1); succeeds 0% by its rules of "
      "decision: North can stop the response alone, at stage \"meeting\"");
  const Accord certain = three_parties(stage("rule: 2 votes", "breach", "settled"));
  EXPECT_THAT(
      certain.notices.at(0).message,
      HasSubstr("succeeds 100% by its rules of decision: no party that owes something can stop the response alone; "
                "who could stop or hinder it by siding with North: South and East"));
}

TEST(Response, IsAssumedWhereTheTextDoesNotSayWhatFollows) {
  const Accord accord = three_parties("{name: meeting, clock: 30 days}");
  EXPECT_EQ(accord.review.succeeds, Range::exactly(1));
  EXPECT_THAT(accord.notices.at(0).message, HasSubstr("a response is assumed there"));
}

TEST(Response, OfAShippedProcedureIsTakenWithItsStage) {
  const Accord accord = three_parties(stage("rule: majority", "breach", "settled"), "{by: jcpoa-dispute/council}");
  EXPECT_EQ(accord.review.takes, Range::exactly(30 / 365.25));
  EXPECT_EQ(accord.review.succeeds, Range::exactly(1));
  ASSERT_EQ(accord.procedures.size(), 2U);
  EXPECT_EQ(accord.procedures[1].name, "jcpoa-dispute");
}

TEST(Response, OfSeveralStagesIsStoppedAtTheOneWhereTheAccusedDecides) {
  const std::string stages = R"({name: notice, clock: 5 days, silence: panel},
    {name: panel, clock: 5 days, decides: {by: 3, rule: majority}, outcomes: {adopted: order, rejected: {ends: no breach}}},
    {name: order, clock: 5 days, decides: {by: [accused]}, outcomes: {adopted: {ends: settled}}, silence: {ends: breach}})";
  const Accord accord = three_parties(stages);
  EXPECT_EQ(accord.review.succeeds, Range::exactly(0));
  EXPECT_THAT(accord.notices.at(0).message, HasSubstr("at stage \"order\""));
}

// Every choice of yes and no, one after the other.
double by_brute_force(const Deciders& deciders, const std::vector<double>& yes, const std::vector<bool>& veto) {
  double sum = 0.0;
  for (std::uint32_t votes = 0; votes < (1U << yes.size()); ++votes) {
    double chance = 1.0;
    Tally tally;
    for (std::size_t n = 0; n < yes.size(); ++n) {
      const bool is_yes = ((votes >> n) & 1U) != 0;
      chance *= is_yes ? yes[n] : 1.0 - yes[n];
      (is_yes ? tally.yes : tally.no) += 1;
      if (!is_yes && veto[n]) tally.vetoed = true;
    }
    if (is_adopted(deciders, tally)) sum += chance;
  }
  return sum;
}

RC_GTEST_PROP(ChanceAdopted, IsThatOfAllVotesThatMeetTheRule, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(1, 9);
  Deciders deciders;
  deciders.size = size;
  deciders.counting = *rc::gen::element(Counting::consensus, Counting::unanimity, Counting::of_members,
                                        Counting::of_votes, Counting::yes_votes);
  deciders.share_in = *rc::gen::inRange(1U, 5U);
  deciders.share_of = *rc::gen::inRange(1U, deciders.share_in + 1);
  deciders.more_than_share = deciders.share_of * 2 == deciders.share_in && *rc::gen::arbitrary<bool>();
  deciders.votes = *rc::gen::inRange<std::size_t>(1, size + 1);
  deciders.quorum = *rc::gen::inRange<std::size_t>(0, size + 1);
  const auto voters = *rc::gen::inRange<std::size_t>(0, size + 1);
  std::vector<double> yes;
  std::vector<bool> veto;
  for (std::size_t n = 0; n < voters; ++n) {
    yes.push_back(*rc::gen::inRange(0, 101) / 100.0);
    veto.push_back(*rc::gen::inRange(0, 4) == 0);
  }
  const double computed = chance_adopted(deciders, yes, veto);
  RC_ASSERT(std::abs(computed - by_brute_force(deciders, yes, veto)) < 1e-12);
}

// One stage, members certain: the accused against everyone else, by trying yes, no, abstaining and staying away.
RC_GTEST_PROP(Response, OfOneStageIsWhatTheBestVoteOfTheAccusedLeaves, ()) {
  const std::vector<std::string> parties{"A", "B", "C", "D"};
  Deciders deciders;
  deciders.members = parties;
  deciders.size = parties.size();
  deciders.counting = *rc::gen::element(Counting::consensus, Counting::unanimity, Counting::of_members,
                                        Counting::of_votes, Counting::yes_votes);
  deciders.share_of = 2;
  deciders.share_in = 3;
  deciders.more_than_share = false;
  deciders.votes = *rc::gen::inRange<std::size_t>(1, 5);
  deciders.quorum = *rc::gen::inRange<std::size_t>(0, 5);
  if (*rc::gen::arbitrary<bool>()) deciders.veto = {*rc::gen::elementOf(parties)};
  const bool response_on_adoption = *rc::gen::arbitrary<bool>();
  Procedure procedure{.name = "p", .title = {}, .may_start = {"any"}, .stages = {}, .provenance = {}, .place = {}};
  ProcedureStage only;
  only.name = "only";
  only.tracks.push_back(
      {.name = {}, .clock = Clock{.days = 1}, .deciders = deciders, .extension = {}, .binding = true});
  only.outcomes.push_back(
      {"adopted", {.stage = {}, .ending = response_on_adoption ? Ending::breach : Ending::settled, .text = {}}});
  only.if_silent.ending = response_on_adoption ? Ending::settled : Ending::breach;
  procedure.stages.push_back(only);
  const std::string accused = *rc::gen::elementOf(parties);
  bool may_stop = false;
  const bool accused_has_veto = deciders.veto == std::vector<std::string>{accused};
  for (const int vote : {0, 1, 2, 3}) {
    Tally tally;
    (response_on_adoption ? tally.yes : tally.no) = 3;
    if (!response_on_adoption && !deciders.veto.empty() && !accused_has_veto) tally.vetoed = true;
    if (vote == 0) ++tally.yes;
    if (vote == 1) ++tally.no;
    if (vote == 2) ++tally.abstain;
    if (vote == 1 && accused_has_veto) tally.vetoed = true;
    may_stop = may_stop || is_adopted(deciders, tally) != response_on_adoption;
  }
  const double chance = response_chance(procedure, 0, parties, std::vector<std::string>{accused}).chance;
  RC_ASSERT(chance == (may_stop ? 0.0 : 1.0));
}

}  // namespace
}  // namespace entente::accord
