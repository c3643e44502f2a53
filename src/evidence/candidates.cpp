#include "evidence/candidates.h"

#include <tbb/parallel_sort.h>

#include <algorithm>
#include <limits>

#include "accord/error.h"

namespace entente::evidence {

std::span<const std::uint32_t> Sketches::keys_of(std::size_t text) const {
  const std::uint64_t end = text + 1 < begins.size() ? begins[text + 1] : keys.size();
  return std::span(keys).subspan(begins[text], end - begins[text]);
}

void Sketches::append(const Sketch& sketch) {
  begins.push_back(keys.size());
  keys.insert(keys.end(), sketch.keys.begin(), sketch.keys.end());
  complete_to.push_back(sketch.complete_to);
}

Candidates::Candidates(Sketches sketches, std::span<const std::uint32_t> order, const CandidateRules& rules)
    : rules_(rules) {
  if (sketches.keys.size() > std::numeric_limits<std::uint32_t>::max()) {
    throw Error(
        "these documents are too many or too long to compare in one run: their signatures hold more than 2^32 keys");
  }
  entries_.reserve(sketches.keys.size());
  begins_.reserve(order.size() + 1);
  begins_.push_back(0);
  complete_to_.reserve(order.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
    for (const std::uint32_t key : sketches.keys_of(order[rank])) entries_.push_back(std::uint64_t{key} << 32U | rank);
    begins_.push_back(entries_.size());
    complete_to_.push_back(sketches.complete_to[order[rank]]);
  }
  tbb::parallel_sort(entries_.begin(), entries_.end());
  // The entries hold the keys now; their room is taken for the places.
  places_ = std::move(sketches.keys);
  std::vector<std::uint32_t> filled(order.size(), 0);
  for (std::uint32_t place = 0; place < entries_.size(); ++place) {
    const std::uint32_t rank = rank_at(place);
    places_[begins_[rank] + filled[rank]++] = place;
  }
}

std::vector<std::uint32_t> Candidates::before(std::uint32_t rank) const {
  std::vector<Shared> found;
  for (std::uint64_t at = begins_[rank]; at < begins_[rank + 1]; ++at) look_back(places_[at], found);
  std::ranges::sort(found, [](const Shared& one, const Shared& other) {
    return one.rank != other.rank ? one.rank < other.rank : one.key < other.key;
  });
  std::vector<std::uint32_t> ranks;
  for (auto begin = found.begin(); begin != found.end();) {
    const auto end = std::find_if(begin, found.end(), [&](const Shared& one) { return one.rank != begin->rank; });
    if (worth_it(rank, {begin, end})) ranks.push_back(begin->rank);
    begin = end;
  }
  return ranks;
}

void Candidates::look_back(std::uint32_t place, std::vector<Shared>& found) const {
  const std::uint32_t key = key_at(place);
  std::uint32_t at = place;
  for (std::size_t seen = 0; seen < rules_.last; ++seen) {
    if (at == 0 || key_at(at - 1) != key) return;
    --at;
    found.push_back({rank_at(at), key});
  }
  const auto head = std::lower_bound(entries_.begin(), entries_.begin() + at, std::uint64_t{key} << 32U);
  auto first = static_cast<std::uint32_t>(head - entries_.begin());
  for (std::size_t seen = 0; seen < rules_.first && first < at; ++seen, ++first) found.push_back({rank_at(first), key});
}

// Keys up to the lower of both bounds are complete in both sketches, so those shared among them are all that the texts
// share there.
bool Candidates::worth_it(std::uint32_t rank, std::span<const Shared> shared) const {
  const std::uint32_t bound = std::min(complete_to_[rank], complete_to_[shared.front().rank]);
  const auto both =
      static_cast<std::size_t>(std::ranges::count_if(shared, [&](const Shared& one) { return one.key <= bound; }));
  if (both == 0) return false;
  const std::size_t comparable = std::min(keys_up_to(rank, bound), keys_up_to(shared.front().rank, bound));
  return both >= std::min(rules_.least_shared, comparable) &&
         static_cast<double>(both) >= rules_.least_contained * static_cast<double>(comparable);
}

std::size_t Candidates::keys_up_to(std::uint32_t rank, std::uint32_t key) const {
  const auto begin = places_.begin() + static_cast<std::ptrdiff_t>(begins_[rank]);
  const auto end = places_.begin() + static_cast<std::ptrdiff_t>(begins_[rank + 1]);
  if (begin == end) return 0;
  if (key >= complete_to_[rank]) return static_cast<std::size_t>(end - begin);
  return static_cast<std::size_t>(
      std::partition_point(begin, end, [&](std::uint32_t place) { return key_at(place) <= key; }) - begin);
}

}  // namespace entente::evidence
