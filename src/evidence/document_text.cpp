#include "evidence/document_text.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>

#include "accord/utf8.h"
#include "accord/words.h"

namespace entente::evidence {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t declared_within = 4096;
constexpr double most_lost = 0.01;  // of the bytes of a page that says it is UTF-8

// The name behind `charset=` or `encoding=` near the beginning, in lower case; empty where nothing is
// declared.
std::string declared_charset(std::string_view bytes) {
  const std::string head = accord::lower_case(bytes.substr(0, declared_within));
  for (const std::string_view key : {"charset"sv, "encoding"sv}) {
    for (std::size_t at = head.find(key); at != std::string::npos; at = head.find(key, at + 1)) {
      const std::size_t open = head.rfind('<', at);
      if (open == std::string::npos || !(head.compare(open, 5, "<meta") == 0 || head.compare(open, 5, "<?xml") == 0))
        continue;
      std::size_t begin = at + key.size();
      while (begin < head.size() &&
             (head[begin] == ' ' || head[begin] == '=' || head[begin] == '"' || head[begin] == '\''))
        ++begin;
      std::size_t end = begin;
      while (end < head.size() && (std::isalnum(static_cast<unsigned char>(head[end])) != 0 ||
                                   "-_:."sv.find(head[end]) != std::string_view::npos))
        ++end;
      if (end > begin) return head.substr(begin, end - begin);
    }
  }
  return {};
}

// What browsers take a declared name for (WHATWG Encoding Standard, section 4.2).
std::string meant(const std::string& name) {
  static constexpr std::array windows_1252{"iso-8859-1"sv, "iso8859-1"sv, "latin1"sv, "l1"sv,
                                           "us-ascii"sv,   "ascii"sv,     "cp1252"sv, "x-cp1252"sv};
  if (std::ranges::find(windows_1252, name) != windows_1252.end()) return "windows-1252";
  if (name == "euc-kr" || name == "ks_c_5601-1987" || name == "ksc5601") return "windows-949";
  if (name == "gb2312" || name == "gbk") return "gb18030";
  // A page read as bytes can not be UTF-16 without a mark.
  if (name.starts_with("utf-16")) return "utf-8";
  return name;
}

std::optional<std::string> converted(std::string_view bytes, const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(charset.c_str(), &status), ucnv_close);
  if (U_FAILURE(status) != 0) return std::nullopt;
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(), status);
  if (U_FAILURE(status) != 0) return std::nullopt;
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

// Bytes that are no UTF-8 become replacement characters; gives how many there were.
std::size_t replace_faults(std::string_view bytes, std::string& text) {
  const auto* const data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto size = static_cast<std::int64_t>(bytes.size());
  std::size_t faults = 0;
  for (std::int64_t at = 0; at < size;) {
    const std::int64_t begin = at;
    UChar32 character = 0;
    U8_NEXT(data, at, size, character);
    if (character < 0) {
      ++faults;
      text += "\xEF\xBF\xBD";
    } else {
      text.append(bytes.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin)));
    }
  }
  return faults;
}

std::string with_plain_line_ends(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\r') {
      if (at + 1 >= text.size() || text[at + 1] != '\n') result += '\n';
    } else {
      // Printers' pages end by a form feed.
      result += text[at] == '\f' || text[at] == '\v' ? '\n' : text[at];
    }
  }
  return result;
}

Decoded refused(std::string why) {
  Decoded result;
  result.refusal = std::move(why);
  return result;
}

Decoded checked(Decoded result) {
  *result.text = with_plain_line_ends(*result.text);
  if (const auto problem = accord::not_text(*result.text)) {
    return refused(fmt::format("is no text (line {}: {})", problem->place.line, problem->message));
  }
  return result;
}

Decoded from_utf8(std::string_view bytes, bool html, bool declared) {
  Decoded result;
  std::string text;
  const std::size_t faults = replace_faults(bytes, text);
  if (faults == 0) {
    result.text = std::move(text);
    return checked(std::move(result));
  }
  if (!html || (declared && static_cast<double>(faults) > most_lost * static_cast<double>(bytes.size()))) {
    const auto problem = accord::not_text(bytes);
    return refused(fmt::format("is not UTF-8 (line {}){}; save it as UTF-8", problem ? problem->place.line : 1,
                               declared ? ", though it says so" : " and names no other encoding"));
  }
  if (declared) {
    result.notices.push_back(fmt::format("{} bytes are not UTF-8 and were left out", faults));
    result.text = std::move(text);
  } else {
    result.notices.emplace_back("names no encoding and is not UTF-8; taken for Windows-1252, as browsers do");
    result.text = converted(bytes, "windows-1252");
  }
  return checked(std::move(result));
}

}  // namespace

Decoded decoded(std::string_view bytes, bool html) {
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) return from_utf8(bytes.substr(3), html, true);
  for (const auto& [mark, charset] : {std::pair{"\xFF\xFE\0\0"sv, "utf-32le"}, std::pair{"\0\0\xFE\xFF"sv, "utf-32be"},
                                      std::pair{"\xFF\xFE"sv, "utf-16le"}, std::pair{"\xFE\xFF"sv, "utf-16be"}}) {
    if (!bytes.starts_with(mark)) continue;
    Decoded result;
    result.text = converted(bytes.substr(mark.size()), charset);
    if (!result.text || result.text->find("\xEF\xBF\xBD") != std::string::npos) {
      return refused(fmt::format("begins like {} and goes on like something else; save it as UTF-8", charset));
    }
    return checked(std::move(result));
  }
  const std::string name = html ? meant(declared_charset(bytes)) : std::string();
  if (name.empty() || name == "utf-8" || name == "utf8") return from_utf8(bytes, html, !name.empty());
  Decoded result;
  result.text = converted(bytes, name);
  if (!result.text) {
    return refused("says it is written in " + accord::in_backquotes(name) +
                   ", which is no known encoding; save it as UTF-8");
  }
  return checked(std::move(result));
}

}  // namespace entente::evidence
