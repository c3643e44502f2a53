#include "accord/bibliography.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <unordered_set>

#include "accord/utf8.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string small(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

// Without braces, which only keep capitals for BibTeX, and with single spaces.
std::string plain(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '{' || c == '}') continue;
    if (!is_space(c)) {
      result += c;
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  if (result.ends_with(' ')) result.pop_back();
  return result;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::vector<BibliographyEntry> entries() {
    std::vector<BibliographyEntry> all;
    std::unordered_set<std::string> keys;
    while (skip_remarks()) {
      const Place place = place_;
      next();  // the @
      std::optional<BibliographyEntry> entry = read_entry(place);
      if (!entry) continue;
      if (!keys.insert(entry->key).second) {
        problems_.push_back({place, in_backquotes(entry->key) + " stands in the bibliography twice; keep one"});
      } else {
        all.push_back(std::move(*entry));
      }
    }
    return all;
  }

  std::vector<Problem>& problems() { return problems_; }

 private:
  bool at_end() const { return at_ == text_.size(); }
  char here() const { return text_[at_]; }

  void next() {
    ++place_.column;
    if (here() == '\n') place_ = {.line = place_.line + 1, .column = 1};
    ++at_;
  }

  // Up to the next @ that begins an entry: a line that begins with % is a remark even where an @ stands in it.
  bool skip_remarks() {
    while (!at_end() && here() != '@') {
      if (here() == '%') {
        while (!at_end() && here() != '\n') next();
      } else {
        next();
      }
    }
    return !at_end();
  }

  void skip_spaces() {
    while (!at_end() && is_space(here())) next();
  }

  std::string_view word() {
    const std::size_t begin = at_;
    while (!at_end() && !is_space(here()) && std::strchr("{}(),=\"#%@", here()) == nullptr) next();
    return text_.substr(begin, at_ - begin);
  }

  bool take(char c) {
    skip_spaces();
    if (at_end() || here() != c) return false;
    next();
    return true;
  }

  std::nullopt_t fault(const std::string& message) {
    problems_.push_back({place_, message});
    return std::nullopt;
  }

  std::optional<BibliographyEntry> read_entry(Place place) {
    BibliographyEntry entry{.key = {}, .kind = small(word()), .fields = {}, .place = place};
    if (entry.kind == "string" || entry.kind == "preamble") {
      return fault("@" + entry.kind + " is not read here; write the texts out in the entries");
    }
    if (!take('{')) return fault("an entry opens with a brace; write `@misc{key, title = {...}}`");
    if (entry.kind == "comment") {
      inside_braces();
      return std::nullopt;
    }
    skip_spaces();
    entry.key = std::string(word());
    if (entry.key.empty()) return fault("this entry has no key; write `@misc{key, title = {...}}`");
    while (take(',')) {
      skip_spaces();
      if (!at_end() && here() == '}') break;  // a comma after the last field
      const std::string name = small(word());
      if (name.empty() || !take('=')) {
        return fault("a field of " + in_backquotes(entry.key) + " is not `name = {text}`");
      }
      std::optional<std::string> value = read_value(entry.key, name);
      if (!value) return std::nullopt;
      entry.fields.emplace_back(name, std::move(*value));
    }
    if (!take('}')) {
      return fault("the entry " + in_backquotes(entry.key) + " goes on where a comma or its closing brace is due");
    }
    return entry;
  }

  std::optional<std::string> read_value(const std::string& key, const std::string& name) {
    skip_spaces();
    const std::string what = name + " of " + in_backquotes(key);
    if (at_end()) return fault(what + " is missing; write " + name + " = {text}");
    if (here() == '{') {
      next();
      const std::optional<std::string_view> text = inside_braces();
      if (!text) return fault(what + " has no closing brace");
      return plain(*text);
    }
    if (here() == '"') {
      next();
      const std::size_t begin = at_;
      while (!at_end() && here() != '"') next();
      if (at_end()) return fault(what + " has no closing quote");
      const std::string_view text = text_.substr(begin, at_ - begin);
      next();
      return plain(text);
    }
    const std::string_view bare = word();
    if (bare.empty() || !std::ranges::all_of(bare, [](char c) { return c >= '0' && c <= '9'; })) {
      return fault(what + " is neither in braces nor a number; write " + name + " = {text}");
    }
    return std::string(bare);
  }

  // What stands up to the brace that closes the one just passed.
  std::optional<std::string_view> inside_braces() {
    const std::size_t begin = at_;
    for (std::size_t depth = 1; !at_end(); next()) {
      if (here() == '{') ++depth;
      if (here() == '}' && --depth == 0) {
        const std::string_view text = text_.substr(begin, at_ - begin);
        next();
        return text;
      }
    }
    return std::nullopt;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Place place_{.line = 1, .column = 1};
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<BibliographyEntry> parse_bibliography(std::string_view text, const std::string& name) {
  if (const std::optional<Problem> problem = not_text(text)) throw Problems(name, {*problem});
  Reader reader(text);
  std::vector<BibliographyEntry> entries = reader.entries();
  if (!reader.problems().empty()) throw Problems(name, std::move(reader.problems()));
  return entries;
}

std::vector<BibliographyEntry> load_bibliography(const std::filesystem::path& case_path) {
  const std::filesystem::path file = case_path / "sources.bib";
  if (!std::filesystem::is_directory(case_path) || !std::filesystem::exists(file)) return {};
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw MachineError("can not open " + file.string() + ": " + std::strerror(errno));
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (stream.bad()) throw MachineError("can not read " + file.string() + ": " + std::strerror(errno));
  return parse_bibliography(text, file.string());
}

}  // namespace entente::accord
