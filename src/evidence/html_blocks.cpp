#include "evidence/html_blocks.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include "evidence/document_parts.h"
#include "evidence/words.h"

namespace entente::evidence {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t most_depth = 300;    // libxml2 itself stops at 256
constexpr double too_much_to_drop = 0.45;  // of the words of the page
constexpr double enough_to_choose = 0.3;

template <std::size_t Size>
bool is_one_of(std::string_view name, const std::array<std::string_view, Size>& names) {
  return std::ranges::find(names, name) != names.end();
}

std::string_view name_of(const xmlNode* node) {
  return node->name == nullptr ? std::string_view() : reinterpret_cast<const char*>(node->name);
}

constexpr std::array never_text{"script"sv,   "style"sv,  "noscript"sv, "template"sv, "head"sv,   "svg"sv,
                                "iframe"sv,   "object"sv, "select"sv,   "option"sv,   "button"sv, "input"sv,
                                "textarea"sv, "canvas"sv, "math"sv,     "video"sv,    "audio"sv,  "figcaption"sv};
constexpr std::array furniture{"nav"sv, "aside"sv, "footer"sv, "form"sv, "dialog"sv, "menu"sv};
constexpr std::array furniture_roles{"navigation"sv, "banner"sv,      "complementary"sv, "contentinfo"sv, "search"sv,
                                     "dialog"sv,     "alertdialog"sv, "menu"sv,          "menubar"sv};
constexpr std::array furniture_words{
    "ad"sv,         "ads"sv,      "advert"sv,      "advertisement"sv, "banner"sv,    "breadcrumb"sv, "breadcrumbs"sv,
    "byline"sv,     "caption"sv,  "comments"sv,    "consent"sv,       "cookie"sv,    "cookies"sv,    "copyright"sv,
    "disclaimer"sv, "footer"sv,   "gdpr"sv,        "latest"sv,        "masthead"sv,  "menu"sv,       "modal"sv,
    "nav"sv,        "navbar"sv,   "navigation"sv,  "newsletter"sv,    "paywall"sv,   "popular"sv,    "popup"sv,
    "promo"sv,      "readmore"sv, "recommended"sv, "related"sv,       "share"sv,     "sharing"sv,    "sidebar"sv,
    "signup"sv,     "skip"sv,     "social"sv,      "sponsor"sv,       "sponsored"sv, "subscribe"sv,  "subscription"sv,
    "tags"sv,       "toolbar"sv,  "trending"sv,    "widget"sv};
constexpr std::array block_elements{
    "p"sv,          "div"sv,    "section"sv, "article"sv, "main"sv,     "header"sv,  "h1"sv,      "h2"sv,
    "h3"sv,         "h4"sv,     "h5"sv,      "h6"sv,      "ul"sv,       "ol"sv,      "li"sv,      "dl"sv,
    "dt"sv,         "dd"sv,     "table"sv,   "tr"sv,      "td"sv,       "th"sv,      "hr"sv,      "pre"sv,
    "body"sv,       "figure"sv, "address"sv, "center"sv,  "fieldset"sv, "details"sv, "summary"sv, "hgroup"sv,
    "blockquote"sv, "footer"sv, "nav"sv,     "aside"sv,   "form"sv};

bool is_heading(std::string_view name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
}

// The words that class and id are made of: "site-nav__item" gives site, nav, item.
bool named_as_furniture(const xmlNode* node) {
  for (const char* key : {"class", "id"}) {
    std::string word;
    for (const char letter : attribute(node, key) + ' ') {
      if (std::isalnum(static_cast<unsigned char>(letter)) != 0) {
        word += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
      } else {
        if (is_one_of(word, furniture_words)) return true;
        word.clear();
      }
    }
  }
  return false;
}

bool is_hidden(const xmlNode* node) {
  if (xmlHasProp(node, reinterpret_cast<const xmlChar*>("hidden")) != nullptr) return true;
  std::string style = attribute(node, "style");
  std::erase(style, ' ');
  return style.find("display:none") != std::string::npos || attribute(node, "aria-hidden") == "true";
}

bool within_article(const xmlNode* node) {
  for (; node != nullptr && node->type == XML_ELEMENT_NODE; node = node->parent) {
    if (is_element(node, "article") || is_element(node, "main")) return true;
  }
  return false;
}

class Page {
 public:
  explicit Page(const xmlNode* root) {
    count(root, 0);
    total_ = words_[root];
  }

