// A ledger as lines of JSON: to read with other tools, to carry on a stick, to make a copy from. And as a table (CSV).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/audit.h"
#include "ledger/store.h"

namespace entente::ledger {

using Line = std::function<void(const std::string&)>;  ///< takes a line with its end

/// The first line tells format, state and checkpoints; then each entry, one a line, with its salt and signed event.
/// `proofs`: each with its inclusion proof under the last checkpoint, and no entry after it. Throws Refused when there
/// is no charter, or, with proofs, no checkpoint.
void export_lines(Store& store, bool proofs, const Line& write);

/// A row for each entry: entry, time, author, role, number, type, accord, content; the last as JSON. Fields as RFC 4180
/// has them.
void export_csv(Store& store, const Line& write);

/// Gives the next line without its end; empty at the end.
using NextLine = std::function<std::optional<std::string>()>;

/// Makes the copy that `export_lines` describes in an empty store, audits it, and keeps it only when it is sound.
/// `log`: the key that the checkpoints must be signed with. Throws Refused with the line that can not be read; gives
/// the audit, with its fault if there is one (then the store stays empty).
Audit import_lines(Store& store, const std::optional<VerifierKey>& log, const NextLine& next);

}  // namespace entente::ledger
