// The commands of the program; each adds itself and sets the exit status when it has run.
#pragma once

#include <CLI/CLI.hpp>

namespace entente::cli {

inline constexpr int kDone = 0;
inline constexpr int kAnswerIsNo = 1;
inline constexpr int kBadUsage = 2;
inline constexpr int kMachineFailed = 3;
inline constexpr int kStopped = 130;  ///< as shells report a program that Ctrl-C ended

// `status` outlives the parsing of the command line.
void add_check(CLI::App& app, int& status);
void add_package(CLI::App& app, int& status);
void add_plan(CLI::App& app, int& status);
void add_evaluate(CLI::App& app, int& status);
void add_stress(CLI::App& app, int& status);
void add_explain(CLI::App& app, int& status);
void add_import(CLI::App& app, int& status);
void add_verify(CLI::App& app, int& status);
void add_evidence(CLI::App& app, int& status);
void add_ledger(CLI::App& app, int& status);
void add_review(CLI::App& app, int& status);
void add_replay(CLI::App& app, int& status);
void add_simulate(CLI::App& app, int& status);
void add_serve(CLI::App& app, int& status);

}  // namespace entente::cli
