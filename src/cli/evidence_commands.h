// The commands under `entente evidence`.
#pragma once

#include <CLI/CLI.hpp>

namespace entente::cli {

// `status` outlives the parsing of the command line.
void add_evidence_read(CLI::App& evidence, int& status);
void add_evidence_copies(CLI::App& evidence, int& status);
void add_evidence_belief(CLI::App& evidence, int& status);
void add_evidence_items(CLI::App& evidence, int& status);
void add_evidence_next(CLI::App& evidence, int& status);
void add_evidence_alignment(CLI::App& evidence, int& status);

}  // namespace entente::cli
