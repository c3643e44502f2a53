#include "evidence/agreement.h"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

namespace entente::evidence {

namespace {

double pairs_of(std::size_t things) {
  return 0.5 * static_cast<double>(things) * (static_cast<double>(things) - 1.0);
}

// The pairs within the groups of equal elements, and how many groups there are.
template <typename Element>
std::pair<double, std::size_t> pairs_within(std::vector<Element> elements) {
  std::ranges::sort(elements);
  double pairs = 0.0;
  std::size_t groups = 0;
  for (auto begin = elements.begin(); begin != elements.end(); ++groups) {
    const auto end = std::upper_bound(begin, elements.end(), *begin);
    pairs += pairs_of(static_cast<std::size_t>(end - begin));
    begin = end;
  }
  return {pairs, groups};
}

}  // namespace

Agreement agreement(std::span<const std::uint32_t> truth, std::span<const std::uint32_t> found) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> both;
  for (std::size_t n = 0; n < truth.size(); ++n) both.emplace_back(truth[n], found[n]);
  Agreement result;
  result.things = truth.size();
  double true_pairs = 0.0;
  double found_pairs = 0.0;
  std::tie(true_pairs, result.groups_true) = pairs_within(std::vector(truth.begin(), truth.end()));
  std::tie(found_pairs, result.groups_found) = pairs_within(std::vector(found.begin(), found.end()));
  const double right = pairs_within(std::move(both)).first;
  if (found_pairs > 0.0) result.precision = right / found_pairs;
  if (true_pairs > 0.0) result.recall = right / true_pairs;
  const double sum = result.precision + result.recall;
  result.f1 = sum > 0.0 ? 2.0 * result.precision * result.recall / sum : 0.0;
  const double all = pairs_of(truth.size());
  const double by_chance = all > 0.0 ? true_pairs * found_pairs / all : 0.0;
  const double most = 0.5 * (true_pairs + found_pairs);
  if (most > by_chance) result.adjusted_rand = (right - by_chance) / (most - by_chance);
  return result;
}

double effective_number(std::span<const std::size_t> group_sizes) {
  double all = 0.0;
  double squares = 0.0;
  for (const std::size_t size : group_sizes) {
    all += static_cast<double>(size);
    squares += static_cast<double>(size) * static_cast<double>(size);
  }
  return squares > 0.0 ? all * all / squares : 0.0;
}

}  // namespace entente::evidence
