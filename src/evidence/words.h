// The words of a text as numbers, for comparing texts: what printing houses change without changing a text does not
// show.
//
// Case, accents of Latin, Greek and Cyrillic letters, straight and curly quotes and apostrophes, hyphens (of compounds
// and of line ends), white space, ligatures and full-width forms (Unicode NFKC and case folding), points and commas
// inside numbers and abbreviations, British and American spelling (evidence/spelling.h) and "per cent" all come out the
// same. Where a script writes no spaces (Han, Kana, Thai, Lao, Khmer, Burmese) every character is a word.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entente::evidence {

/// One number a word, the same for the same word on any machine. Two words share one by chance only: once in 2^32.
using WordId = std::uint32_t;

struct Words {
  std::vector<WordId> ids;
  /// For each word, 1 where it stands within quotation marks: somebody else's words, which independent reports share.
  /// Marks that open a paragraph's quotation and are never closed quote to the end of the paragraph.
  std::vector<std::uint8_t> quoted;

  std::size_t size() const { return ids.size(); }
  std::size_t own() const;  ///< words outside quotation marks
};

/// `text` must be UTF-8; what is not is taken for a space. An empty line ends a paragraph.
Words words_of(std::string_view text);

/// The same words as text, for people and tests.
std::vector<std::string> words_in_letters(std::string_view text);

/// How many words people would count: parts between white space that hold a letter or a digit, and each character of
/// the scripts without spaces.
std::size_t count_words(std::string_view text);

}  // namespace entente::evidence
