#include "review/record_cells.h"

#include <charconv>
#include <cmath>

#include "accord/words.h"

namespace entente::review {

namespace {

using ledger::FieldKind;
using ledger::Json;

std::optional<double> number_in(std::string_view text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<double> share_in(std::string_view text) {
  const bool percent = text.ends_with('%');
  const auto value = number_in(percent ? trimmed(text.substr(0, text.size() - 1)) : text);
  if (!value) return std::nullopt;
  const double share = percent ? *value / 100.0 : *value;
  return share >= 0.0 && share <= 1.0 ? std::optional(share) : std::nullopt;
}

CellValue fault(std::string_view text, const ledger::ContentField& field, std::string_view wanted) {
  return {.value = {},
          .fault = accord::in_backquotes(text) + " (" + std::string(field.name) + ") " + std::string(wanted)};
}

// Whole numbers stay integers, as the canonical form writes both alike.
Json json_number(double value) {
  if (value == std::floor(value) && std::abs(value) <= static_cast<double>(ledger::largest_safe_integer))
    return static_cast<std::int64_t>(value);
  return value;
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> choices) {
  for (const std::string_view choice : choices) {
    if (text == choice) return true;
  }
  return false;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string> listed(std::string_view text) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = text.find(';');
    const std::string_view part = trimmed(text.substr(0, end));
    if (!part.empty()) parts.emplace_back(part);
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<std::int64_t> time_in_cell(std::string_view text) {
  return ledger::time_in(text.size() == 10 ? std::string(text) + "T00:00:00Z" : std::string(text));
}

CellValue value_of_cell(std::string_view text, const ledger::ContentField& field) {
  switch (field.kind) {
    case FieldKind::texts:
    case FieldKind::entries: {
      const std::vector<std::string> parts = listed(text);
      if (parts.empty()) return fault(text, field, "is a list without anything in it; write what it has between `;`");
      return {.value = parts, .fault = {}};
    }
    case FieldKind::date:
      if (text.size() != 10 || !time_in_cell(text))
        return fault(text, field, "is not a date; write it like 2007-02-13");
      break;
    case FieldKind::number: {
      const auto number = number_in(text);
      if (!number) return fault(text, field, "is not a number; write it like 50000 or 0.5, without a unit");
      return {.value = json_number(*number), .fault = {}};
    }
    case FieldKind::share: {
      const auto share = share_in(text);
      if (!share) return fault(text, field, "is not a share; write 40% or 0.4, from 0 to 1");
      return {.value = json_number(*share), .fault = {}};
    }
    case FieldKind::count: {
      const auto number = number_in(text);
      if (!number || *number < 0.0 || *number != std::floor(*number) ||
          *number > static_cast<double>(ledger::largest_safe_integer))
        return fault(text, field, "is not a whole number from 0");
      return {.value = json_number(*number), .fault = {}};
    }
    case FieldKind::flag:
      if (is_one_of(text, {"yes", "true"})) return {.value = true, .fault = {}};
      if (is_one_of(text, {"no", "false"})) return {.value = false, .fault = {}};
      return fault(text, field, "is neither yes nor no");
    case FieldKind::vote:
      if (!is_one_of(text, {"yes", "no", "abstain"})) return fault(text, field, "must be yes, no or abstain");
      break;
    case FieldKind::result:
      if (!is_one_of(text, {"fulfilled", "partly fulfilled", "not fulfilled", "unclear"}))
        return fault(text, field, "must be fulfilled, partly fulfilled, not fulfilled or unclear");
      break;
    case FieldKind::hash:
      if (text.size() != 64 || !ledger::from_hexadecimal(text))
        return fault(text, field, "is not a SHA-256; write its 64 hexadecimal digits in small letters");
      break;
    case FieldKind::text:
    case FieldKind::entry:
    case FieldKind::items:
    case FieldKind::members:
    case FieldKind::schedule:
    case FieldKind::key:
    case FieldKind::policy:
      break;
  }
  return {.value = std::string(text), .fault = {}};
}

std::optional<Rhythm> rhythm_in(std::string_view text) {
  if (text == "once") return Rhythm{};
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  const auto number = number_in(text.substr(0, blank));
  if (!number || *number < 1.0 || *number > 36500.0 || *number != std::floor(*number)) return std::nullopt;
  const int whole = static_cast<int>(*number);
  const std::string_view unit = trimmed(text.substr(blank));
  if (is_one_of(unit, {"day", "days"})) return Rhythm{Rhythm::Unit::days, whole};
  if (is_one_of(unit, {"week", "weeks"})) return Rhythm{Rhythm::Unit::days, 7 * whole};
  if (is_one_of(unit, {"month", "months"})) return Rhythm{Rhythm::Unit::months, whole};
  if (is_one_of(unit, {"year", "years"})) return Rhythm{Rhythm::Unit::months, 12 * whole};
  return std::nullopt;
}

}  // namespace entente::review
