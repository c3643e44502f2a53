// What is commonly done to find near-copies, to compare with: MinHash with 128 permutations over three-word shingles of
// lower-case words, candidates by locality-sensitive hashing (64 bands of 2 rows, so that a resemblance of 0.3 is found
// with probability 0.998), and all pairs whose estimated resemblance reaches a threshold joined.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace entente::bench {

inline constexpr std::size_t permutations = 128;
using Signature = std::vector<std::uint32_t>;

Signature plain_signature(const std::string& text);

/// The group of each text. For a fair comparison the caller tries thresholds and takes the best.
std::vector<std::uint32_t> plain_groups(const std::vector<Signature>& signatures, double threshold);

}  // namespace entente::bench
