// Files given as documents: read in parallel, every fault told, the good ones handed on.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "evidence/document.h"

namespace entente::cli {

/// What commands over documents take.
struct DocumentOptions {
  std::vector<std::string> files;
  std::string list;
  bool json = false;
  bool quiet = false;
};

void add(CLI::App& command, DocumentOptions& options);

/// The files named by the options, each once, in their order. Throws Error when there is none, MachineError when the
/// list can not be read.
std::vector<std::string> files_of(const DocumentOptions& options);

/// Reads one file. What is wrong with it comes back as the refusal; nothing is thrown.
evidence::DocumentRead read_file(const std::string& file);

/// "FILE: error: the file is empty" on standard error.
void say_refused(const std::string& file, const std::string& why);

}  // namespace entente::cli
