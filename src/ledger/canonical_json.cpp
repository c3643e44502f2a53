#include "ledger/canonical_json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

namespace entente::ledger {

namespace {

// Builds a value from the parser's calls, and refuses what the parser alone would let pass.
class StrictReader {
 public:
  explicit StrictReader(Json& root) : root_(root) {}

  bool null() { return take(nullptr); }
  bool boolean(bool value) { return take(value); }
  bool number_integer(Json::number_integer_t value) {
    if (value < -largest_safe_integer) refuse_integer();
    return take(value);
  }
  bool number_unsigned(Json::number_unsigned_t value) {
    if (value > static_cast<Json::number_unsigned_t>(largest_safe_integer)) refuse_integer();
    return take(static_cast<Json::number_integer_t>(value));
  }
  bool number_float(Json::number_float_t value, const std::string& /*text*/) {
    if (!std::isfinite(value)) throw Refused("a number is larger than a double holds");
    // From 1e21 on the canonical form has an exponent, and nobody takes it for an integer.
    const double size = std::abs(value);
    if (size > static_cast<double>(largest_safe_integer) && size < 1e21) refuse_integer();
    return take(value);
  }
  bool string(std::string& value) { return take(std::move(value)); }
  bool binary(Json::binary_t& /*value*/) { throw Refused("binary values are not JSON"); }

  bool start_object(std::size_t /*size*/) { return open(Json::object()); }
  bool key(std::string& name) {
    if (open_.back()->contains(name)) throw Refused("the key \"" + name + "\" stands twice in one object");
    name_ = std::move(name);
    return true;
  }
  bool end_object() { return close(); }
  bool start_array(std::size_t /*size*/) { return open(Json::array()); }
  bool end_array() { return close(); }

  bool parse_error(std::size_t position, const std::string& /*token*/, const Json::exception& error) {
    // The library's messages begin with a number of its own in brackets.
    const std::string_view message = error.what();
    const std::size_t begin = message.find("] ");
    throw Refused("this is not JSON, at byte " + std::to_string(position) + ": " +
                  std::string(begin == std::string_view::npos ? message : message.substr(begin + 2)));
  }

 private:
  [[noreturn]] static void refuse_integer() {
    throw Refused("an integer is beyond 9007199254740991 (2^53 - 1), where programs differ; write it as text");
  }

  Json* put(Json value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Json& inside = *open_.back();
    if (inside.is_array()) {
      inside.push_back(std::move(value));
      return &inside.back();
    }
    return &(inside[name_] = std::move(value));
  }

  bool take(Json value) {
    put(std::move(value));
    return true;
  }

