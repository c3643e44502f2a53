// A short signature of a text, by which texts that may share passages are found without comparing all pairs.
//
// The text is cut into shingles, runs of three neighbouring words. Of their hash values the smallest are kept: a
// bottom-k MinHash sketch (Broder, On the resemblance and containment of documents, 1997, MIN_s; Cohen and Kaplan
// 2007). Of texts longer than news a twelfth of all shingles is kept instead, so that a short text inside a long one is
// still found.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "evidence/words.h"

namespace entente::evidence {

inline constexpr std::size_t shingle_words = 3;
inline constexpr std::size_t sketch_keys = 48;   ///< kept at least, where there are as many
inline constexpr std::size_t sketch_share = 12;  ///< one shingle in so many is kept of longer texts

struct Sketch {
  std::vector<std::uint32_t> keys;  ///< ascending, each once
  /// Every shingle of the text with a hash value up to here is among the keys.
  std::uint32_t complete_to = std::numeric_limits<std::uint32_t>::max();
};

/// The hash of each run of `shingle_words` words in order; of a shorter text, one hash of all of it.
std::vector<std::uint64_t> shingles(std::span<const WordId> words);

/// No keys for no words. Cost: linear in the words.
Sketch sketch_of(std::span<const WordId> words);

/// Of the shingles of two texts the share that both have (Jaccard), counted in full; 1 for two empty texts.
double resemblance(std::span<const WordId> one, std::span<const WordId> other);

}  // namespace entente::evidence
