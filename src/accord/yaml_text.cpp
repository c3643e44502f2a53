#include "accord/yaml_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <system_error>

#include "accord/error.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

// YAML looks for the colon of a key within 1024 characters.
constexpr std::size_t longest_key = 1000;

// Words that readers of YAML take for something else than text.
bool has_a_meaning(std::string_view text) {
  constexpr std::array<std::string_view, 10> words{"null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan"};
  return std::ranges::any_of(words, [&](std::string_view word) {
    return std::ranges::equal(word, text, [](char one, char other) {
      return one == static_cast<char>(std::tolower(static_cast<unsigned char>(other)));
    });
  });
}

bool is_plain(std::string_view text) {
  const auto is_letter = [](char one) { return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z'); };
  const auto is_safe = [&](char one) {
    return is_letter(one) || (one >= '0' && one <= '9') ||
           std::string_view(" -._/()%+';").find(one) != std::string_view::npos;
  };
  return !text.empty() && is_letter(text.front()) && text.back() != ' ' && std::ranges::all_of(text, is_safe) &&
         !has_a_meaning(text);
}

}  // namespace

std::string text_of(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string quoted = "\"";
  for (const char one : text) {
    const auto byte = static_cast<unsigned char>(one);
    if (one == '"' || one == '\\') {
      quoted += '\\';
      quoted += one;
    } else if (one == '\n') {
      quoted += "\\n";
    } else if (byte < 0x20 || byte == 0x7F) {
      quoted += "\\x";
      quoted += digits[byte >> 4U];
      quoted += digits[byte & 15U];
    } else {
      quoted += one;
    }
  }
  return quoted + '"';
}

std::string key(std::string_view name) {
  std::string text = text_of(name);
  if (text.size() > longest_key) throw Error(in_quotes(name) + " is too long for a name in an accord file");
  return text + ':';
}

std::string number(double value) {
  std::array<char, 800> buffer{};
  const auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
  return error == std::errc{} ? std::string(buffer.data(), end) : std::to_string(value);
}

std::string braces(const std::vector<std::string>& pairs) {
  std::string text;
  for (const std::string& pair : pairs) text += (text.empty() ? "{" : ", ") + pair;
  return text.empty() ? text : text + '}';
}

std::string names_or_one(const std::vector<std::string>& names) {
  if (names.size() == 1) return text_of(names[0]);
  std::string text;
  for (const std::string& one : names) text += (text.empty() ? "[" : ", ") + text_of(one);
  return text + ']';
}

void add_provenance(const Provenance& from, std::vector<std::string>& pairs) {
  if (!from.sources.empty()) pairs.push_back("source: " + names_or_one(from.sources));
  if (!from.note.empty()) pairs.push_back("note: " + text_of(from.note));
}

}  // namespace entente::accord
