// The commands under `entente review`.
#pragma once

#include <CLI/CLI.hpp>

namespace entente::cli {

// `status` outlives the parsing of the command line.
void add_review_procedures(CLI::App& review, int& status);
void add_review_standing(CLI::App& review, int& status);
void add_review_answers(CLI::App& review, int& status);
void add_review_score(CLI::App& review, int& status);

}  // namespace entente::cli
