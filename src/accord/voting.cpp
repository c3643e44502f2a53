#include "accord/voting.h"

#include <algorithm>
#include <cstdint>

#include "accord/words.h"

namespace entente::accord {

namespace {

// Fewest of `all` that are the share.
std::size_t least_of(const Deciders& deciders, std::size_t all) {
  const std::uint64_t product = std::uint64_t{all} * deciders.share_of;
  const std::uint64_t in = deciders.share_in;
  return static_cast<std::size_t>(deciders.more_than_share ? product / in + 1 : (product + in - 1) / in);
}

std::string fraction_in_words(const Deciders& deciders) {
  if (deciders.more_than_share) return "more than half";
  if (deciders.share_in <= 100) return std::to_string(deciders.share_of) + '/' + std::to_string(deciders.share_in);
  return plain_number(100.0 * deciders.share_of / deciders.share_in) + '%';
}

std::vector<std::string> replaced(const std::vector<std::string>& names, const std::string& complainant,
                                  const std::string& accused) {
  std::vector<std::string> result;
  for (const std::string& name : names) {
    const std::string& who = name == complainant_word ? complainant : name == accused_word ? accused : name;
    if (!who.empty() && std::ranges::find(result, who) == result.end()) result.push_back(who);
  }
  return result;
}

}  // namespace

Deciders deciders_of(const Deciders& deciders, const std::string& complainant, const std::string& accused,
                     std::span<const std::string> parties) {
  Deciders result = deciders;
  result.members = replaced(deciders.members, complainant, accused);
  if (deciders.all_parties) result.members.assign(parties.begin(), parties.end());
  result.not_voting = replaced(deciders.not_voting, complainant, accused);
  result.veto = replaced(deciders.veto, complainant, accused);
  for (MemberChance& one : result.chances) {
    if (one.member == complainant_word) one.member = complainant;
    if (one.member == accused_word) one.member = accused;
  }
  if (result.members.empty()) return result;
  result.size = result.members.size();
  const auto is_stranger = [&](const std::string& name) {
    return std::ranges::find(result.members, name) == result.members.end();
  };
  std::erase_if(result.not_voting, is_stranger);
  std::erase_if(result.veto, is_stranger);
  return result;
}

std::size_t voting_members(const Deciders& deciders) {
  return deciders.size - std::min(deciders.size, deciders.not_voting.size());
}

std::size_t least_yes_votes(const Deciders& deciders) {
  switch (deciders.counting) {
    case Counting::consensus:
    case Counting::of_votes:
      return 1;
    case Counting::unanimity:
      return std::max<std::size_t>(1, voting_members(deciders));
    case Counting::of_members:
      return std::max<std::size_t>(1, least_of(deciders, deciders.size));
    case Counting::yes_votes:
      break;
  }
  return deciders.votes;
}

bool has_quorum(const Deciders& deciders, const Tally& tally) {
  return tally.yes + tally.no + tally.abstain >= deciders.quorum;
}

bool is_adopted(const Deciders& deciders, const Tally& tally) {
  if (!has_quorum(deciders, tally) || tally.vetoed || tally.yes < least_yes_votes(deciders)) return false;
  if (deciders.counting == Counting::consensus) return tally.no == 0;
  return deciders.counting != Counting::of_votes || tally.yes >= least_of(deciders, tally.yes + tally.no);
}

std::string rule_in_words(const Deciders& deciders) {
  std::string text;
  switch (deciders.counting) {
    case Counting::consensus:
      text = "consensus";
      break;
    case Counting::unanimity:
      text = "unanimity";
      break;
    case Counting::of_members:
      text = fraction_in_words(deciders) + " of all " +
             (deciders.size > 0
                  ? std::to_string(deciders.size) + " members (" + std::to_string(least_yes_votes(deciders)) + " votes)"
                  : "members");
      break;
    case Counting::of_votes:
      text = fraction_in_words(deciders) + " of the votes";
      break;
    case Counting::yes_votes:
      text = std::to_string(deciders.votes) + " of " + std::to_string(deciders.size);
      break;
  }
  if (deciders.quorum > 0) text += ", quorum " + std::to_string(deciders.quorum);
  if (!deciders.veto.empty()) text += ", veto of " + joined(deciders.veto);
  if (!deciders.not_voting.empty()) text += ", without a vote: " + joined(deciders.not_voting);
  return text;
}

}  // namespace entente::accord
