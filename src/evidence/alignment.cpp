#include "evidence/alignment.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <optional>
#include <tuple>

#include "evidence/sketch.h"

namespace entente::evidence {

namespace {

// A pair of equal words: their places in the two texts, and the pair before it in its chain.
struct Pair {
  std::uint32_t first;
  std::uint32_t second;
  std::uint32_t before;
};

struct Chain {
  std::uint32_t last;  // of its pairs, which ascend in both texts
  std::uint32_t length;
};

class Chaining {
 public:
  Chaining(const Words& first, const ShinglePlaces& places, const Words& second, const AlignmentRules& rules)
      : first_(first), second_(second), places_(places), rules_(rules) {}

  std::vector<Chain> run() {
    const auto length = static_cast<std::uint32_t>(std::min({first_.size(), second_.size(), shingle_words}));
    if (length == 0 || (length < shingle_words && first_.size() != second_.size())) return {};
    const std::vector<std::uint64_t> seeds = shingles(second_.ids);
    for (std::uint32_t at = 0; at < seeds.size(); ++at) {
      std::size_t seen = 0;
      for (std::uint32_t place = places_.first_of(seeds[at]); place != ShinglePlaces::none && seen < rules_.repeats;
           place = places_.after(place), ++seen) {
        add_seed(place, at, length);
      }
    }
    return std::move(chains_);
  }

  std::vector<Pair> pairs_of(const Chain& chain) const {
    std::vector<Pair> pairs(chain.length);
    std::uint32_t at = chain.last;
    for (std::size_t back = pairs.size(); back-- > 0; at = pairs_[at].before) pairs[back] = pairs_[at];
    return pairs;
  }

  const Pair& last_of(const Chain& chain) const { return pairs_[chain.last]; }

 private:
  // How far a seed stands from the end of a chain; empty where it does not continue it.
  std::optional<std::uint32_t> distance(const Chain& chain, const Pair& seed, std::uint32_t length) const {
    const Pair& last = pairs_[chain.last];
    // A seed may overlap what is there already, on the same diagonal.
    const std::int64_t first_step = std::int64_t{seed.first} + length - 1 - last.first;
    const std::int64_t second_step = std::int64_t{seed.second} + length - 1 - last.second;
    const auto reach = static_cast<std::int64_t>(rules_.gap + length);
    if (first_step < 1 || second_step < 1 || first_step > reach || second_step > reach) return std::nullopt;
    const std::int64_t drift = std::abs(first_step - second_step);
    if (drift > static_cast<std::int64_t>(rules_.drift)) return std::nullopt;
    return static_cast<std::uint32_t>(drift) * 64 + static_cast<std::uint32_t>(second_step);
  }

  void add_seed(std::uint32_t place, std::uint32_t at, std::uint32_t length) {
    const Pair seed{place, at, 0};
    std::erase_if(open_,
                  [&](std::size_t chain) { return pairs_[chains_[chain].last].second + rules_.gap + 1 < seed.second; });
    std::size_t best = chains_.size();
    std::uint32_t nearest = std::numeric_limits<std::uint32_t>::max();
    for (const std::size_t chain : open_) {
      const std::optional<std::uint32_t> away = distance(chains_[chain], seed, length);
      if (!away || *away >= nearest) continue;
      nearest = *away;
      best = chain;
    }
    if (best == chains_.size()) {
      chains_.push_back({0, 0});
      open_.push_back(best);
    }
    extend(chains_[best], seed, length);
  }

  void extend(Chain& chain, const Pair& seed, std::uint32_t length) {
    if (chain.length > 0) {
      const Pair last = pairs_[chain.last];
      if (seed.first > last.first + 1 && seed.second > last.second + 1) fill(chain, last, seed);
    }
    for (std::uint32_t k = 0; k < length; ++k) {
      const std::uint32_t first = seed.first + k;
      const std::uint32_t second = seed.second + k;
      if (chain.length == 0 || (first > pairs_[chain.last].first && second > pairs_[chain.last].second)) {
        add_pair(chain, first, second);
      }
    }
  }

  void add_pair(Chain& chain, std::size_t first, std::size_t second) {
    pairs_.push_back({static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(second), chain.last});
    chain.last = static_cast<std::uint32_t>(pairs_.size() - 1);
    ++chain.length;
  }

