#include "evidence/read_items.h"

#include <algorithm>
#include <map>
#include <utility>

#include "accord/words.h"
#include "evidence/read_item.h"

namespace entente::evidence {

using accord::in_quotes;
using accord::Problem;
using accord::Yaml;

namespace {

std::string place_words(const accord::Place& place) {
  return "line " + std::to_string(place.line);
}

// An item as read, with what was wrong with it.
struct Draft {
  Item item;
  const Yaml* value;
  std::vector<Problem> problems;
  std::vector<accord::Notice> notices;
};

const Yaml& value_of(const Draft& draft, std::string_view key) {
  for (std::size_t n = 0; n < draft.value->keys.size(); ++n) {
    if (draft.value->keys[n].text == key) return draft.value->items[n];
  }
  return *draft.value;
}

void check_ids(std::vector<Draft>& drafts) {
  std::map<std::string, const Draft*> first;
  for (Draft& draft : drafts) {
    if (draft.item.id.empty()) continue;
    const auto [found, is_new] = first.try_emplace(draft.item.id, &draft);
    if (is_new) continue;
    draft.problems.push_back(
        {value_of(draft, "id").place, "two items are called " + in_quotes(draft.item.id) + ", the first in " +
                                          place_words(found->second->item.place) + "; give each its own id"});
  }
}

void check_originals(std::vector<Draft>& drafts) {
  std::map<std::string, const Draft*> by_id;
  std::vector<std::string> known;
  for (const Draft& draft : drafts) {
    if (by_id.try_emplace(draft.item.id, &draft).second) known.push_back(draft.item.id);
  }
  for (Draft& draft : drafts) {
    const Item& item = draft.item;
    if (item.original.empty() || item.original == item.id) continue;
    const accord::Place place = value_of(draft, "original").place;
    const auto original = by_id.find(item.original);
    if (original == by_id.end()) {
      draft.problems.push_back({place, "no item is called " + in_quotes(item.original) + ", the original of item " +
                                           item.id + accord::suggestion(item.original, known)});
      continue;
    }
    // Round in a circle: after as many steps as there are items one would have come to an end.
    const Draft* at = original->second;
    for (std::size_t n = 0; n < drafts.size() && at != nullptr && !at->item.original.empty(); ++n) {
      const auto next = by_id.find(at->item.original);
      at = next == by_id.end() ? nullptr : next->second;
    }
    if (at != nullptr && !at->item.original.empty()) {
      draft.problems.push_back(
          {place, "item " + item.id + " repeats itself over its originals; one of them must be first"});
      continue;
    }
    const Item& first = original->second->item;
    const bool other = item.finding && first.finding &&
                       (*item.finding != *first.finding || (item.about && first.about && *item.about != *first.about));
    if (other) {
      draft.problems.push_back(
          {place, "item " + item.id + " does not say what its original " + first.id +
                      " says; a copy says the same about the same, so remove `original` or correct "
                      "`says` and `about`"});
    }
  }
}

}  // namespace

std::optional<Day> read_day(const Yaml& value, const std::string& what, std::vector<Problem>& problems) {
  if (value.kind == Yaml::Kind::refused) return std::nullopt;
  const auto day = value.kind == Yaml::Kind::text ? day_in(value.text) : std::nullopt;
  if (!day) {
    problems.push_back(
        {value.place, accord::description(value) + " (" + what + ") is no day of the calendar; write `2025-03-31`"});
  }
  return day;
}

std::optional<std::size_t> read_known(const Yaml& value, const std::string& what, std::string_view kind,
                                      const std::vector<std::string>& known, std::vector<Problem>& problems) {
  if (value.kind == Yaml::Kind::refused) return std::nullopt;
  if (value.kind != Yaml::Kind::text) {
    problems.push_back(not_a(value, what, "a name", "one name"));
    return std::nullopt;
  }
  const auto found = std::ranges::find(known, value.text);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  problems.push_back({value.place, "no " + std::string(kind) + " is called " + in_quotes(value.text) + " (" + what +
                                       ")" + accord::suggestion(value.text, known)});
  return std::nullopt;
}

ReadItems read_items(const Yaml& value, const ItemReading& reading) {
  ReadItems result;
  std::vector<Draft> drafts;
  for (const Yaml& one :
       list_items(value, "items", std::string("`- ") + std::string(kItemExample.substr(1)), result.problems)) {
    Draft draft{.item = {}, .value = &one, .problems = {}, .notices = {}};
    draft.item = read_item(one, drafts.size() + 1, reading, draft.notices, draft.problems);
    drafts.push_back(std::move(draft));
  }
  check_ids(drafts);
  check_originals(drafts);
  for (Draft& draft : drafts) {
    if (draft.problems.empty()) {
      result.items.push_back(std::move(draft.item));
      result.notices.insert(result.notices.end(), draft.notices.begin(), draft.notices.end());
    } else {
      ++result.left_out;
      result.problems.insert(result.problems.end(), draft.problems.begin(), draft.problems.end());
    }
  }
  std::ranges::stable_sort(result.items, {}, [](const Item& item) { return std::pair(item.event, item.seen); });
  return result;
}

}  // namespace entente::evidence
