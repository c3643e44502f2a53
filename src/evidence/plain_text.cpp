// Plain text, by the habits of people who save or send it: lines `Title: ...` on top, a headline over an empty line, a
// byline, a line with the date.
#include <algorithm>
#include <array>
#include <cctype>

#include "evidence/document_parts.h"
#include "evidence/words.h"

namespace entente::evidence {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t most_title_words = 25;

std::string_view first_line(std::string_view text) {
  return text.substr(0, text.find('\n'));
}

// What stands behind the colon of a line `Key: value`; empty where the line is none or the key unknown.
struct Header {
  std::string key;
  std::string value;
};

std::optional<Header> header_of(std::string_view line) {
  static constexpr std::array known{"title"sv,     "headline"sv, "date"sv,     "published"sv,
                                    "author"sv,    "outlet"sv,   "source"sv,   "publisher"sv,
                                    "newspaper"sv, "place"sv,    "location"sv, "language"sv};
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon > 12) return std::nullopt;
  Header header{on_one_line(line.substr(0, colon)), on_one_line(line.substr(colon + 1))};
  for (char& letter : header.key) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  if (std::ranges::find(known, header.key) == known.end() || header.value.empty()) return std::nullopt;
  return header;
}

void take(Document& document, const Header& header) {
  const std::string where = "line `" + header.key + ":`";
  const auto keep = [&](std::optional<Said>& field) {
    if (!field) field = said(header.value, where);
  };
  if (header.key == "title" || header.key == "headline") {
    keep(document.title);
  } else if (header.key == "author") {
    keep(document.author);
  } else if (header.key == "outlet" || header.key == "source" || header.key == "publisher" ||
             header.key == "newspaper") {
    keep(document.outlet);
  } else if (header.key == "place" || header.key == "location") {
    keep(document.place);
  } else if (header.key == "language") {
    keep(document.language);
  } else if (const std::optional<DocumentDate> date = date_in(header.value); date && !document.date) {
    document.date = SaidDate{*date, where};
  }
}

// A paragraph of one line without the point of a sentence, with more text after it.
bool is_title(const std::string& paragraph) {
  const std::string line = on_one_line(paragraph);
  return paragraph.find('\n') == std::string::npos && count_words(line) <= most_title_words &&
         ".;:,"sv.find(line.back()) == std::string_view::npos && byline_names(line).empty() && !date_line(line) &&
         !dateline_of(line);
}

}  // namespace

DocumentRead read_plain_text(const std::string& utf8) {
  Document document;
  document.format = DocumentFormat::text;
  std::vector<std::string> paragraphs = paragraphs_of(utf8);
  // Lines of keys stand together on top; a text whose first line is none has none.
  while (!paragraphs.empty()) {
    const std::optional<Header> header = header_of(first_line(paragraphs.front()));
    if (!header) break;
    take(document, *header);
    std::string& top = paragraphs.front();
    const std::size_t end = top.find('\n');
    if (end == std::string::npos) {
      paragraphs.erase(paragraphs.begin());
    } else {
      top.erase(0, end + 1);
    }
  }
  if (paragraphs.size() > 1 && is_title(paragraphs.front())) {
    if (!document.title) document.title = said(paragraphs.front(), "first line");
    paragraphs.erase(paragraphs.begin());
  }
  // A byline may stand right over the text, without an empty line.
  if (!paragraphs.empty() && paragraphs.front().find('\n') != std::string::npos) {
    std::string& top = paragraphs.front();
    const std::string_view line = first_line(top);
    if (!byline_names(line).empty() || date_line(line)) {
      const std::string own(line);
      top.erase(0, own.size() + 1);
      paragraphs.insert(paragraphs.begin(), own);
    }
  }
  take_newspaper_lines(document, paragraphs);
  document.text = joined_paragraphs(paragraphs);
  return {std::move(document), {}};
}

}  // namespace entente::evidence
