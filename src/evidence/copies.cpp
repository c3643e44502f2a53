#include "evidence/copies.h"

#include <tbb/parallel_for.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

#include "evidence/agreement.h"

namespace entente::evidence {

namespace {

constexpr std::int64_t no_date = std::numeric_limits<std::int64_t>::max();

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

// Own words that two texts share, and those that each has.
struct OwnWords {
  double shared;
  double first;
  double second;
};

bool enough(const OwnWords& own, const CopyRules& rules) {
  const double shorter = std::min(own.first, own.second);
  const double longer = std::max(own.first, own.second);
  if (own.shared < std::min(static_cast<double>(rules.least_words), rules.all_but_whole * shorter)) return false;
  return own.shared >= rules.of_shorter * shorter || own.shared >= rules.of_both * longer;
}

Comparison judged(const Alignment& alignment, const Words& first, const Words& second, const CopyRules& rules) {
  Comparison result;
  result.of_first = share(alignment.equal, first.size());
  result.of_second = share(alignment.equal, second.size());
  const OwnWords own{static_cast<double>(alignment.equal_own), static_cast<double>(first.own()),
                     static_cast<double>(second.own())};
  if (std::min(own.first, own.second) < static_cast<double>(rules.few_words)) {
    result.copy = std::min(result.of_first, result.of_second) >= rules.all_but_whole;
  } else {
    result.copy = enough(own, rules);
  }
  return result;
}

// For each word of a text (the first of every alignment), how many strangers share a passage around it.
std::vector<std::uint32_t> strangers_at(const Words& text, std::span<const Alignment> strangers) {
  std::vector<std::uint32_t> count(text.size());
  for (const Alignment& alignment : strangers) {
    for (const Passage& passage : alignment.passages) {
      for (std::uint32_t word = passage.first_begin; word < passage.first_end; ++word) ++count[word];
    }
  }
  return count;
}

// Whether enough is shared even without the passages that strangers share too.
bool enough_without_common(const Alignment& alignment, const OwnWords& own, std::span<const std::uint32_t> strangers,
                           const CopyRules& rules) {
  double common = 0.0;
  for (const Passage& passage : alignment.passages) {
    std::size_t words = 0;
    for (std::uint32_t word = passage.first_begin; word < passage.first_end; ++word) {
      if (strangers[word] >= rules.strangers) ++words;
    }
    common += share(words, passage.first_end - passage.first_begin) * passage.equal_own;
  }
  const OwnWords rest{own.shared - common, own.first - common, own.second - common};
  // Where next to nothing else is left, there is nothing else to go by.
  if (std::min(rest.first, rest.second) < static_cast<double>(rules.few_words)) return true;
  return enough(rest, rules);
}

// Texts joined so far; the root of each group is its text of lowest rank.
class Groups {
 public:
  explicit Groups(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0U); }

  std::uint32_t root(std::uint32_t text) {
    while (parent_[text] != text) {
      parent_[text] = parent_[parent_[text]];
      text = parent_[text];
    }
    return text;
  }

  void join(std::uint32_t one, std::uint32_t other) {
    one = root(one);
    other = root(other);
    parent_[std::max(one, other)] = std::min(one, other);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

// Whether words `begins`..`ends` of a later text that come from one text are mostly those that come from another.
bool overlap(const Alignment& one, const Alignment& other) {
  std::size_t common = 0;
  for (const Passage& mine : one.passages) {
    for (const Passage& theirs : other.passages) {
      const std::uint32_t begin = std::max(mine.second_begin, theirs.second_begin);
      const std::uint32_t end = std::min(mine.second_end, theirs.second_end);
      if (begin < end) common += end - begin;
    }
  }
  constexpr double mostly = 0.5;
  return static_cast<double>(common) >= mostly * static_cast<double>(std::min(one.equal, other.equal));
}

}  // namespace

Comparison compare(const Words& first, const Words& second, const CopyRules& rules) {
  return judged(align(first, second, rules.alignment), first, second, rules);
}

void Texts::add(std::string_view name, std::optional<std::int64_t> minute, const Words& words, const Sketch& sketch) {
  const std::uint64_t hash = XXH3_64bits(words.ids.data(), words.ids.size() * sizeof(WordId));
  texts_.push_back(
      {name, minute.value_or(no_date), hash, store_.append(words), static_cast<std::uint32_t>(words.size())});
  sketches_.append(sketch);
}

void Texts::reserve(std::size_t texts) {
  texts_.reserve(texts);
  sketches_.keys.reserve(texts * sketch_keys);
  sketches_.begins.reserve(texts);
  sketches_.complete_to.reserve(texts);
}

// A text that the later one of a pair is a copy of.
struct Link {
  std::uint32_t earlier = 0;  // a rank
  float of_later = 0.0F;
};

class Comparing {
 public:
  Comparing(Texts& texts, const CopyRules& rules)
      : texts_(std::move(texts.texts_)), store_(texts.store_), rules_(rules) {
    order_.resize(texts_.size());
    std::iota(order_.begin(), order_.end(), 0U);
    std::ranges::sort(order_, [&](std::uint32_t one, std::uint32_t other) { return key(one) < key(other); });
    store_.flush();
    sketches_ = std::move(texts.sketches_);
  }

  Sources run() {
    find_links();
    Groups groups = joined();
    return sources(groups);
  }

 private:
  using Text = Texts::Text;

  std::tuple<std::int64_t, std::int64_t, std::uint64_t, std::string_view> key(std::uint32_t text) const {
    const Text& one = texts_[text];
    return {one.minute, -std::int64_t{one.words}, one.hash, one.name};
  }

