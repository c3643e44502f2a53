#include "evidence/spelling.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace entente::evidence {

namespace {

using std::string_view_literals::operator""sv;

// How a word begins, and what stands there instead. In order of the alphabet; a longer beginning comes after a shorter
// one that it continues. Where only American spelling doubles the l of a stem, the single one is kept.
constexpr std::array stems{
    std::pair{"acknowledgement"sv, "acknowledgment"sv},
    std::pair{"aeroplan"sv, "airplan"sv},
    std::pair{"ageing"sv, "aging"sv},
    std::pair{"aluminium"sv, "aluminum"sv},
    std::pair{"annexe"sv, "annex"sv},
    std::pair{"appall"sv, "appal"sv},
    std::pair{"artefact"sv, "artifact"sv},
    std::pair{"cheque"sv, "check"sv},
    std::pair{"cosy"sv, "cozy"sv},
    std::pair{"cypher"sv, "cipher"sv},
    std::pair{"defenc"sv, "defens"sv},
    std::pair{"despatch"sv, "dispatch"sv},
    std::pair{"distill"sv, "distil"sv},
    std::pair{"draught"sv, "draft"sv},
    std::pair{"enquir"sv, "inquir"sv},
    std::pair{"enroll"sv, "enrol"sv},
    std::pair{"enthrall"sv, "enthral"sv},
    std::pair{"fuell"sv, "fuel"sv},
    std::pair{"fulfill"sv, "fulfil"sv},
    std::pair{"gaol"sv, "jail"sv},
    std::pair{"gramme"sv, "gram"sv},
    std::pair{"grey"sv, "gray"sv},
    std::pair{"installment"sv, "instalment"sv},
    std::pair{"instill"sv, "instil"sv},
    std::pair{"jewellery"sv, "jewelry"sv},
    std::pair{"jeweller"sv, "jeweler"sv},
    std::pair{"judgement"sv, "judgment"sv},
    std::pair{"kerb"sv, "curb"sv},
    std::pair{"kilogramme"sv, "kilogram"sv},
    std::pair{"licenc"sv, "licens"sv},
    std::pair{"maneuver"sv, "manoeuvr"sv},
    std::pair{"manoeuvre"sv, "manoeuvr"sv},
    std::pair{"mould"sv, "mold"sv},
    std::pair{"moustache"sv, "mustache"sv},
    std::pair{"offenc"sv, "offens"sv},
    std::pair{"plough"sv, "plow"sv},
    std::pair{"practis"sv, "practic"sv},
    std::pair{"pretenc"sv, "pretens"sv},
    std::pair{"programme"sv, "program"sv},
    std::pair{"pyjama"sv, "pajama"sv},
    std::pair{"sceptic"sv, "skeptic"sv},
    std::pair{"skillful"sv, "skilful"sv},
    std::pair{"smoulder"sv, "smolder"sv},
    std::pair{"speciality"sv, "specialty"sv},
    std::pair{"sulph"sv, "sulf"sv},
    std::pair{"tyre"sv, "tire"sv},
    std::pair{"willful"sv, "wilful"sv},
};

// Whole words.
constexpr std::array words{
    std::pair{"amidst"sv, "amid"sv},   std::pair{"amongst"sv, "among"sv},   std::pair{"burnt"sv, "burned"sv},
    std::pair{"disc"sv, "disk"sv},     std::pair{"dreamt"sv, "dreamed"sv},  std::pair{"furore"sv, "furor"sv},
    std::pair{"leapt"sv, "leaped"sv},  std::pair{"learnt"sv, "learned"sv},  std::pair{"maths"sv, "math"sv},
    std::pair{"spelt"sv, "spelled"sv}, std::pair{"spilt"sv, "spilled"sv},   std::pair{"spoilt"sv, "spoiled"sv},
    std::pair{"storey"sv, "story"sv},  std::pair{"storeys"sv, "stories"sv}, std::pair{"whilst"sv, "while"sv},
};

void replace_stem(std::string& word) {
  // Only those with the same first letter, which stand together.
  const auto* stem =
      std::ranges::lower_bound(stems, word.front(), {}, [](const auto& one) { return one.first.front(); });
  for (; stem != stems.end() && stem->first.front() == word.front(); ++stem) {
    if (!word.starts_with(stem->first)) continue;
    word.replace(0, stem->first.size(), stem->second);
    return;
  }
}

void replace_word(std::string& word) {
  const auto* const found =
      std::ranges::lower_bound(words, std::string_view(word), {}, [](const auto& pair) { return pair.first; });
  if (found != words.end() && found->first == word) word = found->second;
}

bool replace_end(std::string& word, std::string_view end, std::string_view other) {
  if (!word.ends_with(end)) return false;
  word.replace(word.size() - end.size(), end.size(), other);
  return true;
}

void replace_everywhere(std::string& word, std::string_view part, std::string_view other) {
  for (std::size_t at = word.find(part, 1); at != std::string::npos; at = word.find(part, at + other.size())) {
    word.replace(at, part.size(), other);
  }
}

void unify_ise(std::string& word) {
  constexpr std::array ends{"e"sv, "es"sv, "ed"sv, "er"sv, "ers"sv, "ing"sv, "ation"sv, "ations"sv, "able"sv};
  for (const std::string_view end : ends) {
    if (!word.ends_with(end) || word.size() < end.size() + 4) continue;
    const std::size_t at = word.size() - end.size() - 1;
    if (word[at] == 's' && (word[at - 1] == 'i' || word[at - 1] == 'y')) word[at] = 'z';
  }
}

void unify_doubled_l(std::string& word) {
  constexpr std::array ends{"lled"sv, "lling"sv, "ller"sv, "llers"sv, "llor"sv, "llors"sv};
  for (const std::string_view end : ends) {
    if (word.ends_with(end)) word.erase(word.size() - end.size(), 1);
  }
}

}  // namespace

void unify_spelling(std::string& word) {
  if (word.size() < 4 || !std::ranges::all_of(word, [](char letter) { return letter >= 'a' && letter <= 'z'; })) return;
  replace_word(word);
  replace_stem(word);
  // Short words are left alone where a rule would make another word of them: "four" is not "for".
  if (word.size() >= 5) {
    replace_everywhere(word, "our", "or");
    for (const char letter : {'t', 'b'}) {
      const std::string british{letter, 'r', 'e'};
      const std::string american{letter, 'e', 'r'};
      if (!replace_end(word, british, american) && !replace_end(word, british + 's', american + 's')) {
        replace_end(word, british + 'd', american + "ed");
      }
    }
    if (!replace_end(word, "ogue", "og")) replace_end(word, "ogues", "ogs");
    replace_end(word, "wards", "ward");
  }
  if (word.size() >= 6) {
    unify_ise(word);
    replace_everywhere(word, "ae", "e");
    replace_everywhere(word, "oe", "e");
  }
  if (word.size() >= 8) unify_doubled_l(word);
}

}  // namespace entente::evidence