  bool open(Json value) {
    if (open_.size() == most_depth) {
      throw Refused("more than " + std::to_string(most_depth) + " arrays and objects stand in each other");
    }
    // A value that is open is never moved: only the last of an array is.
    open_.push_back(put(std::move(value)));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  Json& root_;
  std::vector<Json*> open_;
  std::string name_;
};

void write_string(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += "\\u00";
          out += digits[static_cast<unsigned char>(c) >> 4U];
          out += digits[static_cast<unsigned char>(c) & 15U];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

// UTF-8 that is known to be well-formed as UTF-16 code units.
std::u16string utf16(std::string_view text) {
  std::u16string units;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = [&](std::size_t offset) {
      return static_cast<char32_t>(static_cast<unsigned char>(text[at + offset]));
    };
    const char32_t first = byte(0);
    char32_t point = first;
    std::size_t length = 1;
    if (first >= 0xF0) {
      point = ((first & 7U) << 18U) | ((byte(1) & 63U) << 12U) | ((byte(2) & 63U) << 6U) | (byte(3) & 63U);
      length = 4;
    } else if (first >= 0xE0) {
      point = ((first & 15U) << 12U) | ((byte(1) & 63U) << 6U) | (byte(2) & 63U);
      length = 3;
    } else if (first >= 0xC0) {
      point = ((first & 31U) << 6U) | (byte(1) & 63U);
      length = 2;
    }
    if (point >= 0x10000) {
      units += static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10U));
      units += static_cast<char16_t>(0xDC00 + ((point - 0x10000) & 0x3FFU));
    } else {
      units += static_cast<char16_t>(point);
    }
    at += length;
  }
  return units;
}

void write(std::string& out, const Json& json);

void write_object(std::string& out, const Json& object) {
  using Member = std::pair<const std::string*, const Json*>;
  std::vector<Member> members;
  bool order_differs = false;
  for (const auto& [name, value] : object.get_ref<const Json::object_t&>()) {
    members.emplace_back(&name, &value);
    // Bytes and UTF-16 code units order alike but for characters from U+E000 on, whose first byte is 0xEE or more.
    order_differs =
        order_differs || std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) >= 0xEE; });
  }
  if (order_differs) {
    std::ranges::sort(members, {}, [](const Member& member) { return utf16(*member.first); });
  }
  out += '{';
  for (std::size_t n = 0; n < members.size(); ++n) {
    if (n != 0) out += ',';
    write_string(out, *members[n].first);
    out += ':';
    write(out, *members[n].second);
  }
  out += '}';
}

// Recursion ends: nothing deeper than most_depth is read.
void write(std::string& out, const Json& json) {
  switch (json.type()) {
    case Json::value_t::object:
      write_object(out, json);
      break;
    case Json::value_t::array:
      out += '[';
      for (std::size_t n = 0; n < json.size(); ++n) {
        if (n != 0) out += ',';
        write(out, json[n]);
      }
      out += ']';
      break;
    case Json::value_t::string:
      write_string(out, json.get_ref<const std::string&>());
      break;
    case Json::value_t::boolean:
      out += json.get<bool>() ? "true" : "false";
      break;
    case Json::value_t::number_integer:
      out += std::to_string(json.get<std::int64_t>());
      break;
    case Json::value_t::number_unsigned:
      out += std::to_string(json.get<std::uint64_t>());
      break;
    case Json::value_t::number_float:
      out += number_text(json.get<double>());
      break;
    default:
      out += "null";
  }
}

}  // namespace

Json read_json(std::string_view text) {
  Json root;
  StrictReader reader(root);
  Json::sax_parse(text.begin(), text.end(), &reader);
  return root;
}

std::string canonical(const Json& json) {
  std::string out;
  write(out, json);
  return out;
}

std::string number_text(double number) {
  if (number == 0.0) return "0";  // minus zero, too
  char buffer[32];
  const auto written = std::to_chars(buffer, buffer + sizeof buffer, std::abs(number), std::chars_format::scientific);
  const std::string_view text(buffer, static_cast<std::size_t>(written.ptr - buffer));
  const std::size_t mark = text.find('e');
  std::string digits(text.substr(0, mark));
  std::erase(digits, '.');
  int exponent = 0;
  const std::string_view power = text.substr(mark + (text[mark + 1] == '+' ? 2 : 1));
  std::from_chars(power.data(), power.data() + power.size(), exponent);

  // ECMA-262 calls them k (digits) and n (the place of the decimal point among them).
  const int k = static_cast<int>(digits.size());
  const int n = exponent + 1;
  std::string out = number < 0.0 ? "-" : "";
  if (k <= n && n <= 21) return out + digits + std::string(static_cast<std::size_t>(n - k), '0');
  if (0 < n && n <= 21) return out + digits.insert(static_cast<std::size_t>(n), ".");
  if (-6 < n && n <= 0) return out + "0." + std::string(static_cast<std::size_t>(-n), '0') + digits;
  if (k > 1) digits.insert(1, ".");
  return out + digits + (n > 0 ? "e+" : "e-") + std::to_string(std::abs(n - 1));
}

}  // namespace entente::ledger
