#include "accord/fields.h"

#include <algorithm>
#include <map>

#include "accord/words.h"

namespace entente::accord {

namespace {

bool is_provenance(std::string_view key) {
  return key == "source" || key == "note";
}

// The pairs of a mapping with each key once. Where `known` is null any key may stand.
Fields pairs_of(const Yaml& value, const std::string& what, const std::span<const std::string>* known,
                std::string_view example, std::vector<Problem>& problems) {
  Fields result{.pairs = {},
                .what = what,
                .place = value.place,
                .misspelt = {},
                .readable = value.kind == Yaml::Kind::mapping,
                .provenance = {}};
  if (value.kind == Yaml::Kind::refused) return result;
  if (!result.readable) {
    problems.push_back(not_a(value, what, "a mapping", example));
    return result;
  }
  std::map<std::string_view, Place> first_places;
  for (std::size_t n = 0; n < value.keys.size(); ++n) {
    const Yaml::Key& key = value.keys[n];
    if (key.refused) continue;
    const auto [first, is_new] = first_places.try_emplace(key.text, key.place);
    if (!is_new) {
      problems.push_back({key.place, in_backquotes(key.text) + " is written twice in " + what + ", first in line " +
                                         std::to_string(first->second.line) + "; keep one"});
      continue;
    }
    if (known != nullptr && !is_provenance(key.text) && std::ranges::find(*known, key.text) == known->end()) {
      problems.push_back(
          {key.place, in_backquotes(key.text) + " is not a key of " + what + suggestion(key.text, *known)});
      result.misspelt.push_back(nearest(key.text, *known));
      continue;
    }
    const Yaml& item = value.items[n];
    if (known != nullptr && item.kind == Yaml::Kind::nothing) {
      problems.push_back(
          {key.place, in_backquotes(key.text) + " in " + what + " has no value; give it one or remove the line"});
    }
    result.pairs.push_back({&key, &item});
  }
  return result;
}

}  // namespace

const Yaml* Fields::find(std::string_view key) const {
  for (const Field& pair : pairs) {
    if (pair.key->text != key) continue;
    const bool usable = pair.value->kind != Yaml::Kind::nothing && pair.value->kind != Yaml::Kind::refused;
    return usable ? pair.value : nullptr;
  }
  return nullptr;
}

bool Fields::written(std::string_view key) const {
  return std::ranges::any_of(pairs, [&](const Field& pair) { return pair.key->text == key; });
}

std::string description(const Yaml& value) {
  switch (value.kind) {
    case Yaml::Kind::text:
      return in_backquotes(value.text);
    case Yaml::Kind::list:
      return "a list";
    case Yaml::Kind::mapping:
      return "a mapping";
    case Yaml::Kind::nothing:
    case Yaml::Kind::refused:
      break;
  }
  return "nothing";
}

Problem not_a(const Yaml& value, const std::string& what, std::string_view expected, std::string_view example) {
  const std::string fault = value.kind == Yaml::Kind::nothing
                                ? what + " is empty"
                                : description(value) + " (" + what + ") is not " + std::string(expected);
  return {value.place, fault + "; write " + std::string(example)};
}

Fields fields(const Yaml& value, const std::string& what, std::span<const std::string> known, std::string_view example,
              std::vector<Problem>& problems) {
  return pairs_of(value, what, &known, example, problems);
}

Fields named_fields(const Yaml& value, const std::string& what, std::string_view example,
                    std::vector<Problem>& problems) {
  Fields result = pairs_of(value, what, nullptr, example, problems);
  for (const Field& pair : result.pairs) {
    if (!is_provenance(pair.key->text) || pair.value->kind != Yaml::Kind::mapping) continue;
    problems.push_back({pair.key->place, in_backquotes(pair.key->text) + " can not be a name in " + what +
                                             ": it is kept for remarks; choose another name"});
  }
  std::erase_if(result.pairs, [](const Field& pair) {
    return is_provenance(pair.key->text) && pair.value->kind == Yaml::Kind::mapping;
  });
  result.provenance = provenance(result, problems);
  std::erase_if(result.pairs, [](const Field& pair) { return is_provenance(pair.key->text); });
  for (const Field& pair : result.pairs) {
    if (pair.key->text.empty()) problems.push_back({pair.key->place, "a name in " + what + " is empty; write one"});
  }
  std::erase_if(result.pairs, [](const Field& pair) { return pair.key->text.empty(); });
  return result;
}

Provenance provenance(const Fields& mapping, std::vector<Problem>& problems) {
  Provenance result;
  result.note = optional_text(mapping, "note", problems);
  const Yaml* source = mapping.find("source");
  if (source == nullptr) return result;
  const std::string what = "source of " + mapping.what;
  if (source->kind == Yaml::Kind::text) {
    result.sources.push_back(source->text);
    return result;
  }
  if (source->kind == Yaml::Kind::mapping) {
    problems.push_back(not_a(*source, what, "a key of the bibliography or a list of them", "`source: book1`"));
    return result;
  }
  for (const Yaml& item : list_items(*source, what, "`source: book1` or `source: [book1, book2]`", problems)) {
    if (item.kind == Yaml::Kind::text) {
      result.sources.push_back(item.text);
    } else if (item.kind != Yaml::Kind::refused) {
      problems.push_back(not_a(item, what, "a key of the bibliography", "`book1`"));
    }
  }
  return result;
}

std::string optional_text(const Fields& mapping, std::string_view key, std::vector<Problem>& problems) {
  const Yaml* value = mapping.find(key);
  if (value == nullptr) return {};
  if (value->kind == Yaml::Kind::text) return value->text;
  problems.push_back(not_a(*value, std::string(key) + " of " + mapping.what, "a text", "one line of text"));
  return {};
}

std::string required_text(const Fields& mapping, std::string_view key, std::string_view example,
                          std::vector<Problem>& problems) {
  require(mapping, key, example, problems);
  const Yaml* value = mapping.find(key);
  if (value != nullptr && value->kind == Yaml::Kind::text && value->text.empty()) {
    problems.push_back(
        {value->place, std::string(key) + " of " + mapping.what + " is empty; write " + std::string(example)});
  }
  return optional_text(mapping, key, problems);
}

void require(const Fields& mapping, std::string_view key, std::string_view example, std::vector<Problem>& problems) {
  if (!mapping.readable || mapping.written(key)) return;
  if (std::ranges::find(mapping.misspelt, key) != mapping.misspelt.end()) return;
  problems.push_back(
      {mapping.place, mapping.what + " has no " + in_backquotes(key) + "; write " + std::string(example)});
}

std::span<const Yaml> list_items(const Yaml& value, const std::string& what, std::string_view example,
                                 std::vector<Problem>& problems) {
  if (value.kind == Yaml::Kind::refused) return {};
  if (value.kind != Yaml::Kind::list) {
    problems.push_back(not_a(value, what, "a list", example));
    return {};
  }
  if (value.items.empty()) {
    problems.push_back({value.place, "the list " + what + " is empty; write " + std::string(example)});
  }
  return value.items;
}

}  // namespace entente::accord
