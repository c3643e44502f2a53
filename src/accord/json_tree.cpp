#include "accord/json_tree.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace entente::accord {

namespace {

using Json = nlohmann::ordered_json;

Json json_in(const Yaml& tree) {
  switch (tree.kind) {
    case Yaml::Kind::text:
      return tree.text;
    case Yaml::Kind::list: {
      Json list = Json::array();
      for (const Yaml& item : tree.items) list.push_back(json_in(item));
      return list;
    }
    case Yaml::Kind::mapping: {
      Json mapping = Json::object();
      for (std::size_t n = 0; n < tree.keys.size(); ++n) mapping[tree.keys[n].text] = json_in(tree.items[n]);
      return mapping;
    }
    case Yaml::Kind::nothing:
    case Yaml::Kind::refused:
      break;
  }
  return nullptr;
}

// Ends the building: the tree is larger than a reader takes.
struct TooLarge {};

Yaml tree_in(const Json& json, const YamlLimits& limits, std::size_t depth, std::size_t& values) {
  if (depth > limits.depth || ++values > limits.values) throw TooLarge{};
  Yaml tree;
  if (json.is_object()) {
    tree.kind = Yaml::Kind::mapping;
    for (const auto& [key, value] : json.items()) {
      tree.keys.push_back({.text = key, .place = {}, .refused = false});
      tree.items.push_back(tree_in(value, limits, depth + 1, values));
    }
  } else if (json.is_array()) {
    tree.kind = Yaml::Kind::list;
    for (const Json& item : json) tree.items.push_back(tree_in(item, limits, depth + 1, values));
  } else if (!json.is_null()) {
    tree.kind = Yaml::Kind::text;
    tree.text = json.is_string() ? json.get<std::string>() : json.dump();
  }
  return tree;
}

}  // namespace

std::string json_of(const Yaml& tree) {
  return json_in(tree).dump();
}

std::optional<Yaml> read_json(std::string_view text, std::vector<Problem>& problems, const YamlLimits& limits) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) {
    problems.push_back({{}, "this is not JSON"});
    return std::nullopt;
  }
  try {
    std::size_t values = 0;
    return tree_in(json, limits, 1, values);
  } catch (const TooLarge&) {
    problems.push_back({{}, "this JSON is larger than an accord can be"});
    return std::nullopt;
  }
}

}  // namespace entente::accord
