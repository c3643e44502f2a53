// Runs procedures over the events of a record.
#pragma once

#include <chrono>
#include <span>
#include <vector>

#include "accord/accord.h"
#include "review/matter.h"
#include "review/record.h"

namespace entente::review {

/// Every complaint up to and including the moment `at`, by time and number, with what has become of it by then. Uses no
/// entry after `at`, and the order of `entries` does not matter: they go by (time, number), and votes of one second
/// count together.
///
/// A complaint runs the procedure that it names, NAME or NAME/STAGE, of the accord or shipped. Where it names none,
/// none that there is, or one that its author may not begin (which is remarked), it has no clock and is open until a
/// decision names it. A stage ends by the decision of an organ that decides there, by votes as soon as those still to
/// come can not change the result, or when its clock runs out: by what the votes cast then come to, else by silence. A
/// decision that the stage has no outcome for changes nothing. What comes at the very second at which a clock runs out
/// is late.
std::vector<Matter> matters(const accord::Accord& accord, std::span<const Entry> entries, std::chrono::sys_seconds at);

}  // namespace entente::review
