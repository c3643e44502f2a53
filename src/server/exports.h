// The standing and the commitments as files to take away: tables (CSV, RFC 4180) and a text document (ODT).
#pragma once

#include <chrono>
#include <string>

#include "accord/accord.h"
#include "review/standing.h"
#include "server/message.h"

namespace entente::server {

/// One row an obligation.
Document standing_csv(const review::Standing& standing);

/// One row a level: what the text has, without values.
Document commitments_csv(const accord::Accord& accord);

/// Counts, obligations, arrears and open complaints with their tables (OpenDocument 1.3). The same standing gives the
/// same bytes. Throws MachineError where it can not be packed.
Document standing_odt(const review::Standing& standing);

}  // namespace entente::server
