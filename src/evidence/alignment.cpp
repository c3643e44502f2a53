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

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

// A pair of equal words: their places in the two texts.
struct Pair {
  std::uint32_t first;
  std::uint32_t second;
};

// Where each shingle of a text stands, by open addressing; places of one shingle are linked in their order.
class Places {
 public:
  explicit Places(std::vector<std::uint64_t> hashes)
      : hashes_(std::move(hashes)),
        next_(hashes_.size(), none),
        heads_(std::bit_ceil(2 * hashes_.size() + 1), none),
        mask_(heads_.size() - 1) {
    for (std::size_t back = hashes_.size(); back-- > 0;) {
      std::uint32_t& head = heads_[slot(hashes_[back])];
      next_[back] = head;
      head = static_cast<std::uint32_t>(back);
    }
  }

  std::uint32_t first_of(std::uint64_t hash) const { return heads_[slot(hash)]; }
  std::uint32_t after(std::uint32_t place) const { return next_[place]; }

 private:
  std::size_t slot(std::uint64_t hash) const {
    std::size_t at = hash & mask_;
    while (heads_[at] != none && hashes_[heads_[at]] != hash) at = (at + 1) & mask_;
    return at;
  }

  std::vector<std::uint64_t> hashes_;
  std::vector<std::uint32_t> next_;
  std::vector<std::uint32_t> heads_;
  std::size_t mask_;
};

struct Chain {
  std::vector<Pair> pairs;  // ascending in both texts
};

class Chaining {
 public:
  Chaining(const Words& first, const Words& second, const AlignmentRules& rules)
      : first_(first), second_(second), rules_(rules) {}

  std::vector<Chain> run() {
    const auto length = static_cast<std::uint32_t>(std::min({first_.size(), second_.size(), shingle_words}));
    if (length < shingle_words && first_.size() != second_.size()) return {};
    if (length == 0) return {};
    const Places places(shingles(first_.ids));
    const std::vector<std::uint64_t> seeds = shingles(second_.ids);
    for (std::uint32_t at = 0; at < seeds.size(); ++at) {
      std::size_t seen = 0;
      for (std::uint32_t place = places.first_of(seeds[at]); place != none && seen < rules_.repeats;
           place = places.after(place), ++seen) {
        add_seed({place, at}, length);
      }
    }
    return std::move(chains_);
  }

 private:
  // How far a seed stands from the end of a chain; empty where it does not continue it.
  std::optional<std::uint32_t> distance(const Chain& chain, Pair seed, std::uint32_t length) const {
    const Pair last = chain.pairs.back();
    // A seed may overlap what is there already, on the same diagonal.
    const std::int64_t first_step = std::int64_t{seed.first} + length - 1 - last.first;
    const std::int64_t second_step = std::int64_t{seed.second} + length - 1 - last.second;
    const auto reach = static_cast<std::int64_t>(rules_.gap + length);
    if (first_step < 1 || second_step < 1 || first_step > reach || second_step > reach) return std::nullopt;
    const std::int64_t drift = std::abs(first_step - second_step);
    if (drift > static_cast<std::int64_t>(rules_.drift)) return std::nullopt;
    return static_cast<std::uint32_t>(drift) * 64 + static_cast<std::uint32_t>(second_step);
  }

  void add_seed(Pair seed, std::uint32_t length) {
    std::erase_if(open_,
                  [&](std::size_t chain) { return chains_[chain].pairs.back().second + rules_.gap + 1 < seed.second; });
    std::size_t best = chains_.size();
    std::uint32_t nearest = none;
    for (const std::size_t chain : open_) {
      const std::optional<std::uint32_t> away = distance(chains_[chain], seed, length);
      if (!away || *away >= nearest) continue;
      nearest = *away;
      best = chain;
    }
    if (best == chains_.size()) {
      chains_.emplace_back();
      open_.push_back(best);
    }
    extend(chains_[best], seed, length);
  }

  void extend(Chain& chain, Pair seed, std::uint32_t length) {
    if (!chain.pairs.empty()) {
      const Pair last = chain.pairs.back();
      if (seed.first > last.first + 1 && seed.second > last.second + 1) fill(chain, last, seed);
    }
    for (std::uint32_t k = 0; k < length; ++k) {
      const Pair pair{seed.first + k, seed.second + k};
      if (chain.pairs.empty() || (pair.first > chain.pairs.back().first && pair.second > chain.pairs.back().second)) {
        chain.pairs.push_back(pair);
      }
    }
  }

  // Equal words between two neighbouring seeds: a longest common subsequence of at most `gap` words each.
  void fill(Chain& chain, Pair from, Pair to) {
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
        chain.pairs.push_back(
            {static_cast<std::uint32_t>(from.first + 1 + row), static_cast<std::uint32_t>(from.second + 1 + column)});
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
  const AlignmentRules& rules_;
  std::vector<Chain> chains_;
  std::vector<std::size_t> open_;
};

Passage passage_of(const std::vector<Pair>& pairs, const Words& first, const Words& second) {
  Passage passage{pairs.front().first, pairs.back().first + 1, pairs.front().second, pairs.back().second + 1, 0, 0};
  for (const Pair pair : pairs) {
    ++passage.equal;
    if (first.quoted[pair.first] == 0 && second.quoted[pair.second] == 0) ++passage.equal_own;
  }
  return passage;
}

}  // namespace

Alignment align(const Words& first, const Words& second, const AlignmentRules& rules) {
  std::vector<Chain> chains = Chaining(first, second, rules).run();
  // Two texts that are short altogether may share no more than they have.
  const std::size_t least = std::min({rules.least_words, first.size(), second.size()});
  std::erase_if(chains, [&](const Chain& chain) { return chain.pairs.size() < least; });
  std::ranges::sort(chains, [](const Chain& one, const Chain& other) {
    return std::tuple(other.pairs.size(), one.pairs.front().second, one.pairs.front().first) <
           std::tuple(one.pairs.size(), other.pairs.front().second, other.pairs.front().first);
  });
  std::vector<bool> first_used(first.size());
  std::vector<bool> second_used(second.size());
  Alignment alignment;
  for (Chain& chain : chains) {
    std::erase_if(chain.pairs, [&](Pair pair) { return first_used[pair.first] || second_used[pair.second]; });
    if (chain.pairs.size() < std::max<std::size_t>(least, 1)) continue;
    for (const Pair pair : chain.pairs) {
      first_used[pair.first] = true;
      second_used[pair.second] = true;
    }
    const Passage passage = passage_of(chain.pairs, first, second);
    alignment.equal += passage.equal;
    alignment.equal_own += passage.equal_own;
    alignment.passages.push_back(passage);
  }
  std::ranges::sort(alignment.passages, {}, &Passage::second_begin);
  return alignment;
}

}  // namespace entente::evidence
