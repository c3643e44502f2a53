#include "accord/utf8.h"

#include <string>

namespace entente::accord {

namespace {

constexpr bool continues(unsigned char byte) {
  return (byte & 0xC0U) == 0x80U;
}

// Length of the character that starts at `at`, 0 where it is not well-formed (RFC 3629: no overlong forms, no
// surrogates).
std::size_t character_length(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t offset) -> unsigned char {
    return at + offset < bytes.size() ? static_cast<unsigned char>(bytes[at + offset]) : 0;
  };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return continues(byte(1)) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if (!continues(byte(1)) || !continues(byte(2))) return 0;
    if (first == 0xE0 && byte(1) < 0xA0) return 0;
    if (first == 0xED && byte(1) > 0x9F) return 0;
    return 3;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if (!continues(byte(1)) || !continues(byte(2)) || !continues(byte(3))) return 0;
    if (first == 0xF0 && byte(1) < 0x90) return 0;
    if (first == 0xF4 && byte(1) > 0x8F) return 0;
    return 4;
  }
  return 0;
}

std::string hexadecimal(unsigned char byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  return {'0', 'x', digits[byte >> 4U], digits[byte & 15U]};
}

}  // namespace

std::optional<Problem> not_text(std::string_view bytes) {
  Place place{1, 1};
  for (std::size_t at = 0; at < bytes.size();) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    const std::size_t length = character_length(bytes, at);
    if (length == 0) {
      return Problem{place, "the byte " + hexadecimal(byte) + " is not UTF-8 text; save the file as UTF-8"};
    }
    const bool control = byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
    if (control || byte == 0x7F) {
      return Problem{place,
                     "the control character " + hexadecimal(byte) + " does not belong in a text file; remove it"};
    }
    if (byte == '\n') {
      place = {place.line + 1, 1};
    } else {
      place.column += length;  // columns count bytes, as the YAML parser's do
    }
    at += length;
  }
  return std::nullopt;
}

std::string_view cut(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && continues(static_cast<unsigned char>(text[bytes]))) --bytes;
  return text.substr(0, bytes);
}

}  // namespace entente::accord
