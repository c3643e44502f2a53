// What the commands that read an evidence file have in common.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "accord/error.h"
#include "cli/options.h"
#include "evidence/dates.h"
#include "report/evidence_analysis.h"
#include "report/json.h"
#include "report/layout.h"

namespace entente::cli {

struct EvidenceOptions {
  CommonOptions common;
  std::string file;                 ///< empty: evidence.yaml in the folder of the case
  std::optional<evidence::Day> on;  ///< empty: the day of the last item
};

void add(CLI::App& command, EvidenceOptions& options);

/// Reads the case and its evidence and says on standard error what is wrong with items that were left out.
report::EvidenceAnalysis load_evidence(const EvidenceOptions& options);

/// Adds a command that shows the evidence in one way: as the JSON or as the text that these functions make.
void add_view(CLI::App& evidence, const std::string& name, const std::string& about,
              report::Json (*json)(const report::EvidenceAnalysis&),
              std::string (*text)(const report::EvidenceAnalysis&, const report::Terminal&), int& status);

/// `file:line:column: error: ...` for each, on standard error.
void complain_of(const std::string& file, const std::vector<accord::Problem>& problems);

}  // namespace entente::cli
