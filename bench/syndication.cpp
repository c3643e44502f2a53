#include "syndication.h"

#include <Random123/philox.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <string_view>
#include <utility>

namespace entente::bench {

namespace {

// A stream of random numbers with a name: the same name gives the same numbers.
class Draws {
 public:
  Draws(std::uint64_t seed, std::uint32_t kind, std::uint32_t number, std::uint32_t part = 0)
      : counter_{{0, kind, number, part}},
        key_{{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U)}} {}

  std::uint32_t next() {
    if (left_ == 0) {
      block_ = r123::Philox4x32()(counter_, key_);
      ++counter_[0];
      left_ = 4;
    }
    return block_[--left_];
  }

  double share() { return next() * 0x1p-32; }
  bool chance(double of) { return share() < of; }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(share() * static_cast<double>(bound)); }
  std::size_t between(std::size_t least, std::size_t most) { return least + below(most - least + 1); }
  /// A rank with a chance that falls as 1/rank: few words make most of a text.
  std::size_t zipf(std::size_t bound) {
    const double rank = std::exp(share() * std::log(static_cast<double>(bound) + 1.0)) - 1.0;
    return std::min(bound - 1, static_cast<std::size_t>(rank));
  }

 private:
  r123::Philox4x32::ctr_type counter_;
  r123::Philox4x32::key_type key_;
  r123::Philox4x32::ctr_type block_{};
  std::size_t left_ = 0;
};

enum Kind : std::uint32_t { kWord, kPhrase, kStatement, kBackground, kStory, kCopy };

constexpr std::uint32_t subjects = 60;
constexpr std::size_t own_words = 400;  // of a subject
constexpr std::size_t common_words = 3000;
constexpr std::size_t phrases = 60;  // of a subject
constexpr std::size_t common_phrases = 120;
constexpr std::size_t statements = 8;
constexpr std::size_t backgrounds = 6;

constexpr std::array<std::string_view, 64> function_words{
    "the",  "of",      "to",      "in",    "and",   "a",      "that", "for",  "on",    "with", "by",    "said",  "at",
    "from", "as",      "its",     "was",   "has",   "would",  "be",   "an",   "it",    "had",  "after", "which", "were",
    "will", "have",    "not",     "he",    "their", "but",    "who",  "over", "this",  "they", "are",   "more",  "been",
    "also", "or",      "between", "since", "two",   "before", "she",  "when", "could", "last", "under", "told",  "than",
    "one",  "against", "other",   "while", "about", "if",     "into", "all",  "there", "week", "first", "new"};

// British and American spellings of the same word, with what they would share a text for.
constexpr std::array<std::pair<std::string_view, std::string_view>, 48> spellings{{
    {"defence", "defense"},
    {"centre", "center"},
    {"programme", "program"},
    {"organisation", "organization"},
    {"labour", "labor"},
    {"neighbouring", "neighboring"},
    {"harbour", "harbor"},
    {"recognised", "recognized"},
    {"authorised", "authorized"},
    {"favourable", "favorable"},
    {"honour", "honor"},
    {"cancelled", "canceled"},
    {"travelled", "traveled"},
    {"dialogue", "dialog"},
    {"metres", "meters"},
    {"kilometres", "kilometers"},
    {"licence", "license"},
    {"offence", "offense"},
    {"sceptical", "skeptical"},
    {"normalisation", "normalization"},
    {"stabilise", "stabilize"},
    {"mobilised", "mobilized"},
    {"criticised", "criticized"},
    {"apologised", "apologized"},
    {"finalised", "finalized"},
    {"emphasised", "emphasized"},
    {"analysed", "analyzed"},
    {"towards", "toward"},
    {"behaviour", "behavior"},
    {"endeavour", "endeavor"},
    {"rumours", "rumors"},
    {"signalled", "signaled"},
    {"fulfil", "fulfill"},
    {"grey", "gray"},
    {"ploughed", "plowed"},
    {"cheques", "checks"},
    {"theatre", "theater"},
    {"manoeuvres", "maneuvers"},
    {"aeroplane", "airplane"},
    {"judgement", "judgment"},
    {"modernisation", "modernization"},
    {"catalogue", "catalog"},
    {"amongst", "among"},
    {"learnt", "learned"},
    {"enrolment", "enrollment"},
    {"colour", "color"},
    {"practise", "practice"},
    {"tonnes of sulphur", "tonnes of sulfur"},
}};

