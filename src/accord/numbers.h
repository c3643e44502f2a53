// Numbers of an accord: points, shares and the analyst's ranges [low, best, high].
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/accord.h"
#include "accord/yaml_tree.h"

namespace entente::accord {

/// A finite decimal number that fills the whole text; empty for anything else (`nan`, `inf`, `1,000`, `3 points`).
std::optional<double> number_in(std::string_view text);

/// What a number must be besides finite and at most 1e12 either way.
enum class Sign { any, not_above_zero, not_below_zero };

/// Points, or any plain quantity: a number or a range of numbers. `what` names it in messages: "breakdown of North".
Range read_number(const Yaml& value, const std::string& what, Sign sign, std::vector<Problem>& problems);

/// Which shares may stand: chances include both ends, patience neither, turnover not 100%.
enum class Ends { both, neither, not_one };

/// A share written `95%` or `0.95`, or a range of them.
Range read_share(const Yaml& value, const std::string& what, Ends ends, std::vector<Problem>& problems);

/// One finite number, no range.
std::optional<double> read_plain_number(const Yaml& value, const std::string& what, std::vector<Problem>& problems);

/// A whole number of at least 1.
std::optional<std::size_t> read_count(const Yaml& value, const std::string& what, std::vector<Problem>& problems);

/// The shape that numbers, shares and durations have in common: one value; [low, best, high] in order; or a mapping
/// that says how it is drawn: {uniform: [low, high]}, {log_uniform: [low, high]}, {pert: [low, best, high]}. `best` of
/// the first two is the middle and the geometric mean. `read_one` gives a double or nothing after reporting why.
/// `example` shows one value.
template <typename ReadOne>
std::optional<Range> read_range(const Yaml& value, const std::string& what, std::string_view example,
                                std::vector<Problem>& problems, const ReadOne& read_one);

/// What the ends of a range are written in: the list itself, that of its kind, or null for a single value.
const Yaml* ends_of(const Yaml& value);

/// How a value is drawn and the list of its ends; empty for a mapping that says neither, which is then reported.
struct WrittenRange {
  Distribution drawn = Distribution::triangular;
  const Yaml* ends = nullptr;
};
std::optional<WrittenRange> written_range(const Yaml& value, const std::string& what, std::string_view example,
                                          std::vector<Problem>& problems);

/// The range with these ends, two or three of them; reports ends that are out of order and those no such range has.
std::optional<Range> range_between(const WrittenRange& written, const std::vector<double>& ends,
                                   const std::string& what, std::vector<Problem>& problems);

/// Says that there is no number where one should be.
void report_no_number(const Yaml& value, const std::string& what, std::string_view example,
                      std::vector<Problem>& problems);

template <typename ReadOne>
std::optional<Range> read_range(const Yaml& value, const std::string& what, std::string_view example,
                                std::vector<Problem>& problems, const ReadOne& read_one) {
  if (value.kind == Yaml::Kind::text) {
    const std::optional<double> one = read_one(value);
    return one ? std::optional(Range::exactly(*one)) : std::nullopt;
  }
  const std::optional<WrittenRange> written = written_range(value, what, example, problems);
  if (!written) return std::nullopt;
  std::vector<double> numbers;
  for (const Yaml& item : written->ends->items) {
    if (item.kind != Yaml::Kind::text) {
      report_no_number(item, what, example, problems);
    } else if (const std::optional<double> one = read_one(item)) {
      numbers.push_back(*one);
    }
  }
  if (numbers.size() != written->ends->items.size()) return std::nullopt;
  return range_between(*written, numbers, what, problems);
}

}  // namespace entente::accord
