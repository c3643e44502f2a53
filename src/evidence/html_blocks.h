// A page as a row of blocks of text, and which of them are the article.
#pragma once

#include <libxml/tree.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace entente::evidence {

/// The text between two ends of a paragraph, heading, list item or the like.
struct Block {
  std::string text;  ///< lines parted by \n where the page breaks them
  std::size_t words = 0;
  std::size_t linked = 0;  ///< of these, words of links
  bool heading = false;
};

/// The blocks of the part of the page that is its article, as far as its elements say so: of <article>,
/// [itemprop=articleBody] and <main> the one that holds most of the text, without navigation, asides, footers, forms
/// and what class, id or role name as such (cookie notices, related links, sharing, newsletters). An element that holds
/// nearly half of the page's text is never left out by its name alone.
std::vector<Block> blocks_of(const xmlNode* root);

/// Those blocks that are text of the article, by words and links of each block and its neighbours: the rules of
/// Kohlschuetter, Fankhauser and Nejdl, Boilerplate detection using shallow text features (WSDM 2010), algorithm 2, as
/// the library boilerpipe has them; then, without headings at the ends and without short blocks that speak of cookies,
/// rights or subscriptions.
std::vector<std::string> article_of(const std::vector<Block>& blocks);

/// The value of an attribute; empty where there is none.
std::string attribute(const xmlNode* node, const char* name);

bool is_element(const xmlNode* node, std::string_view name);

/// All the text in an element, on one line.
std::string text_in(const xmlNode* node);

/// Calls `take` with every element under `root`, in the order of the page.
template <typename Take>
void for_each_element(const xmlNode* root, const Take& take) {
  for (const xmlNode* node = root; node != nullptr;) {
    if (node->type == XML_ELEMENT_NODE) take(node);
    if (node->children != nullptr && node->type == XML_ELEMENT_NODE) {
      node = node->children;
      continue;
    }
    while (node != nullptr && node != root && node->next == nullptr) node = node->parent;
    node = node == nullptr || node == root ? nullptr : node->next;
  }
}

}  // namespace entente::evidence
