#include "cli/documents.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <unordered_set>

#include "accord/error.h"
#include "accord/utf8.h"
#include "cli/console.h"

namespace entente::cli {

namespace {

evidence::DocumentRead refused(const std::string& why) {
  return {std::nullopt, why};
}

}  // namespace

void add(CLI::App& command, DocumentOptions& options) {
  command.add_option("FILE", options.files, "plain text, HTML or PDF")->type_name("");
  command.add_option("--list", options.list, "a file that names more of them, one a line; - is standard input")
      ->type_name("FILE");
  command.add_flag("--json", options.json, "print the result alone, as JSON, on standard output");
  command.add_flag("--quiet", options.quiet, "no notes on standard error; faults are told all the same");
}

std::vector<std::string> files_of(const DocumentOptions& options) {
  std::vector<std::string> given = options.files;
  if (!options.list.empty()) {
    std::ifstream stream;
    if (options.list != "-") stream.open(options.list);
    if (options.list != "-" && !stream)
      throw MachineError("can not open " + options.list + ": " + std::strerror(errno));
    std::istream& from = options.list == "-" ? std::cin : stream;
    for (std::string line; std::getline(from, line);) {
      if (line.ends_with('\r')) line.pop_back();
      if (!line.empty()) given.push_back(line);
    }
    if (from.bad()) throw MachineError("can not read " + options.list);
  }
  if (given.empty()) throw Error("a document is missing; name files, or a list of them by `--list`");
  std::unordered_set<std::string> seen;
  std::erase_if(given, [&](const std::string& file) { return !seen.insert(file).second; });
  return given;
}

evidence::DocumentRead read_file(const std::string& file) {
  try {
    if (accord::not_text(file)) return refused("has a name that is not UTF-8; rename it");
    std::error_code none;
    if (std::filesystem::is_directory(file, none)) return refused("is a folder; name the files in it");
    errno = 0;
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return refused(std::string("can not be opened: ") + std::strerror(errno));
    const std::uintmax_t size = std::filesystem::file_size(file, none);
    if (!none && size > evidence::most_document_bytes) {
      return refused("is " + std::to_string(size >> 20U) + " MiB large; at most " +
                     std::to_string(evidence::most_document_bytes >> 20U) + " MiB are read");
    }
    // What has no size, as a pipe, is read up to one byte more than is taken.
    std::string bytes(none || size == 0 ? evidence::most_document_bytes + 1 : size, '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (stream.bad()) return refused(std::string("can not be read: ") + std::strerror(errno));
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    return evidence::read_document(bytes);
  } catch (const std::exception& error) {
    return refused(std::string("can not be read: ") + error.what());
  }
}

void say_refused(const std::string& file, const std::string& why) {
  say(file + ": error: this document " + why);
}

}  // namespace entente::cli