  Words words(std::uint32_t rank) const {
    const Text& text = texts_[order_[rank]];
    return store_.read(text.stored, text.words);
  }

  void find_links() {
    const Candidates candidates(std::move(sketches_), order_, rules_.candidates);
    const auto count = static_cast<std::uint32_t>(order_.size());
    links_.resize(count);
    std::vector<std::uint32_t> compared(count, 0);
    tbb::parallel_for(std::uint32_t{0}, count, [&](std::uint32_t rank) {
      const std::vector<std::uint32_t> before = candidates.before(rank);
      compared[rank] = static_cast<std::uint32_t>(before.size());
      if (!before.empty()) links_[rank] = links_of(rank, before);
    });
    result_.compared = std::accumulate(compared.begin(), compared.end(), std::size_t{0});
    for (const std::vector<Link>& links : links_) result_.copies += links.size();
  }

  // Which of the earlier texts this one is a copy of.
  std::vector<Link> links_of(std::uint32_t rank, std::span<const std::uint32_t> before) const {
    struct Found {
      Link link;
      Alignment alignment;
      OwnWords own;
    };
    std::vector<Found> copies;
    std::vector<Alignment> strangers;
    const Words later = words(rank);
    const ShinglePlaces places(later.ids);
    const auto own_later = static_cast<double>(later.own());
    for (const std::uint32_t earlier_rank : before) {
      const Words earlier = words(earlier_rank);
      Alignment alignment = align(later, places, earlier, rules_.alignment);
      if (alignment.passages.empty()) continue;
      const Comparison result = judged(alignment, later, earlier, rules_);
      const OwnWords own{static_cast<double>(alignment.equal_own), own_later, static_cast<double>(earlier.own())};
      if (result.copy) {
        copies.push_back({{earlier_rank, static_cast<float>(result.of_first)}, std::move(alignment), own});
      } else if (own.shared <= rules_.strangers_share * std::min(own.first, own.second)) {
        strangers.push_back(std::move(alignment));
      }
    }
    if (strangers.size() >= rules_.strangers && !copies.empty()) {
      const std::vector<std::uint32_t> count = strangers_at(later, strangers);
      std::erase_if(copies,
                    [&](const Found& one) { return !enough_without_common(one.alignment, one.own, count, rules_); });
    }
    std::vector<Link> links;
    for (const Found& one : copies) links.push_back(one.link);
    links.shrink_to_fit();
    return links;
  }

  Groups joined() {
    Groups groups(order_.size());
    for (std::uint32_t rank = 0; rank < links_.size(); ++rank) {
      leave_other_sources(rank, groups);
      for (const Link& link : links_[rank]) groups.join(rank, link.earlier);
    }
    return groups;
  }

  // Where the earlier texts are of several sources and different parts of this text come from them, it is a round-up:
  // of its links only those into the source most of it is from are kept.
  void leave_other_sources(std::uint32_t rank, Groups& groups) {
    std::vector<Link>& links = links_[rank];
    // The best link into each source, the best of all first.
    std::vector<Link> best;
    for (const Link& link : links) {
      const auto same =
          std::ranges::find(best, groups.root(link.earlier), [&](const Link& one) { return groups.root(one.earlier); });
      if (same == best.end()) {
        best.push_back(link);
      } else if (link.of_later > same->of_later) {
        *same = link;
      }
    }
    if (best.size() < 2) return;
    std::ranges::stable_sort(best, std::greater{}, &Link::of_later);
    const Words later = words(rank);
    const Alignment main = align(words(best.front().earlier), later, rules_.alignment);
    for (std::size_t k = 1; k < best.size(); ++k) {
      if (overlap(main, align(words(best[k].earlier), later, rules_.alignment))) continue;
      const std::uint32_t other = groups.root(best[k].earlier);
      std::erase_if(links, [&](const Link& link) { return groups.root(link.earlier) == other; });
    }
  }

  Sources sources(Groups& groups) {
    std::vector<std::uint32_t> number(order_.size());
    for (std::uint32_t rank = 0; rank < order_.size(); ++rank) {
      const std::uint32_t root = groups.root(rank);
      if (root == rank) {
        number[rank] = static_cast<std::uint32_t>(result_.sources.size());
        result_.sources.emplace_back().original_dated = texts_[order_[rank]].minute != no_date;
      }
      Copy copy{order_[rank], std::nullopt, 1.0};
      // Ascending ranks, so that of equals the earliest is taken.
      const auto nearest = std::ranges::max_element(links_[rank], {}, &Link::of_later);
      if (nearest != links_[rank].end()) {
        copy.relay_of = order_[nearest->earlier];
        copy.share = static_cast<double>(nearest->of_later);
      }
      result_.sources[number[root]].copies.push_back(copy);
    }
    std::ranges::sort(result_.sources, {},
                      [&](const Source& source) { return texts_[source.copies.front().text].name; });
    std::vector<std::size_t> sizes;
    for (const Source& source : result_.sources) sizes.push_back(source.copies.size());
    result_.effective = effective_number(sizes);
    return std::move(result_);
  }

  std::vector<Text> texts_;
  WordStore& store_;
  CopyRules rules_;
  Sketches sketches_;
  std::vector<std::uint32_t> order_;      // the text of each rank
  std::vector<std::vector<Link>> links_;  // of each rank, ascending
  Sources result_;
};

Sources find_sources(Texts& texts, const CopyRules& rules) {
  return Comparing(texts, rules).run();
}

}  // namespace entente::evidence
