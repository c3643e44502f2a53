// Lays text out on a terminal: widths, wrapping, emphasis and tables.
//
// Text is UTF-8. Whatever stands in an accord file may come through here, so control characters are shown as a
// replacement mark and never reach the terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace entente::report {

/// What the reader's terminal can show.
struct Terminal {
  std::size_t columns = 100;  ///< below 40 it is taken as 40
  bool colour = false;
};

/// How a piece of text stands out where there is colour. Colour never says anything that the words do not.
enum class Tone { plain, heading, good, bad, faint };

/// The columns that `text` takes: combining marks take none, East Asian wide characters two.
std::size_t width_of(std::string_view text);

std::string toned(std::string_view text, Tone tone, const Terminal& terminal);

/// The lines of `text` within `columns`, broken at spaces, and inside a word only where it is longer than a line.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns);

/// A paragraph: wrapped, its first line behind `first`, the others behind as many spaces; ends with a line end.
std::string paragraph(std::string_view text, const Terminal& terminal, std::string_view first = "",
                      Tone tone = Tone::plain);

std::string without_trailing_spaces(std::string line);

/// A title line with an empty line before it.
std::string heading(std::string_view text, const Terminal& terminal);

struct Cell {
  std::string text;  ///< may hold line ends
  Tone tone = Tone::plain;
};

enum class Align { left, right };

struct Column {
  std::string title;
  Align align = Align::left;
};

struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;
};

/// A table within the terminal: wide columns wrap; where not even that is enough, every row becomes a short list of
/// `title: text`.
std::string drawn(const Table& table, const Terminal& terminal);

}  // namespace entente::report
