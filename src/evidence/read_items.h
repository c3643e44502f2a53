// The parts of an evidence file, each read into its struct. Every function reports all that is wrong with its part and
// goes on.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/fields.h"
#include "accord/names.h"
#include "accord/yaml_tree.h"
#include "evidence/items.h"
#include "evidence/read.h"

namespace entente::evidence {

/// What reading the items has at hand.
struct ItemReading {
  const accord::Names& names;  ///< of the accord
  const Evidence& evidence;    ///< sources, means and tables are read already
  Day today;
  const FileBytes& bytes_of;
};

/// What items said of themselves.
struct ReadItems {
  std::vector<Item> items;  ///< sound ones, by day of the event, then day seen, then as in the file
  std::size_t left_out = 0;
  std::vector<accord::Problem> problems;
  std::vector<accord::Notice> notices;
};
ReadItems read_items(const accord::Yaml& value, const ItemReading& reading);

/// A day written 2025-03-31; empty after reporting anything else.
std::optional<Day> read_day(const accord::Yaml& value, const std::string& what, std::vector<accord::Problem>& problems);

/// The place of a text among `known`; empty after reporting that no `kind` is called so.
std::optional<std::size_t> read_known(const accord::Yaml& value, const std::string& what, std::string_view kind,
                                      const std::vector<std::string>& known, std::vector<accord::Problem>& problems);

}  // namespace entente::evidence
