// A cell of events.csv as the value that the format of events has for it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/event_fields.h"

namespace entente::review {

/// `text` without blanks at its ends.
std::string_view trimmed(std::string_view text);

/// The parts of `text` between semicolons, trimmed, without empty ones.
std::vector<std::string> listed(std::string_view text);

/// Seconds since 1970 of `2007-02-13`, its first second, or of `2007-02-13T15:00:00Z`.
std::optional<std::int64_t> time_in_cell(std::string_view text);

struct CellValue {
  ledger::Json value;  ///< ids of rows stay texts: what they number is known when all rows are read
  std::string fault;   ///< what is wrong and what to do; empty where nothing is
};

/// Reads a cell that is not empty.
CellValue value_of_cell(std::string_view text, const ledger::ContentField& field);

/// `once`, or whole days, weeks, months or years.
struct Rhythm {
  enum class Unit { once, days, months };
  Unit unit = Unit::once;
  int number = 0;
};
std::optional<Rhythm> rhythm_in(std::string_view text);

}  // namespace entente::review
