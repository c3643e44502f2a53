#include "accord/encoding.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>

#include "accord/utf8.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

constexpr std::size_t declaration_within = 4096;  // comments may stand before it

// The characters 0x80 to 0x9f of Windows-1252. Files that say ISO-8859-1 mean it, as browsers know: there are only
// control characters in that place.
constexpr std::array<std::uint32_t, 32> after_ascii{0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                                    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

char byte_of(std::uint32_t bits) {
  return static_cast<char>(static_cast<unsigned char>(bits & 0xFFU));
}

void append(std::string& text, std::uint32_t character) {
  if (character < 0x80) {
    text += byte_of(character);
  } else if (character < 0x800) {
    text += byte_of(0xC0U | (character >> 6U));
    text += byte_of(0x80U | (character & 0x3FU));
  } else if (character < 0x10000) {
    text += byte_of(0xE0U | (character >> 12U));
    text += byte_of(0x80U | ((character >> 6U) & 0x3FU));
    text += byte_of(0x80U | (character & 0x3FU));
  } else {
    text += byte_of(0xF0U | (character >> 18U));
    text += byte_of(0x80U | ((character >> 12U) & 0x3FU));
    text += byte_of(0x80U | ((character >> 6U) & 0x3FU));
    text += byte_of(0x80U | (character & 0x3FU));
  }
}

enum class Latin { windows_1252, iso_8859_15 };

std::string from_latin(std::string_view bytes, Latin latin) {
  std::string text;
  for (const char one : bytes) {
    const auto byte = static_cast<unsigned char>(one);
    const bool euro = latin == Latin::iso_8859_15 && byte == 0xA4;
    append(text, euro ? 0x20ACU : byte >= 0x80 && byte < 0xA0 ? after_ascii[byte - 0x80U] : byte);
  }
  return text;
}

// Half a surrogate pair becomes what `not_text` refuses.
std::string from_utf16(std::string_view bytes, bool big_endian) {
  const auto unit = [&](std::size_t at) -> std::uint32_t {
    if (at + 1 >= bytes.size()) return 0;
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return big_endian ? first * 256U + second : second * 256U + first;
  };
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 2) {
    std::uint32_t character = unit(at);
    const std::uint32_t next = unit(at + 2);
    if (character >= 0xD800 && character < 0xDC00 && next >= 0xDC00 && next < 0xE000) {
      character = 0x10000U + ((character - 0xD800U) << 10U) + (next - 0xDC00U);
      at += 2;
    }
    append(text, character);
  }
  return text;
}

// What `<?xml ... encoding="NAME"?>` near the beginning says, in lower case; empty where nothing does.
std::string declared_encoding(std::string_view bytes) {
  bytes = bytes.substr(0, declaration_within);
  const std::size_t begin = bytes.find("<?xml");
  if (begin == std::string_view::npos) return {};
  bytes = bytes.substr(begin, bytes.find("?>", begin) - begin);
  const std::size_t key = bytes.find("encoding");
  if (key == std::string_view::npos) return {};
  const std::size_t open = bytes.find_first_of("\"'", key);
  if (open == std::string_view::npos) return {};
  const std::size_t close = bytes.find(bytes[open], open + 1);
  if (close == std::string_view::npos) return {};
  std::string name(bytes.substr(open + 1, close - open - 1));
  std::ranges::transform(name, name.begin(),
                         [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return name;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

std::optional<Latin> latin_of(std::string_view declared) {
  if (is_one_of(declared, {"iso-8859-1", "iso8859-1", "latin1", "windows-1252", "cp1252"})) return Latin::windows_1252;
  if (is_one_of(declared, {"iso-8859-15", "iso8859-15", "latin9"})) return Latin::iso_8859_15;
  return std::nullopt;
}

}  // namespace

std::optional<std::string> as_utf8(std::string_view bytes, std::vector<Problem>& problems) {
  using std::string_view_literals::operator""sv;
  std::string text;
  const std::string declared = declared_encoding(bytes);
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) {
    text = bytes.substr(3);
  } else if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("<\0"sv)) {
    text = from_utf16(bytes.substr(bytes.starts_with('<') ? 0 : 2), false);
  } else if (bytes.starts_with("\xFE\xFF"sv) || bytes.starts_with("\0<"sv)) {
    text = from_utf16(bytes.substr(bytes.starts_with('\0') ? 0 : 2), true);
  } else if (const std::optional<Latin> latin = latin_of(declared)) {
    text = from_latin(bytes, *latin);
  } else if (const auto problem = not_text(bytes); !problem) {
    text = bytes;
  } else if (!declared.empty() && !is_one_of(declared, {"utf-8", "utf8", "us-ascii", "ascii", "utf-16"})) {
    problems.push_back({{1, 1}, "the encoding " + in_backquotes(declared) + " is not read; save the file as UTF-8"});
    return std::nullopt;
  } else {
    text = from_latin(bytes, Latin::windows_1252);
  }
  if (const auto problem = not_text(text)) {
    problems.push_back(*problem);
    return std::nullopt;
  }
  return text;
}

}  // namespace entente::accord
