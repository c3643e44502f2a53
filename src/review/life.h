// The life of a commitment level: where an obligation stands at a moment, by the rules of docs/review.md.
//
// Three things are never mixed: what was promised, what its giver reports, what a verifier found. Reported is not
// fulfilled.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "review/dispute.h"
#include "review/obligation.h"

namespace entente::review {

enum class Status {
  planned,
  due,
  overdue,
  excused,
  reported,
  under_verification,
  fulfilled,
  disputed,
  in_breach,
  remedied,
  suspended,
  reversed,
  lapsed
};

std::string_view name_of(Status status);

/// When something is due, and how that date came about. All dates are met until the end of their day, UTC.
struct DueDate {
  std::optional<std::chrono::sys_days> first;     ///< as it was promised first; empty: no date
  std::optional<std::chrono::sys_days> promised;  ///< by the promise in force
  std::optional<std::chrono::sys_days> agreed;    ///< with the time that was given since
  std::optional<std::chrono::sys_days> shifted;   ///< moved besides by the delays of what it waits on
  std::vector<ObligationIndex> moved_by;          ///< whose delay moves it: the longest, alone
};

/// Something that it waits on and that does not stand as verified.
struct Waiting {
  Wait wait;
  bool claimed = false;   ///< only its giver says so, in an excuse
  EntryNumber entry = 0;  ///< the promise or the excuse
  bool excuses = false;   ///< in the text, late, and the delay still covers this one
  std::string who;        ///< who must act, where that is known
};

struct Life {
  Status status = Status::planned;
  std::optional<std::chrono::sys_seconds> since;
  std::vector<EntryNumber> made_by;  ///< the entries behind the status
  std::string because;               ///< the words of an excuse, a decision or a response behind it
  DueDate due;
  std::int64_t days_overdue = 0;          ///< past the shifted date and not fulfilled, excused or lapsed; else 0
  std::optional<std::int64_t> days_left;  ///< until the shifted date, where that is to come
  std::int64_t days_late = 0;             ///< of the report, or of what was fulfilled, after the date in force
  bool is_reported = false;               ///< as a whole, and not refuted since
  bool was_verified = false;              ///< found fulfilled at some time
  bool stands = false;                    ///< found fulfilled, and neither taken back nor suspended
  double verified_share = 0.0;            ///< of it that stands as verified, 0 to 1
  bool something_verified = false;        ///< found partly fulfilled, even where no share is said
  bool something_reported = false;        ///< at least a part, and not refuted
  std::optional<std::chrono::sys_seconds> lapsed;  ///< no longer owed since
  std::vector<Waiting> waiting;
  std::vector<ObligationIndex> chain;  ///< what it waits on, what that waits on, ... down to the root cause
  bool in_circle = false;              ///< the chain comes back to something before
};

/// One life for each obligation. Only entries up to `moment` may have been gathered.
std::vector<Life> lives(std::span<const Obligation> obligations, std::span<const Dispute> disputes,
                        std::chrono::sys_seconds moment);

}  // namespace entente::review
