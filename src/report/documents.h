// Documents read and the sources found behind them, as JSON and as text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "evidence/agreement.h"
#include "evidence/copies.h"
#include "evidence/document.h"
#include "report/json.h"
#include "report/layout.h"

namespace entente::report {

struct ReadFile {
  std::string file;
  evidence::DocumentRead read;
};

/// `with_text`: the text of each document, too.
Json documents_json(const std::vector<ReadFile>& files, bool with_text);
std::string documents_text(const std::vector<ReadFile>& files, bool with_text, const Terminal& terminal);

/// A file that could not be read, and why.
struct RefusedFile {
  std::string file;
  std::string why;
};

/// What the report of copies needs to know of a document.
struct ComparedFile {
  std::string file;
  std::optional<evidence::DocumentDate> date;
  std::string outlet;  ///< empty where it is not known
};

struct CopiesReport {
  std::vector<ComparedFile> files;  ///< numbered as in `sources`
  evidence::Sources sources;
  std::vector<RefusedFile> refused;
  std::optional<evidence::Agreement> agreement;  ///< with the true sources, where they were given
};

Json copies_json(const CopiesReport& report);
std::string copies_text(const CopiesReport& report, const Terminal& terminal);

}  // namespace entente::report
