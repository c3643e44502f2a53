// The readers of the formats, and what they share: the lines over a text that say who wrote it, when and where.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/document.h"

namespace entente::evidence {

DocumentRead read_pdf(std::string_view bytes);
DocumentRead read_html(const std::string& utf8);
DocumentRead read_plain_text(const std::string& utf8);

/// White space of any length, line ends included, as one space; none at the ends.
std::string on_one_line(std::string_view text);

/// Empty where the text is.
std::optional<Said> said(std::string_view text, std::string_view where);

/// The names of a byline, "By Jane Doe and John Roe, Harbour Times" giving "Jane Doe and John Roe"; empty where the
/// line is none: more than 15 words, or no capital after "By".
std::string byline_names(std::string_view line);

/// Whether a line holds a date and next to nothing else: "Published: 14 February 2019, 09:30".
std::optional<DocumentDate> date_line(std::string_view line);

/// Paragraphs parted by empty lines, none of them empty.
std::vector<std::string> paragraphs_of(std::string_view text);
std::string joined_paragraphs(const std::vector<std::string>& paragraphs);

/// Takes what the first paragraphs say in the ways of newspapers: bylines and lines of a date, which are taken out, and
/// the dateline, "SEOUL, Feb. 14 (Yonhap) -- ...", which stays. What the document is already known to say is kept.
void take_newspaper_lines(Document& document, std::vector<std::string>& paragraphs);

/// The dateline at the beginning of a paragraph.
struct Dateline {
  std::string place;
  std::optional<DocumentDate> date;  ///< only where it names the year
  std::string agency;                ///< may be empty
};
std::optional<Dateline> dateline_of(std::string_view paragraph);

}  // namespace entente::evidence
