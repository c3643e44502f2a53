// Reads evidence files, and says everything that is wrong with one in a single run.
//
// docs/evidence.schema.json describes the format. An item with a fault is left out and reported, the other items go in:
// in the field one bad card must not hold up the box. A fault anywhere else (sources, means, tables, beliefs) changes
// what every item weighs, so it refuses the file.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/accord.h"
#include "accord/error.h"
#include "evidence/items.h"

namespace entente::evidence {

/// What went in, and what is wrong with the items that did not, in the order of the file.
struct Reading {
  Evidence evidence;
  std::vector<accord::Problem> problems;
};

/// The bytes of a file that an item names, relative to the evidence file; empty where there is none.
using FileBytes = std::function<std::optional<std::string>(const std::string& file)>;

/// Reads the evidence about `accord`. Nothing may be dated later than `today`, on which sealed items with a later day
/// of opening are still sealed. Throws Problems when the file is refused, MachineError when it can not be read.
Reading load(const accord::Accord& accord, const std::filesystem::path& file, Day today);

/// The same from text; `name` stands for the file in messages.
Reading parse(const accord::Accord& accord, std::string_view text, const std::string& name, Day today,
              const FileBytes& file_bytes);

}  // namespace entente::evidence
