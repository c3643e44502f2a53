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

/// The shape that numbers, shares and durations have in common: one value, or [low, best, high] in order.
/// `read_one` gives a double or nothing after reporting why. `example` shows one value.
template <typename ReadOne>
std::optional<Range> read_range(const Yaml& value, const std::string& what, std::string_view example,
                                std::vector<Problem>& problems, const ReadOne& read_one);

/// Why a list is not a range: its length, or its order once its numbers are known.
void report_length(const Yaml& value, const std::string& what, std::string_view example,
                   std::vector<Problem>& problems);
void report_order(const Yaml& value, const std::string& what, std::vector<Problem>& problems);
void report_no_number(const Yaml& value, const std::string& what, std::string_view example,
                      std::vector<Problem>& problems);

template <typename ReadOne>
std::optional<Range> read_range(const Yaml& value, const std::string& what, std::string_view example,
                                std::vector<Problem>& problems, const ReadOne& read_one) {
  if (value.kind == Yaml::Kind::text) {
    const std::optional<double> one = read_one(value);
    return one ? std::optional(Range::exactly(*one)) : std::nullopt;
  }
  if (value.kind != Yaml::Kind::list) {
    report_no_number(value, what, example, problems);
    return std::nullopt;
  }
  if (value.items.size() != 3) {
    report_length(value, what, example, problems);
    return std::nullopt;
  }
  std::vector<double> numbers;
  for (const Yaml& item : value.items) {
    if (item.kind != Yaml::Kind::text) {
      report_no_number(item, what, example, problems);
    } else if (const std::optional<double> one = read_one(item)) {
      numbers.push_back(*one);
    }
  }
  if (numbers.size() != 3) return std::nullopt;
  if (numbers[0] > numbers[1] || numbers[1] > numbers[2]) {
    report_order(value, what, problems);
    return std::nullopt;
  }
  return Range{numbers[0], numbers[1], numbers[2]};
}

}  // namespace entente::accord
