// Which texts are worth comparing word by word: those whose sketches share keys.
//
// Every key is a bucket, as in locality-sensitive hashing. A text looks only at texts before it: in each of its buckets
// at the first few, which in order of precedence are the likely originals, and at the last few, so that phrases which
// everybody uses and stories printed a thousand times cost no more than others. From the keys two sketches share
// follows an unbiased estimate of the share of the shorter text's shingles that the other has (Broder 1997), and too
// small ones are left out.
//
// Memory: 12 bytes a key while it is built, of which sketches hold 48 for a text of news length.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "evidence/sketch.h"

namespace entente::evidence {

struct CandidateRules {
  std::size_t first = 8;          ///< of each bucket, so many of the earliest
  std::size_t last = 24;          ///< and so many of those just before
  std::size_t least_shared = 2;   ///< keys; fewer only where a text has fewer
  double least_contained = 0.14;  ///< estimated share of the shorter text's shingles
};

/// The sketches of many texts, one behind the other.
struct Sketches {
  std::vector<std::uint32_t> keys;
  std::vector<std::uint64_t> begins;  ///< of each text's keys
  std::vector<std::uint32_t> complete_to;

  std::size_t texts() const { return begins.size(); }
  std::span<const std::uint32_t> keys_of(std::size_t text) const;
  void append(const Sketch& sketch);
};

class Candidates {
 public:
  /// `order`: the texts in order of precedence. Takes the keys out of `sketches`. At most 2^32 keys in all.
  Candidates(Sketches sketches, std::span<const std::uint32_t> order, const CandidateRules& rules = {});

  /// The texts before the one of this rank that are worth comparing with it, as ranks, ascending. Any number of
  /// threads.
  std::vector<std::uint32_t> before(std::uint32_t rank) const;

 private:
  struct Shared {
    std::uint32_t rank;
    std::uint32_t key;
  };

  std::uint32_t key_at(std::uint32_t place) const { return static_cast<std::uint32_t>(entries_[place] >> 32U); }
  std::uint32_t rank_at(std::uint32_t place) const { return static_cast<std::uint32_t>(entries_[place]); }
  void look_back(std::uint32_t place, std::vector<Shared>& found) const;
  bool worth_it(std::uint32_t rank, std::span<const Shared> shared) const;
  std::size_t keys_up_to(std::uint32_t rank, std::uint32_t key) const;

  CandidateRules rules_;
  std::vector<std::uint64_t> entries_;  // key and rank, sorted
  std::vector<std::uint32_t> places_;   // where the keys of each rank stand among the entries
  std::vector<std::uint64_t> begins_;   // of each rank's places
  std::vector<std::uint32_t> complete_to_;
};

}  // namespace entente::evidence
