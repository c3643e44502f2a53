#include "review/procedure_votes.h"

#include <algorithm>
#include <map>

#include "accord/words.h"

namespace entente::review {

namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

std::map<std::string, Choice> last_votes(const std::vector<CastVote>& cast) {
  std::map<std::string, Choice> votes;
  for (const CastVote& one : cast) votes[one.member] = one.choice;
  return votes;
}

bool may_still_veto(const accord::Deciders& deciders, const std::map<std::string, Choice>& votes) {
  return std::ranges::any_of(deciders.veto, [&](const std::string& name) {
    return !votes.contains(name) && !contains(deciders.not_voting, name);
  });
}

}  // namespace

std::string why_no_vote(const accord::Deciders& deciders, const std::string& member,
                        const std::vector<CastVote>& cast) {
  const std::string body = deciders.body.empty() ? "those who decide there" : deciders.body;
  if (contains(deciders.not_voting, member)) return member + " has no vote in " + body;
  if (!deciders.members.empty()) return contains(deciders.members, member) ? "" : member + " is no member of " + body;
  const auto votes = last_votes(cast);
  if (!votes.contains(member) && votes.size() >= accord::voting_members(deciders)) {
    return "all " + std::to_string(votes.size()) + " members of " + body + " that have a vote have voted already";
  }
  return {};
}

accord::Tally count(const accord::Deciders& deciders, const std::vector<CastVote>& cast) {
  accord::Tally tally;
  for (const auto& [member, choice] : last_votes(cast)) {
    if (choice == Choice::yes) ++tally.yes;
    if (choice == Choice::no) ++tally.no;
    if (choice == Choice::abstain) ++tally.abstain;
    if (choice == Choice::no && contains(deciders.veto, member)) tally.vetoed = true;
  }
  return tally;
}

VoteResult certain_result(const accord::Deciders& deciders, const std::vector<CastVote>& cast) {
  const accord::Tally now = count(deciders, cast);
  const std::size_t voted = now.yes + now.no + now.abstain;
  if (voted == 0) return VoteResult::open;
  const std::size_t others = accord::voting_members(deciders) - std::min(accord::voting_members(deciders), voted);
  if (others == 0) return final_result(deciders, cast);
  accord::Tally worst = now;
  worst.no += others;
  worst.vetoed = worst.vetoed || may_still_veto(deciders, last_votes(cast));
  // Who stays away may break the quorum, who votes no may not be counted on to meet it.
  if (has_quorum(deciders, now) && is_adopted(deciders, worst)) return VoteResult::adopted;
  accord::Tally best = now;
  best.yes += others;
  return is_adopted(deciders, best) || !has_quorum(deciders, now) ? VoteResult::open : VoteResult::rejected;
}

VoteResult final_result(const accord::Deciders& deciders, const std::vector<CastVote>& cast) {
  const accord::Tally now = count(deciders, cast);
  if (is_adopted(deciders, now)) return VoteResult::adopted;
  return cast.empty() || !has_quorum(deciders, now) ? VoteResult::open : VoteResult::rejected;
}

std::string why_not_agreed(const accord::Deciders& deciders, const accord::Extension& rule,
                           std::vector<std::string> agreed_by, const std::string& author, bool by_body) {
  if (agreed_by.empty() && by_body) return {};
  if (!contains(agreed_by, author)) agreed_by.push_back(author);
  std::vector<std::string> missing;
  for (const std::string& member : deciders.members) {
    if (!contains(agreed_by, member)) missing.push_back(member);
  }
  if (!deciders.members.empty()) {
    std::erase_if(agreed_by, [&](const std::string& name) { return !contains(deciders.members, name); });
  } else if (by_body) {
    std::erase(agreed_by, author);
  }
  if (rule.by == accord::Prolonging::by_consensus) {
    if (!missing.empty()) return "it takes the consent of all, and " + accord::joined(missing) + " did not agree";
    const std::size_t least = deciders.size;
    return agreed_by.size() >= least ? "" : "it takes the consent of all " + std::to_string(least) + " members";
  }
  const std::size_t yes = std::min(agreed_by.size(), deciders.size);
  accord::Tally tally{.yes = yes, .no = deciders.size - yes, .abstain = 0, .vetoed = false};
  tally.vetoed = std::ranges::any_of(deciders.veto, [&](const std::string& name) { return contains(missing, name); });
  return is_adopted(deciders, tally) ? "" : "the rule is " + accord::rule_in_words(deciders);
}

std::string in_words(const accord::Tally& tally) {
  return std::to_string(tally.yes) + " yes, " + std::to_string(tally.no) + " no, " + std::to_string(tally.abstain) +
         " abstaining" + (tally.vetoed ? ", with a veto" : "");
}

}  // namespace entente::review
