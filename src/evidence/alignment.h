// What two texts share, word by word, wherever it stands: passages may be moved, cut, and changed here and there.
//
// Runs of three equal words are the seeds; seeds that follow one another in both texts at about the same distance are
// chained into passages, and equal words between them are added by a longest common subsequence. The longest passages
// are taken first, and every word is used once: greedy tiling (Wise, Running Karp-Rabin matching and greedy string
// tiling, 1993) with passages that may have gaps, as in seed-and-chain alignment. Passages of a few words are phrases
// that everybody uses, and do not count.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "evidence/words.h"

namespace entente::evidence {

struct AlignmentRules {
  std::size_t gap = 12;         ///< words that may stand between two seeds of a passage, in each text
  std::size_t drift = 8;        ///< by how many words the distances may differ between neighbouring seeds
  std::size_t least_words = 8;  ///< equal words in a passage that counts
  std::size_t repeats = 8;      ///< a seed is looked for at most so often in a text
};

/// A passage: where it begins and ends (one past the last word) in each text, and the equal words in it.
struct Passage {
  std::uint32_t first_begin = 0;
  std::uint32_t first_end = 0;
  std::uint32_t second_begin = 0;
  std::uint32_t second_end = 0;
  std::uint32_t equal = 0;
  std::uint32_t equal_own = 0;  ///< of these, outside quotation marks in both texts
  bool operator==(const Passage&) const = default;
};

struct Alignment {
  std::vector<Passage> passages;  ///< in the order of the second text
  std::size_t equal = 0;
  std::size_t equal_own = 0;
};

/// Where each shingle of a text stands, by open addressing: made once, used for many alignments with that text.
class ShinglePlaces {
 public:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  explicit ShinglePlaces(std::span<const WordId> words);

  /// The first place where a shingle with this hash begins, and the next one after a place; `none` where there is none.
  std::uint32_t first_of(std::uint64_t hash) const;
  std::uint32_t after(std::uint32_t place) const { return next_[place]; }

 private:
  std::size_t slot(std::uint64_t hash) const;

  std::vector<std::uint64_t> hashes_;
  std::vector<std::uint32_t> next_;
  std::vector<std::uint32_t> heads_;
};

/// Cost: about linear in the words of both, unless one phrase is repeated all over.
Alignment align(const Words& first, const Words& second, const AlignmentRules& rules = {});
Alignment align(const Words& first, const ShinglePlaces& places, const Words& second, const AlignmentRules& rules = {});

}  // namespace entente::evidence
