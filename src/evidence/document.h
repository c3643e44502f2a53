// Documents as evidence: what a text, a page or a PDF says, and what it says of itself.
//
// Nothing is invented. What a document does not say of itself stays unknown, and what it says comes with where it says
// it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/document_date.h"

namespace entente::evidence {

/// Larger ones are refused: no news text is, and a page of that size is a trap.
inline constexpr std::size_t most_document_bytes = std::size_t{32} << 20U;

enum class DocumentFormat { text, html, pdf };

/// "text", "html", "pdf"
const char* key(DocumentFormat format);

/// What a document says of itself.
struct Said {
  std::string text;   ///< on one line, without white space around it; never empty
  std::string where;  ///< for instance "og:title", "dateline", "PDF info Title"
};

struct SaidDate {
  DocumentDate date;
  std::string where;
};

struct Document {
  DocumentFormat format = DocumentFormat::text;
  std::optional<Said> title;
  std::optional<SaidDate> date;
  std::optional<Said> author;
  std::optional<Said> outlet;    ///< who publishes it
  std::optional<Said> agency;    ///< whom its dateline credits: "(Yonhap)"
  std::optional<Said> place;     ///< where it was written or what it is about, as it says
  std::optional<Said> language;  ///< as written, for instance "en-GB"
  std::string text;              ///< UTF-8 without furniture and title; paragraphs parted by an empty line
  std::size_t words = 0;
  std::string sha256;  ///< of the bytes given
  std::size_t bytes = 0;
  std::vector<std::string> notices;  ///< what the reader should know; each says what, not where
};

struct DocumentRead {
  std::optional<Document> document;
  std::string refusal;  ///< why there is none and what to do: "is empty"
};

/// Reads one document; by its first bytes it is known for PDF, HTML or plain text, whatever it is called.
DocumentRead read_document(std::string_view bytes);

}  // namespace entente::evidence
