#include "evidence/sketch.h"

#include <algorithm>

namespace entente::evidence {

namespace {

// The finalizer of SplitMix64 (Steele, Lea and Flood 2014): every bit of the input moves every bit of the output.
std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
  return value ^ (value >> 31U);
}

std::vector<std::uint64_t> distinct_shingles(std::span<const WordId> words) {
  std::vector<std::uint64_t> all = shingles(words);
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace

std::vector<std::uint64_t> shingles(std::span<const WordId> words) {
  std::vector<std::uint64_t> all;
  if (words.empty()) return all;
  const std::size_t length = std::min(words.size(), shingle_words);
  all.reserve(words.size() - length + 1);
  for (std::size_t begin = 0; begin + length <= words.size(); ++begin) {
    // Odd factors keep the order of the words in the hash.
    std::uint64_t hash = 0;
    for (std::size_t k = 0; k < length; ++k) hash = hash * 0x9E3779B97F4A7C15U + words[begin + k] + 1;
    all.push_back(mixed(hash));
  }
  return all;
}

Sketch sketch_of(std::span<const WordId> words) {
  const std::vector<std::uint64_t> all = shingles(words);
  Sketch sketch;
  sketch.keys.reserve(all.size());
  for (const std::uint64_t hash : all) sketch.keys.push_back(static_cast<std::uint32_t>(hash >> 32U));
  // Repeated shingles are few in a text, so cutting a little above the wanted number first spares sorting the rest.
  const std::size_t wanted = std::max(sketch_keys, all.size() / sketch_share);
  const auto drop_repeated = [&] {
    std::ranges::sort(sketch.keys);
    sketch.keys.erase(std::unique(sketch.keys.begin(), sketch.keys.end()), sketch.keys.end());
  };
  std::size_t cut = wanted + wanted / 4;
  if (cut < sketch.keys.size()) {
    std::vector<std::uint32_t> whole = sketch.keys;
    std::ranges::nth_element(sketch.keys, sketch.keys.begin() + static_cast<std::ptrdiff_t>(cut));
    sketch.keys.resize(cut);
    drop_repeated();
    if (sketch.keys.size() <= wanted) {
      sketch.keys = std::move(whole);
      drop_repeated();
    }
  } else {
    drop_repeated();
  }
  if (sketch.keys.size() > wanted) {
    sketch.keys.resize(wanted);
    sketch.complete_to = sketch.keys.back();
  }
  sketch.keys.shrink_to_fit();
  return sketch;
}

double resemblance(std::span<const WordId> one, std::span<const WordId> other) {
  const std::vector<std::uint64_t> first = distinct_shingles(one);
  const std::vector<std::uint64_t> second = distinct_shingles(other);
  if (first.empty() && second.empty()) return 1.0;
  std::vector<std::uint64_t> both;
  std::ranges::set_intersection(first, second, std::back_inserter(both));
  return static_cast<double>(both.size()) / static_cast<double>(first.size() + second.size() - both.size());
}

}  // namespace entente::evidence
