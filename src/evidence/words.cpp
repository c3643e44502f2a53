#include "evidence/words.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "accord/error.h"
#include "evidence/spelling.h"

namespace entente::evidence {

namespace {

constexpr UChar32 nothing = 0;  // before the first character and after the last

constexpr UChar32 soft_hyphen = 0xAD;
constexpr UChar32 last_ascii = 0x7F;

bool is_ascii_word(UChar32 character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
         (character >= '0' && character <= '9');
}

bool is_word(UChar32 character) {
  if (character <= last_ascii) return is_ascii_word(character);
  return (U_MASK(u_charType(character)) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) != 0;
}

bool is_space(UChar32 character) {
  if (character <= last_ascii) return character == ' ' || (character >= '\t' && character <= '\r');
  return u_isUWhiteSpace(character) != 0;
}

// Scripts whose words are not parted by spaces.
bool stands_alone(UChar32 character) {
  if (character < 0x0E00) return false;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(character, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return false;
  }
}

bool is_apostrophe(UChar32 character) {
  return character == '\'' || character == 0x2019 || character == 0x2018 || character == 0x02BC || character == 0xFF07;
}

bool is_hyphen(UChar32 character) {
  return character == '-' || character == 0x2010 || character == 0x2011 || character == soft_hyphen;
}

enum class Mark { none, either, opens, closes };

Mark double_mark(UChar32 character) {
  switch (character) {
    case '"':
    case 0xFF02:
    case 0x201C:  // in German it closes; the look at the neighbours decides
      return Mark::either;
    case 0x201E:
    case 0x00AB:
    case 0x300C:
    case 0x300E:
      return Mark::opens;
    case 0x201D:
    case 0x00BB:
    case 0x300D:
    case 0x300F:
      return Mark::closes;
    default:
      return Mark::none;
  }
}

const icu::Normalizer2& normalizer(const char* name, UNormalization2Mode mode) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const found = icu::Normalizer2::getInstance(nullptr, name, mode, status);
  if (U_FAILURE(status) != 0) throw MachineError(std::string("ICU can not normalise text: ") + u_errorName(status));
  return *found;
}

// Case folded, in compatibility form, without the accents of Latin, Greek and Cyrillic letters; those of other scripts
// make another letter.
std::string folded(const std::string& word) {
  static const icu::Normalizer2& casefold = normalizer("nfkc_cf", UNORM2_COMPOSE);
  static const icu::Normalizer2& decompose = normalizer("nfc", UNORM2_DECOMPOSE);
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString apart =
      decompose.normalize(casefold.normalize(icu::UnicodeString::fromUTF8(word), status), status);
  if (U_FAILURE(status) != 0) throw MachineError(std::string("ICU can not normalise text: ") + u_errorName(status));
  constexpr UChar32 after_cyrillic = 0x530;
  icu::UnicodeString plain;
  UChar32 base = nothing;
  for (std::int32_t at = 0; at < apart.length();) {
    const UChar32 character = apart.char32At(at);
    at += U16_LENGTH(character);
    const bool accent = u_charType(character) == U_NON_SPACING_MARK;
    if (accent && base < after_cyrillic) continue;
    if (!accent) base = character;
    plain.append(character);
  }
  std::string result;
  plain.toUTF8String(result);
  return result;
}

// Walks over a text once and hands out its words.
template <typename Take>
class Walk {
 public:
  Walk(std::string_view text, const Take& take)
      : text_(reinterpret_cast<const std::uint8_t*>(text.data())),
        size_(static_cast<std::int64_t>(text.size())),
        take_(take) {}

  void run() {
    while (at_ < size_) step();
    end_word();
    end_paragraph();
  }

 private:
  UChar32 decode(std::int64_t& at) const {
    if (at >= size_) return nothing;
    const std::uint8_t first = text_[at];
    if (first <= last_ascii) {
      ++at;
      return first;
    }
    UChar32 character = nothing;
    U8_NEXT(text_, at, size_, character);
    return character < 0 ? ' ' : character;
  }

  UChar32 peek() const {
    std::int64_t at = at_;
    return decode(at);
  }

  void step() {
    const std::int64_t begin = at_;
    const UChar32 character = decode(at_);
    if (is_word(character)) {
      if (character > last_ascii && stands_alone(character)) {
        end_word();
        word_.assign(reinterpret_cast<const char*>(text_) + begin, static_cast<std::size_t>(at_ - begin));
        plain_ = false;
        end_word();
      } else {
        word_.append(reinterpret_cast<const char*>(text_) + begin, static_cast<std::size_t>(at_ - begin));
        plain_ = plain_ && character <= last_ascii;
      }
    } else if (!joins(character)) {
      between(character);
    }
    before_ = character;
  }

