// The accord itself as JSON, for whoever shows where a number comes from: every number as the file has it, with its
// sources, its remark and its line.
#pragma once

#include <vector>

#include "accord/accord.h"
#include "accord/bibliography.h"
#include "report/json.h"

namespace entente::report {

/// A number is one number, or [low, best, high] where the file gives a range. Durations are in years. Every mapping of
/// the file has "sources", "note" and "line" (null where nothing was read from a file).
Json accord_json(const accord::Accord& accord);

/// {KEY: {"kind": "misc", "line": 4, "fields": {"title": "...", ...}}}
Json bibliography_json(const std::vector<accord::BibliographyEntry>& entries);

}  // namespace entente::report
