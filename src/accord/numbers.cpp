#include "accord/numbers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "accord/fields.h"
#include "accord/words.h"

namespace entente::accord {

namespace {

// Beyond this, sums over periods could leave the range in which doubles are exact enough to compare.
constexpr double largest_number = 1e12;
constexpr double largest_count = 1'000'000;

struct KindOfRange {
  std::string_view name;
  Distribution drawn;
  std::size_t ends;
};
constexpr std::array<KindOfRange, 3> kinds_of_ranges{{{"uniform", Distribution::uniform, 2},
                                                      {"log_uniform", Distribution::log_uniform, 2},
                                                      {"pert", Distribution::pert, 3}}};

std::string named(const Yaml& value, const std::string& what) {
  return description(value) + " (" + what + ")";
}

std::string_view without_spaces(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::optional<double> share_in(std::string_view text) {
  text = without_spaces(text);
  if (!text.ends_with('%')) return number_in(text);
  text.remove_suffix(1);
  const std::optional<double> percent = number_in(without_spaces(text));
  return percent ? std::optional(*percent / 100.0) : std::nullopt;
}

// What is wrong with a share, after its name; empty when nothing is.
std::string share_fault(std::string_view text, double share, Ends ends) {
  const bool percent = text.find('%') != std::string_view::npos;
  if (share > 1.0 && percent) return " is over 100%; write a share from 0% to 100%";
  if (share > 1.0 && share <= 100.0) return " is over 1; write `" + std::string(text) + "%`";
  if (share > 1.0) return " is over 1; write a share from 0% to 100%";
  if (share < 0.0) return " is below 0; write a share from 0% to 100%";
  if (ends == Ends::neither && (share <= 0.0 || share >= 1.0)) {
    return " must lie between 0 and 1, without either; write for instance `0.85`";
  }
  if (ends == Ends::not_one && share >= 1.0) return " must be below 100%; write for instance `2%`";
  return {};
}

}  // namespace

std::optional<double> number_in(std::string_view text) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return std::nullopt;
  }
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

const Yaml* ends_of(const Yaml& value) {
  if (value.kind == Yaml::Kind::list) return &value;
  return value.kind == Yaml::Kind::mapping && value.items.size() == 1 && value.items[0].kind == Yaml::Kind::list
             ? value.items.data()
             : nullptr;
}

std::optional<WrittenRange> written_range(const Yaml& value, const std::string& what, std::string_view example,
                                          std::vector<Problem>& problems) {
  if (value.kind == Yaml::Kind::list) {
    if (value.items.size() == 3) return WrittenRange{.drawn = Distribution::triangular, .ends = &value};
    problems.push_back(
        {value.place, "a range has three values, this one (" + what + ") has " + std::to_string(value.items.size()) +
                          "; write `[low, best, high]`, or one value such as `" + std::string(example) + "`"});
    return std::nullopt;
  }
  if (value.kind != Yaml::Kind::mapping || value.keys.size() != 1 || value.keys[0].refused) {
    report_no_number(value, what, example, problems);
    return std::nullopt;
  }
  const std::string& name = value.keys[0].text;
  const auto* const kind = std::ranges::find(kinds_of_ranges, name, &KindOfRange::name);
  if (kind == kinds_of_ranges.end()) {
    const std::vector<std::string> known{"uniform", "log_uniform", "pert"};
    problems.push_back({value.keys[0].place,
                        in_backquotes(name) + " (" + what + ") is not a kind of range" + suggestion(name, known)});
    return std::nullopt;
  }
  const Yaml& ends = value.items[0];
  if (ends.kind == Yaml::Kind::refused) return std::nullopt;
  if (ends.kind != Yaml::Kind::list || ends.items.size() != kind->ends) {
    problems.push_back({ends.place, "a range that is " + name + " (" + what + ") has " +
                                        (kind->ends == 2 ? "two values; write `{" + name + ": [low, high]}`"
                                                         : "three values; write `{" + name + ": [low, best, high]}`")});
    return std::nullopt;
  }
  return WrittenRange{.drawn = kind->drawn, .ends = &ends};
}

std::optional<Range> range_between(const WrittenRange& written, const std::vector<double>& ends,
                                   const std::string& what, std::vector<Problem>& problems) {
  const Yaml& list = *written.ends;
  const auto refuse = [&](const std::string& fault) {
    std::string text;
    for (const Yaml& item : list.items) text += (text.empty() ? "" : ", ") + item.text;
    problems.push_back({list.place, in_backquotes("[" + text + "]") + " (" + what + ") " + fault});
    return std::nullopt;
  };
  if (!std::ranges::is_sorted(ends)) {
    return refuse(ends.size() == 2 ? "is out of order; write `[low, high]`, the smaller first"
                                   : "is out of order; write `[low, best, high]`, the smallest first");
  }
  if (written.drawn == Distribution::triangular) return Range{ends[0], ends[1], ends[2], written.drawn};
  if (ends.front() == ends.back()) return refuse("has no width; write the one value instead");
  if (written.drawn == Distribution::pert) return Range{ends[0], ends[1], ends[2], written.drawn};
  if (written.drawn == Distribution::uniform)
    return Range{ends[0], ends[0] + (ends[1] - ends[0]) / 2.0, ends[1], written.drawn};
  if (ends[0] <= 0.0) return refuse("reaches down to 0 or below, where ratios mean nothing; write `{uniform: ...}`");
  return Range{ends[0], std::clamp(std::sqrt(ends[0]) * std::sqrt(ends[1]), ends[0], ends[1]), ends[1], written.drawn};
}

void report_no_number(const Yaml& value, const std::string& what, std::string_view example,
                      std::vector<Problem>& problems) {
  if (value.kind == Yaml::Kind::refused) return;
  problems.push_back(not_a(value, what, "a single value", "for instance `" + std::string(example) + "`"));
}

std::optional<double> read_plain_number(const Yaml& value, const std::string& what, std::vector<Problem>& problems) {
  if (value.kind == Yaml::Kind::refused) return std::nullopt;
  const std::optional<double> number = value.kind == Yaml::Kind::text ? number_in(value.text) : std::optional<double>();
  if (!number) {
    problems.push_back(not_a(value, what, "a number", "for instance `-1.5`"));
    return std::nullopt;
  }
  if (std::abs(*number) > largest_number) {
    problems.push_back({value.place, named(value, what) + " is too large to compute with; stay within 1e12"});
    return std::nullopt;
  }
  return number;
}

Range read_number(const Yaml& value, const std::string& what, Sign sign, std::vector<Problem>& problems) {
  const auto read_one = [&](const Yaml& one) -> std::optional<double> {
    const std::optional<double> number = read_plain_number(one, what, problems);
    if (!number) return std::nullopt;
    if (sign == Sign::not_above_zero && *number > 0.0) {
      problems.push_back({one.place, named(one, what) +
                                         " is above 0; write what it costs as a negative number, for "
                                         "instance `-" +
                                         plain_number(*number) + "`"});
      return std::nullopt;
    }
    if (sign == Sign::not_below_zero && *number < 0.0) {
      problems.push_back({one.place, named(one, what) + " is below 0; write 0 or more"});
      return std::nullopt;
    }
    return number;
  };
  return read_range(value, what, "-1.5", problems, read_one).value_or(Range{});
}

Range read_share(const Yaml& value, const std::string& what, Ends ends, std::vector<Problem>& problems) {
  const auto read_one = [&](const Yaml& one) -> std::optional<double> {
    const std::optional<double> share = share_in(one.text);
    const std::string fault =
        share ? share_fault(one.text, *share, ends) : " is not a share; write for instance `95%` or `0.95`";
    if (fault.empty()) return share;
    problems.push_back({one.place, named(one, what) + fault});
    return std::nullopt;
  };
  return read_range(value, what, "95%", problems, read_one).value_or(Range{});
}

std::optional<std::size_t> read_count(const Yaml& value, const std::string& what, std::vector<Problem>& problems) {
  if (value.kind == Yaml::Kind::refused) return std::nullopt;
  const std::optional<double> number = value.kind == Yaml::Kind::text ? number_in(value.text) : std::optional<double>();
  if (!number || *number < 1.0 || *number > largest_count || *number != std::floor(*number)) {
    problems.push_back(not_a(value, what, "a whole number of at least 1", "for instance `2`"));
    return std::nullopt;
  }
  return static_cast<std::size_t>(*number);
}

}  // namespace entente::accord
