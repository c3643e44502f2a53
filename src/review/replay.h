// What a record shows of an accord from its first day to its last: where every obligation stood at the end of each
// month, each change of it on its day, and the procedures that ran or that nobody began.
//
// A status changes when something happens, when a date passes or when a clock runs out; only at these moments is the
// standing looked at, so that every change has its exact day.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "accord/accord.h"
#include "review/matter.h"
#include "review/standing.h"

namespace entente::review {

/// An obligation that came to stand otherwise.
struct StatusChange {
  std::chrono::sys_seconds at;
  std::string obligation;  ///< "reactor halted"
  std::string by;
  std::optional<Status> before;  ///< empty: it was promised then
  Status after = Status::planned;
  std::vector<EntryNumber> made_by;
};

struct ReplayedMonth {
  std::chrono::sys_days last_day;  ///< of the month; in the last one the last day replayed
  Tally tally;                     ///< of all obligations, at the end of that day
  std::size_t open_matters = 0;
  std::vector<StatusChange> changes;  ///< within the month, in their order
};

/// What the clocks would have done, had somebody complained when a date had been missed without an accepted excuse, and
/// had nobody decided anything from then on.
struct Unused {
  std::string obligation;
  std::string by;
  std::chrono::sys_seconds missed;                 ///< overdue from then on
  Matter course;                                   ///< under the procedure, by silence alone
  std::optional<std::chrono::sys_seconds> mended;  ///< no longer overdue; later stages would not have come
  Status mended_as = Status::fulfilled;            ///< how; only with `mended`
};

struct Replay {
  std::string accord;     ///< its title
  std::string from;       ///< the record
  std::string procedure;  ///< that of `unused`
  std::chrono::sys_days first;
  std::chrono::sys_days last;
  std::vector<ReplayedMonth> months;  ///< from that of the first event to that of `last`
  std::vector<Unused> unused;         ///< missed dates that nobody complained of while they were missed, by day
  Standing end;                       ///< at the end of the last day, with the complaints that were made
};

/// The procedure that an accord's missed dates would go to: the one that its review goes by, else the ladder that is
/// shipped.
std::string usual_procedure(const accord::Accord& accord);

/// Replays the record up to the end of `until`, the day of its last event where that is empty. Throws Error when there
/// is no event until then, or no such procedure.
Replay replay(const accord::Accord& accord, const Record& record, const std::optional<std::chrono::sys_days>& until,
              const std::string& procedure);

}  // namespace entente::review