  const xmlNode* article(const xmlNode* root) const {
    // What the page itself calls the body of its article; then the largest article, if it stands out; then main.
    std::array<const xmlNode*, 3> best{};
    for_each_element(root, [&](const xmlNode* node) {
      const auto better = [&](const xmlNode*& than) {
        if (than == nullptr || words(node) > words(than)) than = node;
      };
      if (attribute(node, "itemprop") == "articleBody") better(best[0]);
      if (is_element(node, "article")) better(best[1]);
      if (is_element(node, "main") || attribute(node, "role") == "main") better(best[2]);
    });
    for (const xmlNode* node : best) {
      if (node != nullptr && static_cast<double>(words(node)) >= enough_to_choose * static_cast<double>(total_))
        return node;
    }
    return root;
  }

  bool drops(const xmlNode* node) const {
    const std::string_view name = name_of(node);
    if (is_one_of(name, never_text)) return true;
    if (name == "html" || name == "body" || name == "article" || name == "main") return false;
    const bool by_name = is_one_of(name, furniture) || is_one_of(attribute(node, "role"), furniture_roles) ||
                         named_as_furniture(node) || is_hidden(node) || (name == "header" && !within_article(node));
    return by_name && static_cast<double>(words(node)) < too_much_to_drop * static_cast<double>(total_);
  }

 private:
  std::size_t words(const xmlNode* node) const {
    const auto found = words_.find(node);
    return found == words_.end() ? 0 : found->second;
  }

  // libxml2 bounds the depth.
  std::size_t count(const xmlNode* node, std::size_t depth) {
    std::size_t sum = 0;
    for (const xmlNode* child = node->children; child != nullptr && depth < most_depth; child = child->next) {
      if (child->type == XML_TEXT_NODE) sum += count_words(reinterpret_cast<const char*>(child->content));
      if (child->type == XML_ELEMENT_NODE && !is_one_of(name_of(child), never_text)) sum += count(child, depth + 1);
    }
    words_[node] = sum;
    return sum;
  }

  std::map<const xmlNode*, std::size_t> words_;
  std::size_t total_ = 0;
};

class Blocks {
 public:
  explicit Blocks(const Page& page) : page_(page) {}

  std::vector<Block> run(const xmlNode* root) {
    walk(root, 0);
    end_block();
    return std::move(blocks_);
  }

 private:
  void walk(const xmlNode* node, std::size_t depth) {
    for (const xmlNode* child = node->children; child != nullptr && depth < most_depth; child = child->next) {
      if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
        add_text(reinterpret_cast<const char*>(child->content));
      } else if (child->type == XML_ELEMENT_NODE && !page_.drops(child)) {
        element(child, depth);
      }
    }
  }

  void element(const xmlNode* node, std::size_t depth) {
    const std::string_view name = name_of(node);
    if (name == "br") {
      // Two in a row end a paragraph.
      if (ends_line_) {
        end_block();
      } else {
        current_.text += '\n';
        ends_line_ = true;
      }
      return;
    }
    const bool block = is_one_of(name, block_elements);
    if (block) end_block();
    if (is_heading(name)) current_.heading = true;
    if (name == "a") ++links_;
    walk(node, depth + 1);
    if (name == "a") --links_;
    if (block) end_block();
  }

  void add_text(std::string_view text) {
    const std::string line = on_one_line(text);
    const bool space_before = !text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0;
    const bool space_behind = !text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0;
    if ((space_before || space_) && !current_.text.empty() && current_.text.back() != '\n') current_.text += ' ';
    space_ = false;
    if (line.empty()) return;
    current_.text += line;
    space_ = space_behind;
    ends_line_ = false;
    if (links_ > 0) current_.linked += count_words(line);
  }

