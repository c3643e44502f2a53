// Who answers for what: the stages of mutual accountability, party by party, each with the entries that show it.
//
// Responsibility: what it owes, and whether it agreed to. Answerability: of what is owed by now, what it reported, what
// was opened to others' eyes, what was verified. Enforceability: of what was not kept, what was reviewed, answered and
// remedied. After the stages of mutual accountability in development cooperation (OECD, 2009: shared agenda, monitoring
// and review, dialogue and negotiation).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "review/life.h"

namespace entente::review {

struct Answered {
  ObligationIndex obligation = 0;
  std::vector<EntryNumber> entries;  ///< ascending, never empty
};

struct Answers {
  std::string party;
  std::vector<Answered> owed;
  std::vector<Answered> agreed;           ///< of those owed: promised by itself or by an organ, or accepted in a reply
  std::vector<ObligationIndex> by_now;    ///< of those owed: reported, past due, complained of or found on
  std::vector<Answered> reported;         ///< of those by now, the three that follow too
  std::vector<Answered> opened;           ///< a verifier or an organ could say something of it
  std::vector<Answered> verified;         ///< something of it was found fulfilled
  std::vector<ObligationIndex> not_kept;  ///< past due and not standing then, complained of, in breach or taken back
  std::vector<Answered> reviewed;         ///< of those not kept: somebody complained, or an organ decided
  std::vector<Answered> answered;         ///< of those not kept: the party replied, excused itself or reported after it
  std::vector<Answered> remedied;         ///< of those not kept: found fulfilled in the end
};

/// For each party that owes something, the accord's first, in its order, then others by name.
std::vector<Answers> answers(const accord::Accord& accord, std::span<const Entry> entries,
                             std::span<const Obligation> obligations, std::span<const Life> lives,
                             std::chrono::sys_seconds moment);

}  // namespace entente::review