constexpr std::array<std::string_view, 8> compounds{"long-term",     "cease-fire", "co-operation", "no-fly",
                                                    "de-escalation", "six-party",  "run-up",       "re-opening"};

std::string word(std::uint64_t seed, std::uint32_t subject, std::size_t number) {
  static constexpr std::array<std::string_view, 18> onsets{"b", "d", "f", "g", "h", "k",  "l",  "m",  "n",
                                                           "p", "r", "s", "t", "v", "br", "st", "tr", "pl"};
  static constexpr std::array<std::string_view, 8> vowels{"a", "e", "i", "o", "u", "ai", "ea", "ou"};
  static constexpr std::array<std::string_view, 10> ends{"", "n", "r", "s", "l", "t", "nd", "st", "ment", "tion"};
  Draws draws(seed, kWord, subject, static_cast<std::uint32_t>(number));
  std::string letters;
  for (std::size_t syllables = draws.between(1, 3); syllables > 0; --syllables) {
    letters += onsets[draws.below(onsets.size())];
    letters += vowels[draws.below(vowels.size())];
  }
  return letters + std::string(ends[draws.below(ends.size())]);
}

std::string any_word(Draws& draws, std::uint64_t seed, std::uint32_t subject) {
  const double kind = draws.share();
  if (kind < 0.42) return std::string(function_words[draws.zipf(function_words.size())]);
  if (kind < 0.47) return std::string(spellings[draws.below(spellings.size())].first);
  if (kind < 0.48) return std::string(compounds[draws.below(compounds.size())]);
  if (kind < 0.75) return word(seed, subject, draws.zipf(own_words));
  return word(seed, subjects, draws.zipf(common_words));
}

std::string phrase(std::uint64_t seed, std::uint32_t subject, std::size_t number) {
  Draws draws(seed, kPhrase, subject, static_cast<std::uint32_t>(number));
  std::string text;
  for (std::size_t words = draws.between(3, 7); words > 0; --words) {
    text += (text.empty() ? "" : " ") + any_word(draws, seed, subject);
  }
  return text;
}

std::string sentence(Draws& draws, std::uint64_t seed, std::uint32_t subject, std::size_t words) {
  std::string text;
  for (std::size_t count = 0; count < words;) {
    std::string part;
    if (draws.chance(0.05)) {
      part = phrase(seed, subject, draws.zipf(phrases));
    } else if (draws.chance(0.03)) {
      part = phrase(seed, subjects, draws.zipf(common_phrases));
    } else {
      part = any_word(draws, seed, subject);
    }
    count += 1 + static_cast<std::size_t>(std::ranges::count(part, ' '));
    text += (text.empty() ? "" : " ") + part;
  }
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text + '.';
}

std::string paragraph(Draws& draws, std::uint64_t seed, std::uint32_t subject, std::size_t words) {
  std::string text;
  for (std::size_t count = 0; count < words;) {
    const std::size_t length = draws.between(10, 26);
    text += (text.empty() ? "" : " ") + sentence(draws, seed, subject, length);
    count += length;
  }
  return text;
}

std::string statement(std::uint64_t seed, std::uint32_t subject, std::size_t number) {
  Draws draws(seed, kStatement, subject, static_cast<std::uint32_t>(number));
  return '"' + paragraph(draws, seed, subject, draws.between(20, 50)) + "\" the spokesman said.";
}

std::string background(std::uint64_t seed, std::uint32_t subject, std::size_t number) {
  Draws draws(seed, kBackground, subject, static_cast<std::uint32_t>(number));
  return paragraph(draws, seed, subject, draws.between(25, 45));
}

using Paragraphs = std::vector<std::string>;

std::string new_paragraph(Draws& draws, std::uint64_t seed, std::uint32_t subject) {
  if (draws.chance(0.08)) return statement(seed, subject, draws.below(statements));
  if (draws.chance(0.07)) return background(seed, subject, draws.below(backgrounds));
  return paragraph(draws, seed, subject, draws.between(25, 60));
}

std::vector<std::string> words_in(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& one : words) text += (text.empty() ? "" : " ") + one;
  return text;
}

