// What the C++ library of Debian 12's Emscripten (libc++ 13) lacks of C++20 and our code uses, as the standard says it.
// Put before every source of the evaluator by the compiler; a newer library brings its own, and then nothing of this
// stands.
#pragma once

#include <version>

#if defined(_LIBCPP_VERSION) && _LIBCPP_VERSION < 15000

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace std {  // NOLINT: the library is what lacks something
namespace ranges {

// Compares what `project` makes of two elements.
template <typename Compare, typename Project>
constexpr auto projected(Compare compare, Project project) {
  return [=](const auto& one, const auto& other) {
    return std::invoke(compare, std::invoke(project, one), std::invoke(project, other));
  };
}

template <typename Range, typename Test, typename Project = identity>
constexpr auto find_if(Range&& range, Test test, Project project = {}) {
  return std::find_if(std::begin(range), std::end(range),
                      [&](const auto& one) -> bool { return std::invoke(test, std::invoke(project, one)); });
}

template <typename Range, typename Value, typename Project = identity>
constexpr auto find(Range&& range, const Value& value, Project project = {}) {
  return ranges::find_if(
      range, [&](const auto& one) { return one == value; }, project);
}

template <typename Range, typename Test, typename Project = identity>
constexpr bool any_of(Range&& range, Test test, Project project = {}) {
  return ranges::find_if(range, test, project) != std::end(range);
}

template <typename Range, typename Test, typename Project = identity>
constexpr bool all_of(Range&& range, Test test, Project project = {}) {
  return !ranges::any_of(
      range, [&](const auto& one) { return !std::invoke(test, one); }, project);
}

template <typename Range, typename Compare = less, typename Project = identity>
constexpr auto sort(Range&& range, Compare compare = {}, Project project = {}) {
  std::sort(std::begin(range), std::end(range), projected(compare, project));
  return std::end(range);
}

template <typename Range, typename Compare = less, typename Project = identity>
constexpr auto stable_sort(Range&& range, Compare compare = {}, Project project = {}) {
  std::stable_sort(std::begin(range), std::end(range), projected(compare, project));
  return std::end(range);
}

template <typename Range, typename Compare = less, typename Project = identity>
constexpr bool is_sorted(Range&& range, Compare compare = {}, Project project = {}) {
  return std::is_sorted(std::begin(range), std::end(range), projected(compare, project));
}

template <typename Range, typename Value, typename Compare = less, typename Project = identity>
constexpr auto lower_bound(Range&& range, const Value& value, Compare compare = {}, Project project = {}) {
  return std::lower_bound(std::begin(range), std::end(range), value, [&](const auto& one, const Value& bound) {
    return std::invoke(compare, std::invoke(project, one), bound);
  });
}

template <typename Range, typename Value, typename Compare = less, typename Project = identity>
constexpr bool binary_search(Range&& range, const Value& value, Compare compare = {}, Project project = {}) {
  const auto found = ranges::lower_bound(range, value, compare, project);
  return found != std::end(range) && !std::invoke(compare, value, std::invoke(project, *found));
}

template <typename Range, typename Compare = less, typename Project = identity>
constexpr auto min_element(Range&& range, Compare compare = {}, Project project = {}) {
  return std::min_element(std::begin(range), std::end(range), projected(compare, project));
}

template <typename Range, typename Output, typename Change, typename Project = identity>
constexpr Output transform(Range&& range, Output output, Change change, Project project = {}) {
  return std::transform(std::begin(range), std::end(range), output,
                        [&](const auto& one) { return std::invoke(change, std::invoke(project, one)); });
}

}  // namespace ranges

// Decimal numbers alone: no "inf", "nan" or hexadecimal digits are taken. The locale is "C" here.
inline from_chars_result from_chars(const char* first, const char* last, double& value) {
  constexpr string_view of_a_number = "0123456789+-.eE";
  const char* end = first;
  while (end != last && of_a_number.find(*end) != string_view::npos) ++end;
  const string text(first, end);
  if (text.empty() || text[0] == '+') return {first, errc::invalid_argument};
  char* stop = nullptr;
  const double read = strtod(text.c_str(), &stop);
  if (stop == text.c_str()) return {first, errc::invalid_argument};
  value = read;
  return {first + (stop - text.c_str()), errc{}};
}

}  // namespace std

#endif
