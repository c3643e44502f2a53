#include "evidence/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "evidence/document_parts.h"
#include "evidence/document_text.h"
#include "evidence/fingerprint.h"
#include "evidence/words.h"

namespace entente::evidence {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t looked_at = 1024;  // for what a page begins with; comments may stand before it

bool is_pdf(std::string_view bytes) {
  return bytes.substr(0, looked_at).find("%PDF-") != std::string_view::npos;
}

// What browsers look for in a page that comes without a type, but anywhere near the beginning (WHATWG MIME
// Sniffing, 7.1).
bool is_html(std::string_view bytes) {
  std::string head;
  // UTF-16 has a zero with every letter of a tag.
  for (const char letter : bytes.substr(0, 2 * looked_at)) {
    if (letter != '\0') head += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  }
  const std::size_t begin = head.find('<');
  if (begin == std::string::npos) return false;
  for (const std::string_view tag :
       {"<!doctype html"sv, "<html"sv, "<head"sv, "<body"sv, "<article"sv, "<div"sv, "<meta"sv, "<title"sv}) {
    if (head.find(tag) != std::string::npos) return true;
  }
  return head.compare(begin, 2, "<p") == 0 || head.compare(begin, 3, "<h1") == 0;
}

std::string refusal_of_size(std::size_t bytes) {
  return fmt::format("is {} MiB large; at most {} MiB are read", bytes >> 20U, most_document_bytes >> 20U);
}

}  // namespace

const char* key(DocumentFormat format) {
  switch (format) {
    case DocumentFormat::text:
      return "text";
    case DocumentFormat::html:
      return "html";
    case DocumentFormat::pdf:
      return "pdf";
  }
  return "";
}

std::optional<Said> said(std::string_view text, std::string_view where) {
  std::string line = on_one_line(text);
  if (line.empty()) return std::nullopt;
  return Said{std::move(line), std::string(where)};
}

std::string on_one_line(std::string_view text) {
  std::string line;
  bool space = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool no_break_space = text.substr(at).starts_with("\xC2\xA0");
    if (no_break_space || std::isspace(static_cast<unsigned char>(text[at])) != 0) {
      space = !line.empty();
      if (no_break_space) ++at;
      continue;
    }
    if (space) line += ' ';
    space = false;
    line += text[at];
  }
  return line;
}

DocumentRead read_document(std::string_view bytes) {
  DocumentRead result;
  if (bytes.empty()) {
    result.refusal = "is empty";
    return result;
  }
  if (bytes.size() > most_document_bytes) {
    result.refusal = refusal_of_size(bytes.size());
    return result;
  }
  if (is_pdf(bytes)) {
    result = read_pdf(bytes);
  } else {
    const bool html = is_html(bytes);
    Decoded text = decoded(bytes, html);
    if (!text.text) {
      result.refusal = std::move(text.refusal);
      return result;
    }
    result = html ? read_html(*text.text) : read_plain_text(*text.text);
    if (result.document) result.document->notices = std::move(text.notices);
  }
  if (!result.document) return result;
  Document& document = *result.document;
  document.words = count_words(document.text);
  if (document.words == 0) {
    result.refusal = document.format == DocumentFormat::pdf
                         ? "holds no text, as a scanned page does; give it with its text recognised"
                         : "holds no words";
    result.document.reset();
    return result;
  }
  document.sha256 = sha256(bytes);
  document.bytes = bytes.size();
  return result;
}

}  // namespace entente::evidence
