#include "plain_minhash.h"

#include <algorithm>
#include <cctype>
#include <limits>
#include <numeric>
#include <unordered_map>

namespace entente::bench {

namespace {

constexpr std::size_t bands = 64;
constexpr std::size_t rows = permutations / bands;
constexpr std::size_t most_in_bucket = 400;  // a phrase that everybody uses

std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
  return value ^ (value >> 31U);
}

std::uint32_t root(std::vector<std::uint32_t>& parent, std::uint32_t text) {
  while (parent[text] != text) text = parent[text] = parent[parent[text]];
  return text;
}

}  // namespace

Signature plain_signature(const std::string& text) {
  std::vector<std::uint64_t> words;
  std::uint64_t hash = 0;
  for (const char letter : text + ' ') {
    if (std::isalnum(static_cast<unsigned char>(letter)) != 0) {
      hash = mixed(hash + static_cast<std::uint64_t>(std::tolower(static_cast<unsigned char>(letter))) + 1);
    } else if (hash != 0) {
      words.push_back(hash);
      hash = 0;
    }
  }
  Signature signature(permutations, std::numeric_limits<std::uint32_t>::max());
  for (std::size_t k = 0; k + 2 < words.size(); ++k) {
    const std::uint64_t shingle = mixed(mixed(mixed(words[k]) + words[k + 1]) + words[k + 2]);
    // Multiply-shift hashing (Dietzfelbinger et al. 1997), one odd factor a permutation.
    for (std::size_t p = 0; p < permutations; ++p) {
      const std::uint64_t factor = (0x9E3779B97F4A7C15U * (2 * p + 1)) | 1U;
      signature[p] = std::min(signature[p], static_cast<std::uint32_t>((shingle * factor) >> 32U));
    }
  }
  return signature;
}

std::vector<std::uint32_t> plain_groups(const std::vector<Signature>& signatures, double threshold) {
  std::vector<std::uint32_t> parent(signatures.size());
  std::iota(parent.begin(), parent.end(), 0U);
  for (std::size_t band = 0; band < bands; ++band) {
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> buckets;
    for (std::uint32_t text = 0; text < signatures.size(); ++text) {
      std::uint64_t key = band;
      for (std::size_t row = 0; row < rows; ++row) key = mixed(key + signatures[text][band * rows + row]);
      std::vector<std::uint32_t>& bucket = buckets[key];
      if (bucket.size() >= most_in_bucket) continue;
      for (const std::uint32_t other : bucket) {
        const std::uint32_t mine = root(parent, text);
        const std::uint32_t theirs = root(parent, other);
        if (mine == theirs) continue;
        std::size_t equal = 0;
        for (std::size_t p = 0; p < permutations; ++p) equal += signatures[text][p] == signatures[other][p] ? 1U : 0U;
        if (static_cast<double>(equal) >= threshold * static_cast<double>(permutations)) {
          parent[std::max(mine, theirs)] = std::min(mine, theirs);
        }
      }
      bucket.push_back(text);
    }
  }
  for (std::uint32_t text = 0; text < parent.size(); ++text) parent[text] = root(parent, text);
  return parent;
}

}  // namespace entente::bench
