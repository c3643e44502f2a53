// News of invented places, and what becomes of it on its way through other papers: texts whose true sources are known.
//
// Everything follows from a seed by counter-based random numbers (Philox, Salmon et al. 2011): text n is the same
// whichever texts were made before it. Stories of one subject share its names and words, stock phrases, official
// statements (in quotation marks) and paragraphs of background, as news does, so that telling them apart is no matter
// of vocabulary.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace entente::bench {

/// How much copies are changed, each a share from 0 to 1.
struct Edits {
  double cut = 0.0;      ///< of the paragraphs, at most, taken away from the end or anywhere
  double insert = 0.0;   ///< new paragraphs of the same subject, at most, as a share of the old ones
  double noise = 0.0;    ///< words changed, dropped or added, at most, as a share of the words
  double swap = 0.0;     ///< chance that the paragraphs are in another order
  double respell = 0.0;  ///< chance of the other spelling, other quotation marks, other hyphens and lines
  double relay = 0.3;    ///< chance that it is taken from an earlier copy instead of the original
};

struct NewsText {
  std::string text;
  std::uint32_t source = 0;
  std::uint32_t copy = 0;  ///< 0 for the original
};

/// The texts of one source: the original and its copies. Most sources have no copy.
std::vector<NewsText> source_texts(std::uint64_t seed, std::uint32_t source, const Edits& edits);

}  // namespace entente::bench
