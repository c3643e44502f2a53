#include "evidence/html_said.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <nlohmann/json.hpp>

#include "accord/words.h"
#include "evidence/document_parts.h"
#include "evidence/html_blocks.h"

namespace entente::evidence {

namespace {

using nlohmann::json;
using std::string_view_literals::operator""sv;

bool is_address(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://") || text.starts_with("//");
}

void keep(std::optional<Said>& field, std::string_view text, std::string_view where) {
  if (!field && !is_address(text)) field = said(text, where);
}

void keep(std::optional<SaidDate>& field, std::string_view text, std::string_view where) {
  if (field) return;
  if (const std::optional<DocumentDate> date = date_in(text)) field = SaidDate{*date, std::string(where)};
}

// The name in what schema.org allows: a text, a thing with a name, or a list of either.
std::string name_in(const json& value, int depth = 0) {
  if (depth > 4) return {};
  if (value.is_string())
    return is_address(value.get_ref<const std::string&>()) ? std::string() : value.get<std::string>();
  if (value.is_object()) {
    if (const auto name = value.find("name"); name != value.end()) return name_in(*name, depth + 1);
    if (const auto address = value.find("address"); address != value.end()) return name_in(*address, depth + 1);
    if (const auto town = value.find("addressLocality"); town != value.end()) return name_in(*town, depth + 1);
  }
  std::string all;
  if (value.is_array()) {
    for (const json& one : value) {
      const std::string name = name_in(one, depth + 1);
      if (!name.empty()) all += (all.empty() ? "" : ", ") + name;
    }
  }
  return all;
}

bool is_article(const json& thing) {
  static constexpr std::array kinds{"Article"sv, "BlogPosting"sv, "Report"sv, "PressRelease"sv};
  const auto type = thing.find("@type");
  if (type == thing.end()) return false;
  const auto names_one = [](const json& name) {
    return name.is_string() && std::ranges::any_of(kinds, [&](std::string_view kind) {
             return name.get_ref<const std::string&>().ends_with(kind);
           });
  };
  return type->is_array() ? std::ranges::any_of(*type, names_one) : names_one(*type);
}

// The first article in a JSON-LD text: itself, in a list, or in a graph.
const json* article_in(const json& value, int depth = 0) {
  if (depth > 4) return nullptr;
  if (value.is_array()) {
    for (const json& one : value) {
      if (const json* found = article_in(one, depth + 1)) return found;
    }
  }
  if (!value.is_object()) return nullptr;
  if (is_article(value)) return &value;
  for (const char* key : {"@graph", "mainEntity"}) {
    if (const auto inner = value.find(key); inner != value.end()) {
      if (const json* found = article_in(*inner, depth + 1)) return found;
    }
  }
  return nullptr;
}

void take_json_ld(std::string_view text, Document& document) {
  const json value = json::parse(text, nullptr, false);
  if (value.is_discarded()) return;
  const json* const article = article_in(value);
  if (article == nullptr) return;
  const auto field = [&](const char* key) {
    const auto found = article->find(key);
    return found == article->end() ? std::string() : name_in(*found);
  };
  keep(document.title, field("headline"), "JSON-LD headline");
  keep(document.title, field("name"), "JSON-LD name");
  keep(document.date, field("datePublished"), "JSON-LD datePublished");
  keep(document.author, field("author"), "JSON-LD author");
  keep(document.outlet, field("publisher"), "JSON-LD publisher");
  keep(document.place, field("locationCreated"), "JSON-LD locationCreated");
  keep(document.place, field("contentLocation"), "JSON-LD contentLocation");
  keep(document.language, field("inLanguage"), "JSON-LD inLanguage");
}

// Where each fact may stand among the meta elements, the better places first.
constexpr std::array titles{"og:title"sv, "dc.title"sv, "dcterms.title"sv, "twitter:title"sv, "citation_title"sv};
constexpr std::array dates{"article:published_time"sv,
                           "og:article:published_time"sv,
                           "og:published_time"sv,
                           "dc.date.issued"sv,
                           "dcterms.issued"sv,
                           "dcterms.created"sv,
                           "dc.date"sv,
                           "dcterms.date"sv,
                           "datepublished"sv,
                           "pubdate"sv,
                           "publishdate"sv,
                           "publish-date"sv,
                           "publication_date"sv,
                           "parsely-pub-date"sv,
                           "sailthru.date"sv,
                           "citation_publication_date"sv,
                           "date"sv};
constexpr std::array authors{"author"sv,         "article:author"sv,  "og:article:author"sv,
                             "dc.creator"sv,     "dcterms.creator"sv, "byl"sv,
                             "parsely-author"sv, "sailthru.author"sv, "citation_author"sv};
constexpr std::array outlets{"og:site_name"sv,      "publisher"sv,          "dc.publisher"sv,
                             "dcterms.publisher"sv, "citation_publisher"sv, "application-name"sv};
constexpr std::array places{"geo.placename"sv, "article:location"sv, "dc.coverage.spatial"sv};
constexpr std::array languages{"content-language"sv, "dc.language"sv, "og:locale"sv};

class Meta {
 public:
  void add(const xmlNode* node) {
    for (const char* key : {"property", "name", "itemprop", "http-equiv"}) {
      const std::string name = accord::lower_case(attribute(node, key));
      if (!name.empty()) values_.emplace(name, attribute(node, "content"));
    }
  }

