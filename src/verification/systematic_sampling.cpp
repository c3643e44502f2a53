#include "verification/systematic_sampling.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "accord/error.h"
#include "verification/arguments.h"

namespace entente::verification {

namespace {

constexpr double kMostVisits = 1e6;

}  // namespace

std::vector<std::uint64_t> systematic_sample(std::span<const std::uint64_t> expected, std::uint64_t start) {
  // How many of the points start, start + 1 visit, ... lie below `bound`.
  const auto points_below = [&](std::uint64_t bound) {
    return bound > start ? (bound - start - 1) / kParts + 1 : std::uint64_t{0};
  };
  std::vector<std::uint64_t> visits;
  std::uint64_t begin = 0;
  for (const std::uint64_t length : expected) {
    const std::uint64_t end = begin + length;
    visits.push_back(points_below(end) - points_below(begin));
    begin = end;
  }
  return visits;
}

std::vector<std::uint64_t> in_parts(std::span<const double> expected) {
  std::vector<std::uint64_t> parts;
  std::vector<double> remainders;
  double sum = 0.0;  // of the remainders
  for (const double one : expected) {
    require_not_below(one, 0.0, "an expected number of visits");
    if (one > kMostVisits) throw Error("a site is expected to be visited over a million times; take a shorter period");
    const double exact = one * static_cast<double>(kParts);
    const double whole = std::floor(exact);
    parts.push_back(static_cast<std::uint64_t>(whole));
    remainders.push_back(exact - whole);
    sum += exact - whole;
  }
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater<>{}, [&](std::size_t i) { return remainders[i]; });
  const auto more = std::min(order.size(), static_cast<std::size_t>(std::llround(sum)));
  for (std::size_t n = 0; n < more; ++n) ++parts[order[n]];
  return parts;
}

}  // namespace entente::verification
