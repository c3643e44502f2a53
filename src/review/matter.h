// A matter: a complaint and what its procedure has made of it up to a moment. Plain data; matters.h computes it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "accord/procedure.h"

namespace entente::review {

enum class EndedBy {
  still_open,
  decision,  ///< by an organ or by votes
  silence    ///< the clock ran out and nothing had been decided
};

/// A clock that was prolonged.
struct Prolongation {
  std::uint64_t entry = 0;
  std::chrono::sys_seconds at;
  std::optional<std::chrono::sys_seconds> until;  ///< empty: no end was set
  std::vector<std::string> agreed_by;
};

/// The time that a matter spent in one stage of its procedure.
struct Passage {
  accord::StageIndex stage = 0;
  std::chrono::sys_seconds begins;
  std::optional<std::chrono::sys_seconds>
      clock_ends;  ///< the last of its tracks' clocks, as prolonged; empty: unbounded
  std::optional<std::chrono::sys_seconds> ended;
  EndedBy ended_by = EndedBy::still_open;
  std::string decided;                 ///< "adopted", or another name; empty where nothing was
  std::vector<std::uint64_t> entries;  ///< votes, decisions and extensions that belong here, in their order
  std::vector<Prolongation> prolonged;
};

/// Whether somebody accepts a complaint, or what was decided on it: the last word of each. Who does not contests it.
struct Acceptance {
  std::string party;
  bool accepts = true;
  std::uint64_t entry = 0;
  std::string text;
};

/// An entry that did not do what it says, and why: a vote by somebody without one, a decision after the clock.
struct Remark {
  std::uint64_t entry = 0;
  std::string text;
};

/// What follows if nobody does anything more.
struct Outlook {
  std::vector<Passage> passages;  ///< the present one first, as it would go on
  std::optional<accord::Ending> ending;
  std::string ending_text;
  std::optional<std::chrono::sys_seconds> ends;
  std::string nobody_can_say;  ///< why there is no end: "stage notification has no clock"; empty where there is one
};

struct Matter {
  std::uint64_t entry = 0;  ///< the complaint
  std::chrono::sys_seconds opened;
  std::string complainant, against;
  std::string commitment, level;           ///< empty where the complaint names none: it is about everything
  std::string procedure;                   ///< its name; empty where no procedure runs
  std::optional<accord::Procedure> rules;  ///< the same in full, of the accord or shipped
  std::vector<Passage> passages;           ///< in order; empty without a procedure
  bool open = true;
  std::optional<accord::Ending> meanwhile;  ///< what holds while the present stage runs
  std::optional<accord::Ending> ending;  ///< once it has ended; empty where a decision's word is no ending that we know
  std::string ending_text;               ///< in the words of the procedure, or of the decision
  std::optional<std::chrono::sys_seconds> ended_at;
  bool by_silence = false;
  std::vector<Acceptance> acceptance;  ///< in the order in which they first spoke
  std::vector<Remark> remarks;         ///< in the order of events
  Outlook outlook;                     ///< only while it is open
};

/// Whether somebody does not accept it.
bool is_contested(const Matter& matter);

}  // namespace entente::review
