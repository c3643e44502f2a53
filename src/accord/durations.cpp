#include "accord/durations.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "accord/fields.h"
#include "accord/lattice.h"
#include "accord/limits.h"
#include "accord/numbers.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

constexpr double days_in_year = 365.25;
constexpr double longest_years = 10'000;
// Below this a difference between a duration and whole periods is rounding of the arithmetic, not of the file (MODEL
// 2).
constexpr double same_period = 1e-9;

struct UnitOfTime {
  std::string_view name;
  double years;
};
constexpr std::array<UnitOfTime, 5> units{
    {{"day", 1 / days_in_year}, {"week", 7 / days_in_year}, {"month", 1.0 / 12}, {"quarter", 0.25}, {"year", 1.0}}};

struct Amount {
  std::string_view number;
  std::string_view unit;
};

Amount split(std::string_view text) {
  const std::size_t end = std::min(text.find_first_not_of("+-.0123456789"), text.size());
  std::size_t unit = end;
  while (unit < text.size() && text[unit] == ' ') ++unit;
  return {text.substr(0, end), text.substr(unit)};
}

const UnitOfTime* unit_called(std::string_view name) {
  for (const UnitOfTime& unit : units) {
    if (name == unit.name) return &unit;
    if (name.size() == unit.name.size() + 1 && name.starts_with(unit.name) && name.ends_with('s')) return &unit;
  }
  return nullptr;
}

std::string in_units(double amount, std::string_view unit) {
  return plain_number(amount, 3) + ' ' + std::string(unit) + (amount == 1.0 ? "" : "s");
}

// What the writer probably meant, for a message.
std::string corrected(std::string_view text) {
  const Amount amount = split(text);
  const std::optional<double> number = number_in(amount.number);
  if (!number || *number <= 0.0) return "6 months";
  const std::string count(amount.number);
  if (amount.unit.empty()) return count + " months";
  const std::array<std::string, 10> names{"day",  "week",  "month",  "quarter",  "year",
                                          "days", "weeks", "months", "quarters", "years"};
  const std::string meant = nearest(amount.unit, names);
  const bool has_digits = amount.unit.find_first_of("0123456789") != std::string_view::npos;
  if (meant.empty() || has_digits) return "6 months";
  const std::string unit = meant.ends_with('s') ? meant.substr(0, meant.size() - 1) : meant;
  return count + ' ' + unit + (*number == 1.0 ? "" : "s");
}

std::optional<double> read_one(const Yaml& value, const std::string& what, bool zero_allowed,
                               std::vector<Problem>& problems) {
  if (zero_allowed && number_in(value.text) == 0.0) return 0.0;
  const std::optional<double> years = years_in(value.text);
  if (!years) {
    problems.push_back({value.place, in_backquotes(value.text) + " (" + what + ") is not a duration; write `" +
                                         corrected(value.text) + "`"});
    return std::nullopt;
  }
  if (*years < 0.0 || (*years == 0.0 && !zero_allowed)) {
    problems.push_back({value.place, in_backquotes(value.text) + " (" + what + ") must be " +
                                         (zero_allowed ? "0 or more" : "above 0") + "; write for instance `6 months`"});
    return std::nullopt;
  }
  if (*years > longest_years) {
    problems.push_back({value.place, in_backquotes(value.text) + " (" + what + ") is longer than " +
                                         plain_number(longest_years) + " years; write what can be lived through"});
    return std::nullopt;
  }
  return years;
}

std::optional<Range> read_years(const Yaml& value, const std::string& what, bool zero_allowed,
                                std::vector<Problem>& problems) {
  return read_range(value, what, "6 months", problems,
                    [&](const Yaml& one) { return read_one(one, what, zero_allowed, problems); });
}

}  // namespace

std::optional<double> years_in(std::string_view text) {
  const Amount amount = split(text);
  const std::optional<double> number = number_in(amount.number);
  const UnitOfTime* unit = unit_called(amount.unit);
  if (!number || unit == nullptr) return std::nullopt;
  // Twelve months divided give exactly a year, which twelve times a twelfth need not.
  return unit->name == "month" ? *number / 12.0 : *number * unit->years;
}

std::optional<double> read_period(const Yaml& value, std::string& written, std::vector<Problem>& problems) {
  if (value.kind == Yaml::Kind::refused) return std::nullopt;
  if (value.kind != Yaml::Kind::text) {
    problems.push_back(not_a(value, "period", "one duration", "for instance `3 months`"));
    return std::nullopt;
  }
  written = value.text;
  return read_one(value, "period", false, problems);
}

bool note_rounding(const Yaml& value, const std::string& what, const Range& years, std::size_t least_periods,
                   const DurationReader& reader) {
  if (reader.period_years <= 0.0) return true;
  const double highest = years.high / reader.period_years;
  if (highest > most_periods) {
    const Yaml* ends = ends_of(value);
    const Yaml& longest = ends != nullptr ? ends->items.back() : value;
    reader.problems->push_back({longest.place, in_backquotes(longest.text) + " (" + what + ") is " +
                                                   plain_number(highest) + " periods of " + reader.period_written +
                                                   "; lengthen the period or shorten this"});
    return false;
  }
  const double exact = years.best / reader.period_years;
  const auto counted = static_cast<double>(periods(years.best, reader.period_years, least_periods));
  if (std::abs(exact - counted) <= same_period) return true;
  const Yaml* ends = ends_of(value);
  if (ends != nullptr && ends->items.size() != 3) return true;  // nobody wrote the best value
  const Yaml& best = ends != nullptr ? ends->items[1] : value;
  const UnitOfTime* unit = unit_called(split(best.text).unit);
  if (unit == nullptr) return true;
  reader.notices->push_back({best.place, in_backquotes(best.text) + " (" + what + ") is " + plain_number(exact, 3) +
                                             " periods of " + reader.period_written + ": counted as " +
                                             plain_number(counted) + " (" +
                                             in_units(counted * reader.period_years / unit->years, unit->name) + ")"});
  return true;
}

std::optional<Range> read_duration(const Yaml& value, const std::string& what, std::size_t least_periods,
                                   const DurationReader& reader) {
  const std::optional<Range> years = read_years(value, what, least_periods == 0, *reader.problems);
  if (!years || !note_rounding(value, what, *years, least_periods, reader)) return std::nullopt;
  return years;
}

std::optional<Range> read_clock(const Yaml& value, const std::string& what, std::vector<Problem>& problems) {
  return read_years(value, what, false, problems);
}

}  // namespace entente::accord
