// Worlds as a table for other programs: one row a world (docs/guide.md says what the columns are).
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "uncertainty/stress.h"

namespace entente::report {

/// The names of the columns, with a line end.
std::string worlds_csv_header(const uncertainty::StressTest& test);

/// Appends the row of a world.
void add_csv_row(const uncertainty::StressTest& test, std::uint64_t world, std::span<const double> values,
                 std::span<const uncertainty::Outcome> outcomes, std::string& text);

}  // namespace entente::report
