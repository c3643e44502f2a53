// Copies are one witness, and independent reports of one matter are not copies.
#include "evidence/copies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "evidence/fixture.h"
#include "fuzz/document_input.h"

namespace entente::evidence {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

struct Named {
  std::string name;
  std::string text;
  std::optional<std::int64_t> minute = std::nullopt;
};

// The names of each source, the original first.
std::vector<std::vector<std::string>> sources_of(const std::vector<Named>& texts, Sources* whole = nullptr) {
  Texts all(std::filesystem::temp_directory_path());
  for (const Named& one : texts) {
    const Words words = words_of(one.text);
    all.add(one.name, one.minute, words, sketch_of(words.ids));
  }
  const Sources found = find_sources(all);
  std::vector<std::vector<std::string>> names;
  for (const Source& source : found.sources) {
    names.emplace_back();
    for (const Copy& copy : source.copies) names.back().push_back(texts[copy.text].name);
  }
  if (whole != nullptr) *whole = found;
  return names;
}

// Words of a vocabulary of `kinds`, drawn anew for each seed; long enough to be no accident when they are shared.
std::string story(unsigned seed, std::size_t words, std::size_t kinds = 400) {
  std::mt19937 draw(seed);
  std::string text;
  for (std::size_t k = 0; k < words; ++k) text += "w" + std::to_string(draw() % kinds) + (k % 12 == 11 ? ".\n\n" : " ");
  return text;
}

std::string cut(const std::string& text, std::size_t from, std::size_t to) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  std::string part;
  for (std::size_t k = from; k < std::min(to, words.size()); ++k) part += words[k] + ' ';
  return part;
}

Named document(const std::string& name) {
  const Document read = fixture(name);
  return {name, read.text, read.date ? std::optional(minute_for_order(read.date->date)) : std::nullopt};
}

TEST(CopiesOfAStory, ThreePagesOfOneMatterAreTwoSources) {
  Sources whole;
  EXPECT_THAT(
      sources_of({document("plains-daily.html"), document("greyford-observer.html"), document("harbour-times.html")},
                 &whole),
      ElementsAre(ElementsAre("greyford-observer.html"), ElementsAre("harbour-times.html", "plains-daily.html")));
  const Source& story = whole.sources.back();
  EXPECT_TRUE(story.original_dated);
  EXPECT_EQ(story.copies.back().relay_of, story.copies.front().text);
  EXPECT_GT(story.copies.back().share, 0.9);
  EXPECT_DOUBLE_EQ(whole.effective, 1.8);
}

TEST(CopiesOfAStory, AreFoundHoweverCutAndMovedAbout) {
  const std::string original = story(1, 400);
  EXPECT_THAT(sources_of({{"original", original},
                          {"beginning", cut(original, 0, 120)},
                          {"end", cut(original, 250, 400)},
                          {"swapped", cut(original, 200, 400) + cut(original, 0, 200)},
                          {"padded", story(2, 150) + original + story(3, 150), 0},
                          {"other", story(4, 400)}}),
              UnorderedElementsAre(UnorderedElementsAre("original", "beginning", "end", "swapped", "padded"),
                                   ElementsAre("other")));
}

TEST(CopiesOfAStory, AreNotReportsThatQuoteTheSameStatement) {
  const std::string statement = "\"" + cut(story(9, 200), 0, 90) + "\" she said. ";
  EXPECT_THAT(sources_of({{"one", story(1, 100) + statement + story(2, 60)},
                          {"other", story(3, 60) + statement + story(4, 90)}}),
              UnorderedElementsAre(ElementsAre("one"), ElementsAre("other")));
}

TEST(CopiesOfAStory, AreNotReportsWithTheSameParagraphOfBackground) {
  const std::string background = cut(story(9, 200), 0, 50);
  EXPECT_THAT(sources_of({{"one", story(1, 200) + background}, {"other", background + story(2, 60)}}),
              UnorderedElementsAre(ElementsAre("one"), ElementsAre("other")));
}

TEST(CopiesOfAStory, OfWhichNoneIsDatedBeginWithTheLongest) {
  const std::string text = story(1, 300);
  Sources whole;
  EXPECT_THAT(sources_of({{"a", cut(text, 0, 200)}, {"b", text}, {"c", cut(text, 0, 250)}}, &whole),
              ElementsAre(ElementsAre("b", "c", "a")));
  EXPECT_FALSE(whole.sources[0].original_dated);
}

