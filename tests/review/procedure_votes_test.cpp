// Votes to a decision, against every way in which those who have not voted yet could.
#include "review/procedure_votes.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace entente::review {
namespace {

using accord::Counting;
using accord::Deciders;

const std::vector<std::string> names{"A", "B", "C", "D", "E"};

Deciders any_deciders() {
  Deciders deciders;
  deciders.members.assign(names.begin(), names.begin() + *rc::gen::inRange(1, 6));
  deciders.size = deciders.members.size();
  deciders.counting = *rc::gen::element(Counting::consensus, Counting::unanimity, Counting::of_members,
                                        Counting::of_votes, Counting::yes_votes);
  deciders.share_of = *rc::gen::inRange(1U, 4U);
  deciders.share_in = *rc::gen::inRange(deciders.share_of, 5U);
  deciders.more_than_share = deciders.share_of * 2 == deciders.share_in;
  deciders.votes = *rc::gen::inRange<std::size_t>(1, deciders.size + 1);
  deciders.quorum = *rc::gen::inRange<std::size_t>(0, deciders.size + 1);
  if (*rc::gen::arbitrary<bool>()) deciders.veto = {deciders.members.front()};
  if (deciders.size > 1 && *rc::gen::arbitrary<bool>()) deciders.not_voting = {deciders.members.back()};
  return deciders;
}

// All results that are still possible: each who has not voted says yes, no, abstains or stays away.
void results(const Deciders& deciders, const std::vector<std::string>& others, std::size_t next,
             std::vector<CastVote>& cast, std::set<VoteResult>& possible) {
  if (next == others.size()) {
    possible.insert(final_result(deciders, cast));
    return;
  }
  results(deciders, others, next + 1, cast, possible);
  for (const Choice choice : {Choice::yes, Choice::no, Choice::abstain}) {
    cast.push_back({others[next], choice, 0});
    results(deciders, others, next + 1, cast, possible);
    cast.pop_back();
  }
}

RC_GTEST_PROP(Votes, AreCertainExactlyWhereTheOthersCanNotChangeWhatTheyComeTo, ()) {
  const Deciders deciders = any_deciders();
  std::vector<CastVote> cast;
  std::vector<std::string> others;
  for (const std::string& member : deciders.members) {
    if (!why_no_vote(deciders, member, cast).empty()) continue;
    if (*rc::gen::arbitrary<bool>()) {
      cast.push_back({member, *rc::gen::element(Choice::yes, Choice::no, Choice::abstain), 0});
    } else {
      others.push_back(member);
    }
  }
  std::set<VoteResult> possible;
  std::vector<CastVote> all = cast;
  results(deciders, others, 0, all, possible);
  const VoteResult certain = certain_result(deciders, cast);
  if (cast.empty()) {
    RC_ASSERT(certain == VoteResult::open);
  } else if (certain != VoteResult::open) {
    RC_ASSERT(possible == std::set<VoteResult>{certain});
  } else {
    RC_ASSERT(possible.size() > 1 || possible.contains(VoteResult::open));
  }
}

TEST(Votes, TheLastOneOfEachMemberCounts) {
  Deciders deciders;
  deciders.members = {"A", "B"};
  deciders.size = 2;
  deciders.counting = Counting::unanimity;
  const std::vector<CastVote> cast{{"A", Choice::no, 1}, {"B", Choice::yes, 2}, {"A", Choice::yes, 3}};
  EXPECT_EQ(count(deciders, cast), (accord::Tally{.yes = 2, .no = 0, .abstain = 0, .vetoed = false}));
  EXPECT_EQ(final_result(deciders, cast), VoteResult::adopted);
}

}  // namespace
}  // namespace entente::review