std::string with_noise(const std::string& text, double share, Draws& draws, std::uint64_t seed, std::uint32_t subject) {
  std::vector<std::string> changed;
  for (const std::string& one : words_in(text)) {
    if (!draws.chance(share)) {
      changed.push_back(one);
      continue;
    }
    const std::size_t how = draws.below(3);
    if (how != 0) changed.push_back(any_word(draws, seed, subject));
    if (how == 2) changed.push_back(one);
  }
  return joined(changed);
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

std::string respelt(std::string text, Draws& draws) {
  std::vector<std::string> words = words_in(text);
  for (std::string& one : words) {
    for (const auto& [british, american] : spellings) {
      if (one.starts_with(british) && one.size() <= british.size() + 1) one.replace(0, british.size(), american);
    }
  }
  text = joined(words);
  if (draws.chance(0.5)) replace_all(text, "-", "");
  if (draws.chance(0.5)) {
    replace_all(text, "\" ", "\xE2\x80\x9D ");
    replace_all(text, "\"", "\xE2\x80\x9C");
  }
  if (draws.chance(0.3)) {
    std::string lines;
    std::size_t column = 0;
    for (const std::string& one : words_in(text)) {
      if (column > 60 && one.size() > 6 && std::isalpha(static_cast<unsigned char>(one[2])) != 0 &&
          std::islower(static_cast<unsigned char>(one[3])) != 0) {
        lines += ' ' + one.substr(0, 3) + "-\n" + one.substr(3);
        column = 0;
      } else {
        lines += (lines.empty() ? "" : " ") + one;
        column += one.size() + 1;
      }
    }
    text = lines;
  }
  return text;
}

Paragraphs copied(const Paragraphs& from, const Edits& edits, Draws& draws, std::uint64_t seed, std::uint32_t subject) {
  Paragraphs copy = from;
  const std::size_t cut = static_cast<std::size_t>(draws.share() * edits.cut * static_cast<double>(copy.size()));
  const bool at_end = draws.chance(0.6);
  for (std::size_t k = 0; k < cut && copy.size() > 2; ++k) {
    copy.erase(at_end ? copy.end() - 1 : copy.begin() + static_cast<std::ptrdiff_t>(draws.below(copy.size())));
  }
  const double noise = draws.share() * edits.noise;
  for (std::string& one : copy) one = with_noise(one, noise, draws, seed, subject);
  const std::size_t more =
      static_cast<std::size_t>(draws.share() * edits.insert * static_cast<double>(copy.size()) + 0.5);
  for (std::size_t k = 0; k < more; ++k) {
    copy.insert(copy.begin() + static_cast<std::ptrdiff_t>(draws.below(copy.size() + 1)),
                new_paragraph(draws, seed, subject));
  }
  if (draws.chance(edits.swap)) {
    for (std::size_t k = copy.size(); k > 1; --k) std::swap(copy[k - 1], copy[draws.below(k)]);
  }
  if (draws.chance(edits.respell)) {
    for (std::string& one : copy) one = respelt(one, draws);
  }
  return copy;
}

std::string text_of(const Paragraphs& paragraphs) {
  std::string text;
  for (const std::string& one : paragraphs) text += (text.empty() ? "" : "\n\n") + one;
  return text;
}

}  // namespace

std::vector<NewsText> source_texts(std::uint64_t seed, std::uint32_t source, const Edits& edits) {
  Draws draws(seed, kStory, source);
  const auto subject = static_cast<std::uint32_t>(draws.below(subjects));
  Paragraphs original;
  for (std::size_t length = draws.between(8, 14); length > 0; --length) {
    original.push_back(new_paragraph(draws, seed, subject));
  }
  std::vector<Paragraphs> versions{std::move(original)};
  std::size_t copies = 0;
  if (draws.chance(0.4)) {
    copies = 1;
    while (copies < 12 && draws.chance(0.7)) ++copies;
  }
  for (std::uint32_t copy = 1; copy <= copies; ++copy) {
    Draws own(seed, kCopy, source, copy);
    const std::size_t from = own.chance(edits.relay) ? own.below(versions.size()) : 0;
    versions.push_back(copied(versions[from], edits, own, seed, subject));
  }
  std::vector<NewsText> texts;
  for (std::uint32_t copy = 0; copy < versions.size(); ++copy) texts.push_back({text_of(versions[copy]), source, copy});
  return texts;
}

}  // namespace entente::bench