TEST(CopiesOfAStory, BeginWithTheEarliestDateKnownAndNameTheirRelays) {
  const std::string text = story(1, 300);
  const std::string relayed = cut(text, 0, 200) + story(5, 100);
  Sources whole;
  EXPECT_THAT(
      sources_of({{"late", relayed, 30}, {"middle", relayed, 20}, {"early", text, 10}, {"undated", text + "more"}},
                 &whole),
      ElementsAre(ElementsAre("early", "middle", "late", "undated")));
  const std::vector<Copy>& copies = whole.sources[0].copies;
  EXPECT_EQ(copies[0].relay_of, std::nullopt);
  EXPECT_EQ(copies[1].relay_of, 2U);
  EXPECT_EQ(copies[2].relay_of, 1U) << "the late one took over what the middle one added";
  EXPECT_EQ(copies[3].relay_of, 2U);
}

TEST(CopiesOfAStory, DoNotJoinTheSourcesOfARoundUp) {
  const std::string first = story(1, 300);
  const std::string second = story(2, 200);
  EXPECT_THAT(sources_of({{"first", first, 1}, {"second", second, 2}, {"round-up", first + second, 3}}),
              ElementsAre(ElementsAre("first", "round-up"), ElementsAre("second")));
}

TEST(CopiesOfAStory, ThatAreVeryShortMustBeAllButTheSame) {
  EXPECT_THAT(sources_of({{"a", "Reactor halted, says the ministry"},
                          {"b", "REACTOR HALTED says the ministry"},
                          {"c", "Reactor halted"}}),
              UnorderedElementsAre(UnorderedElementsAre("a", "b"), ElementsAre("c")));
}

TEST(CopiesOfAStory, AreTheSameForAnyOrderOfTheFilesAndAnyNumberOfThreads) {
  std::vector<Named> texts;
  for (unsigned n = 0; n < 40; ++n) {
    const std::string text = story(n / 4, 300, 60);
    texts.push_back({"t" + std::to_string(n), cut(text, 10 * (n % 4), 300 - 40 * (n % 3)),
                     n % 5 == 0 ? std::optional<std::int64_t>(n) : std::nullopt});
  }
  const auto expected = sources_of(texts);
  EXPECT_EQ(expected.size(), 10U);
  std::mt19937 draw(5);
  for (int k = 0; k < 5; ++k) {
    std::ranges::shuffle(texts, draw);
    const tbb::global_control threads(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(k) + 1);
    EXPECT_EQ(sources_of(texts), expected);
  }
}

// Sources are a division: every text is in one source, whatever was joined to what.
TEST(CopiesOfAStory, PutEveryTextInOneSource) {
  std::vector<Named> texts;
  for (unsigned n = 0; n < 60; ++n) texts.push_back({std::to_string(n), story(n % 7, 100 + n, 50)});
  std::multiset<std::string> seen;
  for (const auto& source : sources_of(texts)) seen.insert(source.begin(), source.end());
  EXPECT_EQ(seen.size(), 60U);
  EXPECT_EQ(std::set(seen.begin(), seen.end()).size(), 60U);
}

// Every pair aligned, without sketches, against what is found through them.
TEST(CopiesOfAStory, AreThoseThatComparingAllPairsFinds) {
  std::vector<Named> texts;
  std::mt19937 draw(11);
  for (unsigned n = 0; n < 60; ++n) {
    const std::string text = story(n / 5, 400, 200);
    const std::size_t from = draw() % 150;
    std::string copy =
        n % 5 == 0 ? text : cut(text, from, from + 150 + draw() % 200) + story(100 + n, draw() % 100, 200);
    texts.push_back({"t" + std::to_string(n), std::move(copy)});
  }
  std::vector<std::size_t> group(texts.size());
  std::iota(group.begin(), group.end(), 0U);
  for (std::size_t one = 0; one < texts.size(); ++one) {
    for (std::size_t other = 0; other < one; ++other) {
      if (!compare(words_of(texts[one].text), words_of(texts[other].text)).copy) continue;
      std::ranges::replace(group, group[one], group[other]);
    }
  }
  std::map<std::size_t, std::set<std::string>> expected;
  for (std::size_t n = 0; n < texts.size(); ++n) expected[group[n]].insert(texts[n].name);
  std::set<std::set<std::string>> by_hand;
  for (const auto& [number, names] : expected) by_hand.insert(names);
  std::set<std::set<std::string>> found;
  for (const auto& source : sources_of(texts)) found.emplace(source.begin(), source.end());
  EXPECT_EQ(found, by_hand);
}

