// When something is due: as promised, with time that was given, moved by the delays of what it waits on.
#pragma once

#include <span>

#include "review/life.h"

namespace entente::review {

/// When an obligation was found fulfilled first, and since when that no longer stands.
struct Delivered {
  std::optional<std::chrono::sys_days> on;
  std::optional<std::chrono::sys_days> gone;
};

/// Past the end of that day.
bool is_past(std::chrono::sys_days due, std::chrono::sys_seconds moment);

/// The dates of `obligation`. A delay is counted from the date promised: time that others gave to one does not run
/// against those who wait for it.
DueDate due_date(std::span<const Obligation> obligations, std::span<const Delivered> delivered,
                 ObligationIndex obligation, std::chrono::sys_seconds moment);

/// Everything that `obligation` waits on and that does not stand.
std::vector<Waiting> waiting_of(std::span<const Obligation> obligations, std::span<const Delivered> delivered,
                                ObligationIndex obligation, std::chrono::sys_seconds moment);

/// Fills in `chain` and `in_circle` of a life: each time the one that was promised for the earliest day.
void trace_cause(std::span<const Life> lives, ObligationIndex obligation, Life& life);

}  // namespace entente::review
