// One procedure while it runs: events go in by time, stages pass.
#pragma once

#include <string>
#include <vector>

#include "accord/procedure.h"
#include "review/matter.h"
#include "review/procedure_clock.h"
#include "review/procedure_votes.h"
#include "review/record.h"

namespace entente::review {

/// A running procedure. Copy it to see how it would go on. `matter` outlives nothing: it is part of the state.
struct ProcedureRun {
  Matter matter;                     ///< with `rules`
  std::vector<std::string> parties;  ///< of the accord
  ClockStart start;                  ///< of the present stage
  struct Track {
    accord::Deciders deciders;                            ///< those of this complaint; of size 0 where nobody decides
    std::optional<std::chrono::sys_seconds> begins_with;  ///< when its clock runs out if nobody prolongs it
    std::optional<std::chrono::sys_seconds> ends;         ///< as prolonged; empty: unbounded
    std::vector<CastVote> cast;                           ///< since the last decision
  };
  std::vector<Track> tracks;  ///< of the present stage, as in the procedure
};

/// Begins at `stage`.
void begin(ProcedureRun& run, accord::StageIndex stage, const ClockStart& start);

/// Lets every clock run out that has done so by `moment`. True: it goes on; false: more stages than anyone can live
/// through, which a circle of stages gives.
bool run_clocks(ProcedureRun& run, std::chrono::sys_seconds moment);

/// A vote, decision or extension of this matter; its clocks have run up to its time. What it can not do is remarked.
void take_vote(ProcedureRun& run, const Entry& entry);
void take_decision(ProcedureRun& run, const Entry& entry);
void take_extension(ProcedureRun& run, const Entry& entry);

/// Whether the votes of this second, all taken, have decided the stage.
void settle_votes(ProcedureRun& run, std::chrono::sys_seconds moment);

/// What follows if nobody does anything more.
Outlook outlook_of(const ProcedureRun& run);

}  // namespace entente::review
