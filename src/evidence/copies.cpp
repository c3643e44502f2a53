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

Comparison judged(const Alignment& alignment, const Words& first, const Words& second, const CopyRules& rules) {
  Comparison result;
  result.of_first = share(alignment.equal, first.size());
  result.of_second = share(alignment.equal, second.size());
  const std::size_t own_first = first.own();
  const std::size_t own_second = second.own();
  if (std::min(own_first, own_second) < rules.few_words) {
    result.copy = std::min(result.of_first, result.of_second) >= rules.of_few;
    return result;
  }
  const double in_shorter = share(alignment.equal_own, std::min(own_first, own_second));
  const double in_longer = share(alignment.equal_own, std::max(own_first, own_second));
  result.copy = in_shorter >= rules.of_shorter || in_longer >= rules.of_both;
  return result;
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

void Texts::add(std::string name, std::optional<std::int64_t> minute, const Words& words, const Sketch& sketch) {
  const std::uint64_t hash = XXH3_64bits(words.ids.data(), words.ids.size() * sizeof(WordId));
  texts_.push_back({std::move(name), minute.value_or(no_date), hash, store_.append(words),
                    static_cast<std::uint32_t>(words.size())});
  sketches_.append(sketch);
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

  std::tuple<std::int64_t, std::int64_t, std::uint64_t, const std::string&> key(std::uint32_t text) const {
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
      if (before.empty()) return;
      compared[rank] = static_cast<std::uint32_t>(before.size());
      const Words later = words(rank);
      for (const std::uint32_t earlier : before) {
        const Comparison result = compare(words(earlier), later, rules_);
        if (result.copy) links_[rank].push_back({earlier, static_cast<float>(result.of_second)});
      }
      links_[rank].shrink_to_fit();
    });
    result_.compared = std::accumulate(compared.begin(), compared.end(), std::size_t{0});
    for (const std::vector<Link>& links : links_) result_.copies += links.size();
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
    std::ranges::sort(result_.sources, {}, [&](const Source& source) -> const std::string& {
      return texts_[source.copies.front().text].name;
    });
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
