// Reads accord files and plan files, and says everything that is wrong with one in a single run.
//
// The format is MODEL section 1; docs/accord.schema.json describes it for editors. Nothing is half accepted: a file
// either gives an `Accord` whose names are all resolved, or `Problems` with every fault, each with its line and column.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "accord/accord.h"
#include "accord/error.h"

namespace entente::accord {

/// Reads a case: a folder with accord.yaml, or one YAML file.
/// Throws Problems when the file is wrong, MachineError when it can not be read.
Accord load(const std::filesystem::path& case_path);

/// Reads an accord from text; `name` stands for the file in messages. Throws Problems.
Accord parse(std::string_view text, const std::string& name);

/// Reads an accord from what `write_json` gives. Throws Problems.
Accord parse_json(std::string_view text, const std::string& name);

/// Reads people's own plans for `accord` from a YAML or JSON file with one plan under `plan:`, or a list of plans.
/// Throws Problems when the file is wrong, MachineError when it can not be read.
std::vector<Plan> load_plans(const Accord& accord, const std::filesystem::path& file);

/// The same from text.
std::vector<Plan> parse_plans(const Accord& accord, std::string_view text, const std::string& name);

/// Reads a state as written on a command line, "reactor=dismantled, relief=full"; commitments not named stay at today.
/// Throws Error with a suggestion for a misspelt name.
State parse_state(const Accord& accord, std::string_view text);

}  // namespace entente::accord
