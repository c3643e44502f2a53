// What the program says and where: the result on standard output, everything else on standard error.
#pragma once

#include <cstddef>
#include <string>

#include "report/layout.h"

namespace entente::cli {

/// Writes a result to standard output. Throws MachineError when it can not be written, a full disk say.
void print(const std::string& text);

/// Writes a message with a line end to standard error.
void say(const std::string& message);

/// The terminal behind standard output: its width (COLUMNS where that is set, 100 where there is none) and whether
/// colour is welcome.
report::Terminal terminal();

/// The width of the terminal behind standard error, on which a progress line can be drawn; 0 where it is none.
std::size_t columns_for_progress();

}  // namespace entente::cli