  template <typename Field, std::size_t Size>
  void take(Field& field, const std::array<std::string_view, Size>& names) const {
    for (const std::string_view name : names) {
      if (const auto found = values_.find(name); found != values_.end()) {
        // "og:title" says itself where it stands.
        keep(field, found->second,
             name.find(':') == std::string_view::npos ? "meta " + std::string(name) : std::string(name));
      }
    }
  }

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

// The title element without the name of the outlet that many pages add.
std::string without_outlet(const std::string& title, const std::optional<Said>& outlet) {
  if (!outlet) return title;
  for (const std::string_view sign : {" | "sv, " - "sv, " \xE2\x80\x93 "sv, " \xE2\x80\x94 "sv, " :: "sv}) {
    const std::string end = std::string(sign) + outlet->text;
    if (title.size() > end.size() && title.ends_with(end)) return title.substr(0, title.size() - end.size());
  }
  return title;
}

bool mentions(const xmlNode* node, std::string_view word) {
  return accord::lower_case(attribute(node, "class")).find(word) != std::string::npos ||
         accord::lower_case(attribute(node, "itemprop")).find(word) != std::string::npos ||
         accord::lower_case(attribute(node, "rel")).find(word) != std::string::npos;
}

std::string moment_of(const xmlNode* node) {
  for (const char* key : {"datetime", "content"}) {
    const std::string value = attribute(node, key);
    if (!value.empty()) return value;
  }
  return text_in(node);
}

struct Elements {
  std::string title;
  std::string first_heading;
  std::string published;  // an element that says it is the date of publication
  std::string time;       // the first <time>
  std::string author;
  std::string byline;
};

void look_at(const xmlNode* node, Elements& found) {
  const auto first = [](std::string& field, std::string value) {
    if (field.empty()) field = std::move(value);
  };
  if (is_element(node, "title") && node->parent != nullptr && !is_element(node->parent, "svg"))
    first(found.title, text_in(node));
  if (is_element(node, "h1")) first(found.first_heading, text_in(node));
  const bool time = is_element(node, "time");
  const bool modified = mentions(node, "modified") || mentions(node, "updated");
  if ((mentions(node, "datepublished") ||
       (time && (mentions(node, "publish") || !attribute(node, "pubdate").empty()))) &&
      !modified) {
    first(found.published, moment_of(node));
  }
  if (time && !modified) first(found.time, moment_of(node));
  const bool names_author = attribute(node, "itemprop") == "author" || attribute(node, "rel") == "author";
  if (names_author && !is_element(node, "meta") && !is_element(node, "link")) first(found.author, text_in(node));
  if (mentions(node, "byline") || mentions(node, "author")) {
    first(found.byline, byline_names(text_in(node)));
  }
}

}  // namespace

void take_page_facts(const xmlNode* root, Document& document) {
  Meta meta;
  Elements elements;
  for_each_element(root, [&](const xmlNode* node) {
    if (is_element(node, "meta")) meta.add(node);
    if (is_element(node, "script") &&
        accord::lower_case(attribute(node, "type")).find("ld+json") != std::string::npos) {
      xmlChar* const content = xmlNodeGetContent(node);
      if (content != nullptr) {
        take_json_ld(reinterpret_cast<const char*>(content), document);
        xmlFree(content);
      }
    }
    look_at(node, elements);
  });
  meta.take(document.outlet, outlets);
  meta.take(document.title, titles);
  meta.take(document.date, dates);
  meta.take(document.author, authors);
  meta.take(document.place, places);
  keep(document.title, elements.first_heading, "h1");
  keep(document.title, without_outlet(elements.title, document.outlet), "title");
  keep(document.date, elements.published, "element of the page");
  keep(document.date, elements.time, "time");
  const std::string by = byline_names(elements.author);
  keep(document.author, by.empty() ? elements.author : by, "element of the page");
  keep(document.author, elements.byline, "byline");
  if (document.author) {
    if (const std::string names = byline_names(document.author->text); !names.empty()) document.author->text = names;
  }
  for_each_element(root, [&](const xmlNode* node) {
    if (!is_element(node, "html")) return;
    keep(document.language, attribute(node, "lang"), "html lang");
    keep(document.language, attribute(node, "xml:lang"), "html lang");
  });
  meta.take(document.language, languages);
}

}  // namespace entente::evidence