  // Equal words between two neighbouring seeds: a longest common subsequence of at most `gap` words each.
  void fill(Chain& chain, const Pair& from, const Pair& to) {
    constexpr std::size_t most = 32;
    const std::size_t rows = std::min<std::size_t>(to.first - from.first - 1, most);
    const std::size_t columns = std::min<std::size_t>(to.second - from.second - 1, most);
    std::array<std::array<std::uint8_t, most + 1>, most + 1> longest{};
    const auto equal = [&](std::size_t row, std::size_t column) {
      return first_.ids[from.first + 1 + row] == second_.ids[from.second + 1 + column];
    };
    for (std::size_t row = rows; row-- > 0;) {
      for (std::size_t column = columns; column-- > 0;) {
        longest[row][column] = equal(row, column) ? static_cast<std::uint8_t>(longest[row + 1][column + 1] + 1)
                                                  : std::max(longest[row + 1][column], longest[row][column + 1]);
      }
    }
    for (std::size_t row = 0, column = 0; row < rows && column < columns;) {
      if (equal(row, column)) {
        add_pair(chain, from.first + 1 + row, from.second + 1 + column);
        ++row;
        ++column;
      } else if (longest[row + 1][column] >= longest[row][column + 1]) {
        ++row;
      } else {
        ++column;
      }
    }
  }

  const Words& first_;
  const Words& second_;
  const ShinglePlaces& places_;
  const AlignmentRules& rules_;
  std::vector<Pair> pairs_;
  std::vector<Chain> chains_;
  std::vector<std::size_t> open_;
};

Passage passage_of(const std::vector<Pair>& pairs, const Words& first, const Words& second) {
  Passage passage{pairs.front().first, pairs.back().first + 1, pairs.front().second, pairs.back().second + 1, 0, 0};
  for (const Pair& pair : pairs) {
    ++passage.equal;
    if (first.quoted[pair.first] == 0 && second.quoted[pair.second] == 0) ++passage.equal_own;
  }
  return passage;
}

}  // namespace

ShinglePlaces::ShinglePlaces(std::span<const WordId> words)
    : hashes_(shingles(words)), next_(hashes_.size()), heads_(std::bit_ceil(2 * hashes_.size() + 1), none) {
  for (std::size_t back = hashes_.size(); back-- > 0;) {
    std::uint32_t& head = heads_[slot(hashes_[back])];
    next_[back] = head;
    head = static_cast<std::uint32_t>(back);
  }
}

std::uint32_t ShinglePlaces::first_of(std::uint64_t hash) const {
  return heads_[slot(hash)];
}

std::size_t ShinglePlaces::slot(std::uint64_t hash) const {
  const std::size_t mask = heads_.size() - 1;
  std::size_t at = hash & mask;
  while (heads_[at] != none && hashes_[heads_[at]] != hash) at = (at + 1) & mask;
  return at;
}

Alignment align(const Words& first, const Words& second, const AlignmentRules& rules) {
  return align(first, ShinglePlaces(first.ids), second, rules);
}

Alignment align(const Words& first, const ShinglePlaces& places, const Words& second, const AlignmentRules& rules) {
  // The same text: chains would lose what it repeats too often.
  if (first.ids == second.ids && first.size() > 0) {
    Passage whole{0, static_cast<std::uint32_t>(first.size()), 0, static_cast<std::uint32_t>(first.size()), 0, 0};
    whole.equal = whole.first_end;
    for (std::size_t word = 0; word < first.size(); ++word) {
      if (first.quoted[word] == 0 && second.quoted[word] == 0) ++whole.equal_own;
    }
    return {{whole}, whole.equal, whole.equal_own};
  }
  Chaining chaining(first, places, second, rules);
  std::vector<Chain> chains = chaining.run();
  // Two texts that are short altogether may share no more than they have.
  const std::size_t least = std::max<std::size_t>(1, std::min({rules.least_words, first.size(), second.size()}));
  std::erase_if(chains, [&](const Chain& chain) { return chain.length < least; });
  std::ranges::sort(chains, [&](const Chain& one, const Chain& other) {
    return std::tuple(other.length, chaining.last_of(one).second, chaining.last_of(one).first) <
           std::tuple(one.length, chaining.last_of(other).second, chaining.last_of(other).first);
  });
  std::vector<bool> first_used(first.size());
  std::vector<bool> second_used(second.size());
  Alignment alignment;
  for (const Chain& chain : chains) {
    std::vector<Pair> pairs = chaining.pairs_of(chain);
    std::erase_if(pairs, [&](const Pair& pair) { return first_used[pair.first] || second_used[pair.second]; });
    if (pairs.size() < least) continue;
    for (const Pair& pair : pairs) {
      first_used[pair.first] = true;
      second_used[pair.second] = true;
    }
    const Passage passage = passage_of(pairs, first, second);
    alignment.equal += passage.equal;
    alignment.equal_own += passage.equal_own;
    alignment.passages.push_back(passage);
  }
  std::ranges::sort(alignment.passages, {}, &Passage::second_begin);
  return alignment;
}

}  // namespace entente::evidence
