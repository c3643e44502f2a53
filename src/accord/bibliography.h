// The bibliography of a case, sources.bib beside its accord.yaml: what the keys under `source:` stand for.
//
// Read is the part of BibTeX (Patashnik, BibTeXing, 1988) that a list of sources needs: entries of any kind with fields
// in braces, quotes or bare digits. Text outside entries is a remark, as BibTeX has it. Abbreviations (@string, a # b)
// are refused, not guessed at.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "accord/error.h"
#include "accord/place.h"

namespace entente::accord {

struct BibliographyEntry {
  std::string key;
  std::string kind;  ///< "misc", "article": in small letters
  /// Names in small letters, in the order of the file; texts without the braces around and within them, and with single
  /// spaces.
  std::vector<std::pair<std::string, std::string>> fields;
  Place place;
};

/// Reads a bibliography from text; `name` stands for the file in messages. Throws Problems with every fault.
std::vector<BibliographyEntry> parse_bibliography(std::string_view text, const std::string& name);

/// That of a case; empty where the case is a single file or has none. Throws Problems, and MachineError when it can not
/// be read.
std::vector<BibliographyEntry> load_bibliography(const std::filesystem::path& case_path);

}  // namespace entente::accord
