// Commands with parts, `entente verify ...` and `entente evidence ...`: what happens where the part is missing or
// misspelt.
#pragma once

#include <CLI/CLI.hpp>

namespace entente::cli {

/// Throws entente::Error where `group` got none of its subcommands, with the one that was probably meant.
void refuse_unless_subcommand(const CLI::App& group);

/// Has that said when the command line is read, instead of one argument too many.
void expect_subcommand(CLI::App& group);

}  // namespace entente::cli