TEST(CopiesOfAStory, AreFoundInACrowdOfThousandsOfTheSame) {
  std::vector<Named> texts;
  const std::string text = story(1, 200);
  for (unsigned n = 0; n < 2000; ++n) texts.push_back({std::to_string(n), cut(text, n % 20, 200 - n % 30)});
  EXPECT_EQ(sources_of(texts).size(), 1U);
}

TEST(CopiesOfAStory, OfNothingAreNone) {
  EXPECT_TRUE(sources_of({}).empty());
}

TEST(Comparison, OfATextWithItselfIsWhole) {
  for (const std::size_t words : {1U, 2U, 3U, 7U, 19U, 20U, 500U}) {
    const Words text = words_of(story(3, words));
    const Comparison same = compare(text, text);
    EXPECT_TRUE(same.copy) << words;
    EXPECT_EQ(same.of_first, 1.0) << words;
  }
}

TEST(Comparison, SurvivesEveryFourthWordChanged) {
  const std::string text = story(1, 400);
  std::string changed;
  std::size_t word = 0;
  for (const char letter : text) {
    if (letter == 'w' && word++ % 5 == 4) changed += 'x';
    changed += letter;
  }
  EXPECT_TRUE(compare(words_of(text), words_of(changed)).copy);
  EXPECT_LT(resemblance(words_of(text).ids, words_of(changed).ids), 0.3);
}

TEST(AlignmentOfTexts, FindsPassagesWhereTheyStand) {
  const Words first = words_of(story(1, 50) + story(2, 40));
  const Words second = words_of(story(3, 10) + story(2, 40) + story(1, 50));
  const Alignment found = align(first, second);
  ASSERT_EQ(found.passages.size(), 2U);
  EXPECT_EQ(found.passages[0], (Passage{50, 90, 10, 50, 40, 40}));
  EXPECT_EQ(found.passages[1], (Passage{0, 50, 50, 100, 50, 50}));
  EXPECT_EQ(found.equal, 90U);
}

TEST(AlignmentOfTexts, CountsNoWordTwice) {
  const Words once = words_of(story(1, 30));
  const Words thrice = words_of(story(1, 30) + story(1, 30) + story(1, 30));
  EXPECT_EQ(align(once, thrice).equal, 30U);
  EXPECT_EQ(align(thrice, once).equal, 30U);
}

TEST(AlignmentOfTexts, TakesAPhraseForNoPassage) {
  const Words first = words_of(story(1, 100) + "at the same time as the others " + story(2, 100));
  const Words second = words_of(story(3, 100) + "at the same time as the others " + story(4, 100));
  EXPECT_EQ(align(first, second).equal, 0U);
}

TEST(SketchOfAText, IsEmptyOnlyForNoWordsAndHoldsTheSmallestKeys) {
  EXPECT_TRUE(sketch_of({}).keys.empty());
  EXPECT_EQ(sketch_of(words_of("one").ids).keys.size(), 1U);
  const Words text = words_of(story(1, 500));
  const Sketch sketch = sketch_of(text.ids);
  EXPECT_EQ(sketch.keys.size(), sketch_keys);
  std::set<std::uint32_t> all;
  for (const std::uint64_t hash : shingles(text.ids)) all.insert(static_cast<std::uint32_t>(hash >> 32U));
  EXPECT_THAT(sketch.keys, testing::ElementsAreArray(all.begin(), std::next(all.begin(), sketch_keys)));
  EXPECT_EQ(sketch.complete_to, sketch.keys.back());
}

TEST(DocumentCorpus, IsReadWithoutBreakingAPromise) {
  std::size_t read = 0;
  for (const char* folder : {"/tests/fuzz/document_corpus", "/tests/evidence/fixtures"}) {
    for (const auto& entry : std::filesystem::directory_iterator(std::string(ENTENTE_SOURCE_DIR) + folder)) {
      std::ifstream stream(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
      SCOPED_TRACE(entry.path().filename());
      read_any_document(bytes);
      ++read;
    }
  }
  EXPECT_GE(read, 7U) << "the corpus is missing";
}

}  // namespace
}  // namespace entente::evidence
