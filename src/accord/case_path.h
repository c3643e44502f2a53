// Where the files of a case lie. A case is a folder with accord.yaml in it, or one file; beside the accord stand what
// else is known of it: plans, events, evidence, sources.
#pragma once

#include <filesystem>

namespace entente::accord {

/// The accord's own file. It need not exist.
std::filesystem::path accord_file(const std::filesystem::path& case_path);

/// The folder that it lies in; empty for a file of the folder one stands in.
std::filesystem::path case_folder(const std::filesystem::path& case_path);

}  // namespace entente::accord
