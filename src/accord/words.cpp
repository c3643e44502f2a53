#include "accord/words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>

#include "accord/utf8.h"

namespace entente::accord {

namespace {

constexpr std::size_t longest_quotation = 48;
constexpr std::size_t longest_compared = 64;
constexpr std::size_t most_listed = 12;

std::string quotation(std::string_view text, char mark) {
  std::string result(1, mark);
  const std::string_view shown = cut(text, longest_quotation);
  for (const char letter : shown) result += letter == '\n' || letter == '\r' || letter == '\t' ? ' ' : letter;
  if (shown.size() < text.size()) result += "...";
  return result + mark;
}

char lower(char letter) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
}

}  // namespace

std::string in_backquotes(std::string_view text) {
  return quotation(text, '`');
}

std::string in_quotes(std::string_view text) {
  return quotation(text, '"');
}

std::string joined(std::span<const std::string> words) {
  std::string result;
  for (std::size_t n = 0; n < words.size(); ++n) {
    if (n > 0) result += n + 1 == words.size() ? " and " : ", ";
    result += words[n];
  }
  return result;
}

std::size_t letters_apart(std::string_view one, std::string_view other) {
  // Optimal string alignment: the row before the last is kept for swapped neighbours.
  std::vector<std::size_t> before_last(other.size() + 1);
  std::vector<std::size_t> last(other.size() + 1);
  std::vector<std::size_t> row(other.size() + 1);
  for (std::size_t j = 0; j <= other.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= one.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= other.size(); ++j) {
      const bool same = lower(one[i - 1]) == lower(other[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0U : 1U)});
      const bool swapped =
          i > 1 && j > 1 && lower(one[i - 1]) == lower(other[j - 2]) && lower(one[i - 2]) == lower(other[j - 1]);
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last[other.size()];
}

std::string nearest(std::string_view name, std::span<const std::string> known) {
  if (name.size() > longest_compared) return {};
  const std::size_t allowed = name.size() < 3 ? 1 : std::min<std::size_t>(3, (name.size() + 2) / 3);
  std::size_t least = allowed + 1;
  std::string found;
  for (const std::string& candidate : known) {
    const std::size_t difference =
        candidate.size() > name.size() ? candidate.size() - name.size() : name.size() - candidate.size();
    if (candidate.size() > longest_compared || difference >= least) continue;
    const std::size_t apart = letters_apart(name, candidate);
    if (apart < least && apart < std::max(name.size(), candidate.size())) {
      least = apart;
      found = candidate;
    }
  }
  return found;
}

std::string suggestion(std::string_view name, std::span<const std::string> known) {
  const std::string meant = nearest(name, known);
  if (!meant.empty()) return "; did you mean " + meant + "?";
  if (known.empty() || known.size() > most_listed) return {};
  return "; known: " + joined(known);
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view white = " \t\r\n";
  const std::size_t first = text.find_first_not_of(white);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(white) - first + 1));
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

std::string plain_number(double value, int digits) {
  std::array<char, 40> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.*g", digits, value);
  return buffer.data();
}

}  // namespace entente::accord