  void end_block() {
    current_.words = count_words(current_.text);
    if (current_.words > 0) {
      while (!current_.text.empty() && (current_.text.back() == '\n' || current_.text.back() == ' '))
        current_.text.pop_back();
      blocks_.push_back(std::move(current_));
    }
    current_ = {};
    space_ = false;
    ends_line_ = false;
  }

  const Page& page_;
  std::vector<Block> blocks_;
  Block current_;
  std::size_t links_ = 0;
  bool space_ = false;
  bool ends_line_ = false;
};

double link_density(const Block& block) {
  return block.words == 0 ? 0.0 : static_cast<double>(block.linked) / static_cast<double>(block.words);
}

// Algorithm 2 of the paper: a decision tree learnt from annotated news pages.
bool is_content(const Block& before, const Block& block, const Block& after) {
  if (link_density(block) > 0.333333) return false;
  if (link_density(before) <= 0.555556) {
    if (block.words > 16) return true;
    return after.words > 15 || before.words > 4;
  }
  return block.words > 40 || after.words > 17;
}

constexpr std::size_t short_block = 60;  // words: notices of the publisher are hardly longer

bool is_notice(const Block& block) {
  if (block.words > short_block) return false;
  std::string text = block.text;
  for (char& letter : text) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  const auto has = [&](std::string_view part) { return text.find(part) != std::string::npos; };
  if (has("cookies") &&
      (has("policy") || has("consent") || has("accept") || has("agree") || has("we use") || has("browsing")))
    return true;
  if (has("all rights reserved") || has("privacy policy") || has("terms of use")) return true;
  if (has("newsletter") && (has("sign up") || has("subscribe"))) return true;
  static constexpr std::array beginnings{
      "\xC2\xA9"sv,        "copyright"sv,        "advertisement"sv, "read more"sv, "read also"sv, "related:"sv,
      "related stories"sv, "related articles"sv, "share this"sv,    "follow us"sv, "sign up"sv,   "subscribe"sv,
      "click here"sv,      "most read"sv,        "also read"sv,     "skip to"sv,   "see also"sv};
  return std::ranges::any_of(beginnings, [&](std::string_view beginning) { return text.starts_with(beginning); });
}

}  // namespace

std::string attribute(const xmlNode* node, const char* name) {
  xmlChar* const value = xmlGetProp(node, reinterpret_cast<const xmlChar*>(name));
  if (value == nullptr) return {};
  std::string text(reinterpret_cast<const char*>(value));
  xmlFree(value);
  return text;
}

bool is_element(const xmlNode* node, std::string_view name) {
  return node->type == XML_ELEMENT_NODE && name_of(node) == name;
}

std::string text_in(const xmlNode* node) {
  xmlChar* const content = xmlNodeGetContent(node);
  if (content == nullptr) return {};
  std::string text = on_one_line(reinterpret_cast<const char*>(content));
  xmlFree(content);
  return text;
}

std::vector<Block> blocks_of(const xmlNode* root) {
  const Page page(root);
  return Blocks(page).run(page.article(root));
}

std::vector<std::string> article_of(const std::vector<Block>& blocks) {
  const Block none;
  std::vector<const Block*> kept;
  for (std::size_t k = 0; k < blocks.size(); ++k) {
    const Block& before = k == 0 ? none : blocks[k - 1];
    const Block& after = k + 1 == blocks.size() ? none : blocks[k + 1];
    if (is_content(before, blocks[k], after) && !is_notice(blocks[k])) kept.push_back(&blocks[k]);
  }
  // A page of very short paragraphs: all that is not links.
  if (kept.empty()) {
    for (const Block& block : blocks) {
      if (link_density(block) <= 0.333333 && !is_notice(block)) kept.push_back(&block);
    }
  }
  while (!kept.empty() && kept.back()->heading) kept.pop_back();
  while (!kept.empty() && kept.front()->heading) kept.erase(kept.begin());
  std::vector<std::string> paragraphs;
  for (const Block* block : kept) paragraphs.push_back(block->text);
  return paragraphs;
}

}  // namespace entente::evidence
