// The parts of `entente verify`, each in a file of its own.
#pragma once

#include <CLI/CLI.hpp>

namespace entente::cli {

// `status` outlives the parsing of the command line.
void add_verify_design(CLI::App& verify, int& status);
void add_verify_inspect(CLI::App& verify, int& status);
void add_verify_schedule(CLI::App& verify, int& status);
void add_verify_sample(CLI::App& verify, int& status);
void add_verify_balance(CLI::App& verify, int& status);
void add_verify_stages(CLI::App& verify, int& status);
void add_verify_alarms(CLI::App& verify, int& status);
void add_verify_timely(CLI::App& verify, int& status);

/// What every part takes; its answers have no notes and no progress, so that --quiet changes nothing.
void add_result_flags(CLI::App& part, bool& json);

}  // namespace entente::cli