  // Whether a character that is no letter leaves the word whole.
  bool joins(UChar32 character) {
    if (word_.empty() || !is_word(before_)) return character == soft_hyphen;
    const UChar32 next = peek();
    if (character == soft_hyphen) return !is_space(next) || skip_line_end();
    if (is_apostrophe(character) || character == '.' || character == 0x2024) return is_word(next);
    if (character == ',') return u_isdigit(before_) != 0 && u_isdigit(next) != 0;
    return is_hyphen(character) && (is_word(next) || skip_line_end());
  }

  // Behind the hyphen of a word parted at the end of a line, goes to where the word goes on.
  bool skip_line_end() {
    std::int64_t at = at_;
    std::int64_t before = at;
    std::size_t lines = 0;
    UChar32 character = decode(at);
    for (; character != nothing && is_space(character); character = decode(at)) {
      if (character == '\n') ++lines;
      before = at;
    }
    if (lines != 1 || u_islower(character) == 0) return false;
    at_ = before;
    return true;
  }

  void between(UChar32 character) {
    end_word();
    if (character == '\n') {
      if (line_is_empty_) end_paragraph();
      line_is_empty_ = true;
      return;
    }
    if (is_space(character)) return;
    if (character == '%') {
      word_ = "percent";
      end_word();
    }
    mark(character);
  }

  void mark(UChar32 character) {
    const UChar32 next = peek();
    const bool could_open = !is_word(before_) && next != nothing && !is_space(next);
    const bool could_close = before_ != nothing && !is_space(before_) && !is_word(next);
    if (const Mark kind = double_mark(character); kind != Mark::none) {
      if (kind == Mark::opens || (kind == Mark::either && could_open && !(could_close && in_double_))) {
        in_double_ = true;
      } else if (kind == Mark::closes || could_close || in_double_) {
        in_double_ = false;
      }
    } else if (is_apostrophe(character)) {
      if (could_open && !in_single_) {
        in_single_ = true;
      } else if (could_close && in_single_) {
        in_single_ = false;
        single_.clear();
      }
    }
  }

  void end_word() {
    if (word_.empty()) return;
    line_is_empty_ = false;
    if (plain_) {
      for (char& letter : word_) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
      }
    } else {
      word_ = folded(word_);
    }
    unify_spelling(word_);
    if (word_ == "per" && !in_per_) {
      in_per_ = true;  // held back: "per cent" is one word
    } else {
      if (in_per_ && word_ == "cent") {
        word_ = "percent";
      } else if (in_per_) {
        hand_out("per");
      }
      in_per_ = false;
      if (!word_.empty()) hand_out(word_);
    }
    word_.clear();
    plain_ = true;
  }

  void hand_out(const std::string& word) {
    // A single quotation mark that is never closed was an apostrophe.
    if (in_single_ && !in_double_) single_.push_back(count_);
    take_.word(word, in_double_ || in_single_);
    ++count_;
  }

  void end_paragraph() {
    if (in_per_) {
      in_per_ = false;
      hand_out("per");
    }
    if (in_single_) {
      for (const std::size_t word : single_) take_.not_quoted(word);
    }
    single_.clear();
    in_single_ = false;
    in_double_ = false;
  }

  const std::uint8_t* text_;
  std::int64_t size_;
  const Take& take_;
  std::int64_t at_ = 0;
  UChar32 before_ = nothing;
  std::string word_;
  bool plain_ = true;
  bool in_double_ = false;
  bool in_single_ = false;
  bool in_per_ = false;
  bool line_is_empty_ = false;
  std::size_t count_ = 0;
  std::vector<std::size_t> single_;
};

struct TakeIds {
  Words& words;
  void word(const std::string& word, bool quoted) const {
    words.ids.push_back(static_cast<WordId>(XXH3_64bits(word.data(), word.size())));
    words.quoted.push_back(quoted ? 1 : 0);
  }
  void not_quoted(std::size_t word) const { words.quoted[word] = 0; }
};

struct TakeLetters {
  std::vector<std::string>& words;
  void word(const std::string& word, bool /*quoted*/) const { words.push_back(word); }
  void not_quoted(std::size_t /*word*/) const {}
};

}  // namespace

std::size_t Words::own() const {
  return static_cast<std::size_t>(std::ranges::count(quoted, 0));
}

Words words_of(std::string_view text) {
  Words words;
  words.ids.reserve(text.size() / 5);
  words.quoted.reserve(text.size() / 5);
  const TakeIds take{words};
  Walk(text, take).run();
  return words;
}

std::vector<std::string> words_in_letters(std::string_view text) {
  std::vector<std::string> words;
  const TakeLetters take{words};
  Walk(text, take).run();
  return words;
}

std::size_t count_words(std::string_view text) {
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int64_t>(text.size());
  std::size_t words = 0;
  bool within = false;
  for (std::int64_t at = 0; at < size;) {
    UChar32 character = nothing;
    U8_NEXT(bytes, at, size, character);
    if (character < 0 || is_space(character)) {
      within = false;
    } else if (stands_alone(character)) {
      ++words;
      within = false;
    } else if (!within && is_word(character)) {
      ++words;
      within = true;
    }
  }
  return words;
}

}  // namespace entente::evidence
