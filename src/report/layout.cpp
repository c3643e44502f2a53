#include "report/layout.h"

#include <algorithm>
#include <numeric>

namespace entente::report {

namespace {

constexpr std::size_t kFewestColumns = 40;
constexpr std::size_t kGap = 2;
// No column that wraps is made narrower than this, titles included.
constexpr std::size_t kNarrowestColumn = 12;

struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
};

// The character at the start of `text`; bytes that are no UTF-8 come one by one.
Character first_character(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t bytes = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 0;
  if (bytes == 0 || bytes > text.size()) return {0xFFFD, 1};
  if (bytes == 1) return {lead, 1};
  char32_t code = lead & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) code = (code << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  return {code, bytes};
}

bool is_control(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 ||
         (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

std::size_t columns_of(char32_t code) {
  const auto within = [code](char32_t low, char32_t high) { return code >= low && code <= high; };
  if (within(0x300, 0x36F) || within(0x200B, 0x200F) || within(0x20D0, 0x20FF) || within(0xFE00, 0xFE0F)) return 0;
  const bool wide = within(0x1100, 0x115F) || within(0x2E80, 0xA4CF) || within(0xAC00, 0xD7A3) ||
                    within(0xF900, 0xFAFF) || within(0xFE30, 0xFE6F) || within(0xFF00, 0xFF60) ||
                    within(0x1F300, 0x1FAFF) || within(0x20000, 0x3FFFD);
  return wide ? 2 : 1;
}

// `text` without what a terminal would take for a command.
std::string harmless(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const Character next = first_character(text);
    if (next.code == '\n' || !is_control(next.code)) {
      result += text.substr(0, next.bytes);
    } else {
      result += next.code == '\t' ? " " : "\uFFFD";
    }
    text.remove_prefix(next.bytes);
  }
  return result;
}

// As much of the start of `text` as fits into `columns`, at least one character.
std::size_t bytes_that_fit(std::string_view text, std::size_t columns) {
  std::size_t bytes = 0;
  std::size_t width = 0;
  while (bytes < text.size()) {
    const Character next = first_character(text.substr(bytes));
    width += columns_of(next.code);
    if (width > columns && bytes > 0) break;
    bytes += next.bytes;
  }
  return bytes;
}

void wrap_line(std::string_view line, std::size_t columns, std::vector<std::string>& lines) {
  std::string current;
  std::size_t width = 0;
  bool started = false;
  while (!line.empty()) {
    const std::size_t space = std::min(line.find(' '), line.size());
    std::string_view word = line.substr(0, space);
    line.remove_prefix(std::min(space + 1, line.size()));
    const std::size_t word_width = width_of(word);
    if (started && width + 1 + word_width > columns) {
      lines.push_back(std::move(current));
      current.clear();
      width = 0;
      started = false;
    }
    while (width_of(word) > columns) {
      const std::size_t fits = bytes_that_fit(word, columns);
      lines.emplace_back(word.substr(0, fits));
      word.remove_prefix(fits);
    }
    if (started) {
      current += ' ';
      ++width;
    }
    current += word;
    width += width_of(word);
    started = true;
  }
  lines.push_back(std::move(current));
}

std::size_t usable(const Terminal& terminal) {
  return std::max(terminal.columns, kFewestColumns);
}

std::string padded(std::string_view text, std::size_t width, Align align, Tone tone, const Terminal& terminal) {
  const std::size_t own = width_of(text);
  const std::string space(width > own ? width - own : 0, ' ');
  const std::string shown = toned(text, tone, terminal);
  return align == Align::right ? space + shown : shown + space;
}

std::size_t widest_line(std::string_view text) {
  std::size_t widest = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    widest = std::max(widest, width_of(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return widest;
}

std::size_t longest_word(std::string_view text) {
  std::size_t longest = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    longest = std::max(longest, width_of(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return longest;
}

// The width of every column; empty where the table does not fit.
std::vector<std::size_t> column_widths(const Table& table, std::size_t columns) {
  const std::size_t count = table.columns.size();
  std::vector<std::size_t> width(count);
  std::vector<std::size_t> least(count);
  for (std::size_t c = 0; c < count; ++c) {
    width[c] = width_of(table.columns[c].title);
    // Titles wrap, too; text keeps whole words where they are not absurdly long.
    least[c] = longest_word(table.columns[c].title);
    for (const std::vector<Cell>& row : table.rows) {
      const bool number = table.columns[c].align == Align::right;
      width[c] = std::max(width[c], widest_line(row[c].text));
      least[c] = std::max(
          least[c], number ? widest_line(row[c].text) : std::min(longest_word(row[c].text), 2 * kNarrowestColumn));
    }
    if (table.columns[c].align == Align::left) {
      least[c] = std::min(width[c], std::max(least[c], kNarrowestColumn));
    }
  }
  const std::size_t gaps = kGap * (count - 1);
  std::size_t all = std::accumulate(width.begin(), width.end(), gaps);
  if (std::accumulate(least.begin(), least.end(), gaps) > columns) return {};
  while (all > columns) {
    // The widest column that may still shrink gives way first.
    std::size_t widest = count;
    for (std::size_t c = 0; c < count; ++c) {
      if (width[c] > least[c] && (widest == count || width[c] > width[widest])) widest = c;
    }
    --width[widest];
    --all;
  }
  return width;
}

std::string drawn_row(const std::vector<Cell>& row, const Table& table, const std::vector<std::size_t>& width,
                      const Terminal& terminal) {
  std::vector<std::vector<std::string>> lines;
  std::size_t height = 0;
  for (std::size_t c = 0; c < row.size(); ++c) {
    lines.push_back(wrapped(row[c].text, width[c]));
    height = std::max(height, lines.back().size());
  }
  std::string result;
  for (std::size_t at = 0; at < height; ++at) {
    std::string line;
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (c > 0) line += std::string(kGap, ' ');
      const std::string& text = at < lines[c].size() ? lines[c][at] : std::string();
      line += padded(text, width[c], table.columns[c].align, text.empty() ? Tone::plain : row[c].tone, terminal);
    }
    result += without_trailing_spaces(std::move(line)) + '\n';
  }
  return result;
}

std::string as_lists(const Table& table, const Terminal& terminal) {
  std::string result;
  for (const std::vector<Cell>& row : table.rows) {
    bool first = true;
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (row[c].text.empty()) continue;
      std::string text;
      for (const char byte : row[c].text) text += byte == '\n' ? std::string("; ") : std::string(1, byte);
      const std::string& title = table.columns[c].title;
      result += paragraph(title.empty() ? text : title + ": " + text, terminal, first ? "- " : "  ", row[c].tone);
      first = false;
    }
  }
  return result;
}

}  // namespace

std::string without_trailing_spaces(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const Character next = first_character(text);
    width += columns_of(next.code);
    text.remove_prefix(next.bytes);
  }
  return width;
}

std::string toned(std::string_view text, Tone tone, const Terminal& terminal) {
  if (!terminal.colour || tone == Tone::plain || text.empty()) return std::string(text);
  const char* start = "";
  switch (tone) {
    case Tone::plain:
      break;
    case Tone::heading:
      start = "\x1b[1m";
      break;
    case Tone::good:
      start = "\x1b[32m";
      break;
    case Tone::bad:
      start = "\x1b[1;31m";
      break;
    case Tone::faint:
      start = "\x1b[2m";
      break;
  }
  return start + std::string(text) + "\x1b[0m";
}

std::vector<std::string> wrapped(std::string_view text, std::size_t columns) {
  const std::string safe = harmless(text);
  std::vector<std::string> lines;
  std::string_view rest = safe;
  for (;;) {
    const std::size_t end = rest.find('\n');
    wrap_line(rest.substr(0, end), std::max<std::size_t>(columns, 1), lines);
    if (end == std::string_view::npos) return lines;
    rest.remove_prefix(end + 1);
  }
}

std::string paragraph(std::string_view text, const Terminal& terminal, std::string_view first, Tone tone) {
  const std::size_t indent = width_of(first);
  std::string result;
  std::string before(first);
  for (const std::string& line : wrapped(text, usable(terminal) - indent)) {
    result += without_trailing_spaces(before + toned(line, tone, terminal)) + '\n';
    before = std::string(indent, ' ');
  }
  return result;
}

std::string heading(std::string_view text, const Terminal& terminal) {
  return '\n' + paragraph(text, terminal, "", Tone::heading);
}

std::string drawn(const Table& table, const Terminal& terminal) {
  const std::vector<std::size_t> width = column_widths(table, usable(terminal));
  if (width.empty()) return as_lists(table, terminal);
  std::vector<Cell> titles;
  for (const Column& column : table.columns) titles.push_back({column.title, Tone::heading});
  std::string result = drawn_row(titles, table, width, terminal);
  const std::size_t all = std::accumulate(width.begin(), width.end(), kGap * (width.size() - 1));
  std::string rule;
  for (std::size_t c = 0; c < all; ++c) rule += "─";
  result += toned(rule, Tone::faint, terminal) + '\n';
  for (const std::vector<Cell>& row : table.rows) result += drawn_row(row, table, width, terminal);
  return result;
}

}  // namespace entente::report
