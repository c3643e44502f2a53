// Copies are one witness: joins the texts that are copies of one original, however cut, moved about, re-spelt or
// re-titled.
//
// Texts worth comparing are found by their sketches (evidence/candidates.h) and then aligned word by word
// (evidence/alignment.h). One is a copy of the other when enough of its own words, those outside quotation marks, stand
// in the other too: two reports that quote the same statement, or share a sentence of background, stay two. The same
// result for any order of the texts and any number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "evidence/alignment.h"
#include "evidence/candidates.h"
#include "evidence/word_store.h"
#include "evidence/words.h"

namespace entente::evidence {

struct CopyRules {
  /// Of the shorter text's own words, the share that must stand in the other.
  double of_shorter = 0.45;
  /// Or this share of the own words of each: a copy to which much was added, of an original of which much was cut.
  double of_both = 0.35;
  /// And at least so many words, as a paragraph of background is soon half of a short text; or, if it has not so many,
  /// all but the whole of it.
  std::size_t least_words = 80;
  double all_but_whole = 0.8;
  /// Texts with fewer words of their own are compared with all their words, and all but the whole of both must be
  /// shared.
  std::size_t few_words = 20;
  /// A passage is common property, and counts neither for nor against, where a text shares it with so many others that
  /// share no more than `strangers_share` of the shorter's own words with it.
  std::size_t strangers = 2;
  double strangers_share = 0.2;
  AlignmentRules alignment;
  CandidateRules candidates;
};

/// What two texts share, and whether that makes one a copy of the other. Neither the order nor the threads matter.
struct Comparison {
  bool copy = false;
  double of_first = 0.0;  ///< share of the first text's words that stand in the second
  double of_second = 0.0;
};
Comparison compare(const Words& first, const Words& second, const CopyRules& rules = {});

/// Many texts, added one by one and then compared with each other. In memory stays less than 1 KB of a text of news
/// length.
class Texts {
 public:
  /// `folder` takes a temporary file of about 5 bytes a word.
  explicit Texts(const std::filesystem::path& folder) : store_(folder) {}

  /// Room for so many texts of news length at once spares memory while they are added.
  void reserve(std::size_t texts);

  /// `name` is unique, and stays where it is as long as the texts do. `minute`: when it was published, any scale on
  /// which earlier is less; empty where nothing says.
  void add(std::string_view name, std::optional<std::int64_t> minute, const Words& words, const Sketch& sketch);

  std::size_t size() const { return texts_.size(); }

 private:
  friend class Comparing;
  struct Text {
    std::string_view name;
    std::int64_t minute;  // the last there is where nothing says
    std::uint64_t hash;   // of the words
    std::uint64_t stored;
    std::uint32_t words;
  };

  std::vector<Text> texts_;
  Sketches sketches_;
  WordStore store_;
};

/// One text of a source.
struct Copy {
  std::uint32_t text = 0;  ///< in the order in which they were added
  /// The earlier text that it shares most with; empty for the original, and where it is joined only through a later
  /// one.
  std::optional<std::uint32_t> relay_of;
  double share = 1.0;  ///< of its words, those that stand in that text
};

struct Source {
  std::vector<Copy> copies;     ///< the original first, then in order of precedence
  bool original_dated = false;  ///< it is the earliest that bears a date; otherwise the longest
};

struct Sources {
  std::vector<Source> sources;  ///< by the name of their originals
  std::size_t compared = 0;     ///< pairs of texts aligned word by word
  std::size_t copies = 0;       ///< of these, how many are copies
  double effective = 0.0;       ///< effective number of sources: evidence/agreement.h
};

/// Precedence: the earliest known date first, those without one last; then the longest, then by words and name.
/// A text that is put together from several sources counts with the one most of it is from, unless it comes before
/// them. Empties `texts`, as their memory is used again.
Sources find_sources(Texts& texts, const CopyRules& rules = {});

}  // namespace entente::evidence
