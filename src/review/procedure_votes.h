// Votes cast in one stage by the members of one body.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "accord/voting.h"

namespace entente::review {

enum class Choice { yes, no, abstain };

struct CastVote {
  std::string member;
  Choice choice = Choice::abstain;
  std::uint64_t entry = 0;
};

/// Why `member` may not vote among `deciders` (which are those of the complaint: accord::deciders_of), given who has
/// voted; empty where it may.
std::string why_no_vote(const accord::Deciders& deciders, const std::string& member, const std::vector<CastVote>& cast);

/// The last vote of each member counts.
accord::Tally count(const accord::Deciders& deciders, const std::vector<CastVote>& cast);

enum class VoteResult { adopted, rejected, open };

/// What the votes come to whatever those who have not voted yet do; open while that may still change.
VoteResult certain_result(const accord::Deciders& deciders, const std::vector<CastVote>& cast);

/// What they come to when no more votes come; open without a quorum or without any vote.
VoteResult final_result(const accord::Deciders& deciders, const std::vector<CastVote>& cast);

/// Why the clock is not prolonged; empty where it is. `by_body`: the body itself says so, which is taken at its word
/// where it does not list who agreed.
std::string why_not_agreed(const accord::Deciders& deciders, const accord::Extension& rule,
                           std::vector<std::string> agreed_by, const std::string& author, bool by_body);

/// "4 yes, 9 no, 2 abstaining".
std::string in_words(const accord::Tally& tally);

}  // namespace entente::review
