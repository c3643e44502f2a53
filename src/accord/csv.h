// Comma-separated text (RFC 4180) as records that know where every field stands.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/error.h"

namespace entente::accord {

struct CsvField {
  std::string text;  ///< without its quotes
  Place place;
};

struct CsvRecord {
  std::vector<CsvField> fields;
  Place place;
};

/// The records of `bytes`, lines without anything left out. A field in double quotes may hold commas, line ends and, as
/// two, double quotes. Empty after adding to `problems` why they can not be told apart.
std::optional<std::vector<CsvRecord>> read_csv(std::string_view bytes, std::vector<Problem>& problems);

}  // namespace entente::accord
