// PDF through poppler: the text in reading order, and what the file's own description says.
#include <fmt/format.h>
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-page.h>

#include <algorithm>
#include <limits>
#include <map>
#include <memory>

#include "accord/utf8.h"
#include "evidence/document_parts.h"

namespace entente::evidence {

namespace {

constexpr int most_pages = 2000;
constexpr std::size_t edge_lines = 2;       // of each page, at the top and at the bottom
constexpr std::size_t top_lines = 8;        // over the text
constexpr std::size_t pages_with_edge = 3;  // a line there on so many pages is the page's furniture

std::string utf8(const poppler::ustring& text) {
  const poppler::byte_array bytes = text.to_utf8();
  return {bytes.begin(), bytes.end()};
}

// Characters that a font maps to nothing sensible would not be text.
std::string without_controls(std::string text) {
  std::erase_if(
      text, [](char letter) { return static_cast<unsigned char>(letter) < ' ' && letter != '\n' && letter != '\t'; });
  return text;
}

std::vector<std::string> lines_of(const std::string& page) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at <= page.size();) {
    const std::size_t end = std::min(page.find('\n', at), page.size());
    lines.push_back(page.substr(at, end - at));
    at = end + 1;
  }
  while (!lines.empty() && on_one_line(lines.back()).empty()) lines.pop_back();
  return lines;
}

// A line of a page's edge without its numbers, which count the pages.
std::string edge_key(const std::string& line) {
  std::string key;
  for (const char letter : on_one_line(line)) {
    if (letter < '0' || letter > '9') key += letter;
  }
  return key;
}

bool at_edge(std::size_t line, std::size_t lines) {
  return line < edge_lines || line + edge_lines >= lines;
}

// The pages one after the other, without running heads and page numbers.
std::string without_running_heads(const std::vector<std::vector<std::string>>& pages) {
  std::map<std::string, std::size_t> seen;
  for (const std::vector<std::string>& lines : pages) {
    for (std::size_t k = 0; k < lines.size(); ++k) {
      if (at_edge(k, lines.size())) ++seen[edge_key(lines[k])];
    }
  }
  std::string text;
  for (const std::vector<std::string>& lines : pages) {
    for (std::size_t k = 0; k < lines.size(); ++k) {
      const bool at_every_edge =
          at_edge(k, lines.size()) && (seen[edge_key(lines[k])] >= pages_with_edge || edge_key(lines[k]).empty());
      if (!at_every_edge || on_one_line(lines[k]).empty()) text += lines[k] + '\n';
    }
  }
  return text;
}

// Some programs put the name of their file or themselves there.
bool is_name_of_a_file(const std::string& title) {
  return title.starts_with("Microsoft Word") || title.ends_with(".doc") || title.ends_with(".docx") ||
         title.ends_with(".indd") || title.ends_with(".pdf") || title == "untitled" || title == "Untitled";
}

std::optional<Said> info(const poppler::document& pdf, const char* name) {
  const std::string text = without_controls(utf8(pdf.info_key(name)));
  if (accord::not_text(text)) return std::nullopt;
  return said(text, std::string("PDF info ") + name);
}

// A page shows no empty lines, so title, byline and date stand right over the text.
void take_top_lines(Document& document, std::string& text) {
  for (std::size_t lines = 0; lines < top_lines; ++lines) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string line = on_one_line(std::string_view(text).substr(0, end));
    std::vector<std::string> left{line};
    if (!line.empty()) take_newspaper_lines(document, left);
    const bool title = document.title && line == document.title->text;
    if (!line.empty() && !left.empty() && !title) return;
    text.erase(0, end + 1);
  }
}

DocumentRead refused(std::string why) {
  return {std::nullopt, std::move(why)};
}

}  // namespace

DocumentRead read_pdf(std::string_view bytes) {
  // poppler would print what it stumbles over.
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  const std::unique_ptr<poppler::document> pdf(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!pdf) return refused("is a damaged PDF; save it again");
  if (pdf->is_locked()) return refused("is a PDF that only a password opens; save it without");
  if (pdf->pages() > most_pages)
    return refused(fmt::format("has {} pages; at most {} are read", pdf->pages(), most_pages));
  std::vector<std::vector<std::string>> pages;
  std::size_t size = 0;
  for (int number = 0; number < pdf->pages(); ++number) {
    const std::unique_ptr<poppler::page> page(pdf->create_page(number));
    if (!page) return refused(fmt::format("is a damaged PDF: page {} can not be read", number + 1));
    pages.push_back(lines_of(without_controls(utf8(page->text({}, poppler::page::non_raw_non_physical_layout)))));
    for (const std::string& line : pages.back()) size += line.size();
    if (size > most_document_bytes) return refused("unpacks to more text than is read");
  }
  Document document;
  document.format = DocumentFormat::pdf;
  document.title = info(*pdf, "Title");
  if (document.title && is_name_of_a_file(document.title->text)) document.title.reset();
  document.author = info(*pdf, "Author");
  std::string text = without_running_heads(pages);
  take_top_lines(document, text);
  std::vector<std::string> paragraphs = paragraphs_of(text);
  take_newspaper_lines(document, paragraphs);
  // When the file was made is the last to go by: it may be a print of something older.
  if (!document.date) {
    if (const std::optional<Said> made = info(*pdf, "CreationDate")) {
      if (const std::optional<DocumentDate> date = date_in(made->text)) document.date = SaidDate{*date, made->where};
    }
  }
  document.text = joined_paragraphs(paragraphs);
  return {std::move(document), {}};
}

}  // namespace entente::evidence
