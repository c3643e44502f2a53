// HTML through libxml2's lenient parser: the article of the page, and what the page says of itself.
#include <libxml/HTMLparser.h>

#include <memory>

#include "evidence/document_parts.h"
#include "evidence/html_blocks.h"
#include "evidence/html_said.h"

namespace entente::evidence {

namespace {

// What the heading of the page repeats is no part of the text.
void drop_title(const std::optional<Said>& title, std::vector<std::string>& paragraphs) {
  if (title && !paragraphs.empty() && on_one_line(paragraphs.front()) == title->text)
    paragraphs.erase(paragraphs.begin());
}

}  // namespace

DocumentRead read_html(const std::string& utf8) {
  const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> page(
      htmlReadMemory(utf8.data(), static_cast<int>(utf8.size()), nullptr, "UTF-8",
                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                         HTML_PARSE_IGNORE_ENC | HTML_PARSE_COMPACT),
      xmlFreeDoc);
  const xmlNode* const root = page == nullptr ? nullptr : xmlDocGetRootElement(page.get());
  if (root == nullptr) return {std::nullopt, "is no page that can be read"};
  Document document;
  document.format = DocumentFormat::html;
  take_page_facts(root, document);
  const std::vector<Block> blocks = blocks_of(root);
  std::vector<std::string> paragraphs = article_of(blocks);
  // Bylines and dates are short blocks, which the article may have left out.
  std::vector<std::string> short_blocks;
  for (std::size_t k = 0; k < blocks.size() && k < 8; ++k) short_blocks.push_back(blocks[k].text);
  take_newspaper_lines(document, short_blocks);
  drop_title(document.title, paragraphs);
  take_newspaper_lines(document, paragraphs);
  document.text = joined_paragraphs(paragraphs);
  return {std::move(document), {}};
}

}  // namespace entente::evidence
