// A YAML (or JSON) text as a tree that knows the line and column of everything in it.
//
// Built from the parser's events rather than from YAML::Node, for three reasons: duplicate keys stay visible, every key
// has its own place, and hostile input (deep nesting, aliases that multiply, binary bytes, huge files) is refused
// before it costs memory or stack.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accord/error.h"

namespace entente::accord {

struct Yaml {
  enum class Kind {
    nothing,  ///< `~`, `null`, or no value at all
    text,     ///< any scalar, quoted or not; what it means depends on where it stands
    list,
    mapping,
    refused  ///< already reported as a problem: readers pass over it in silence
  };
  struct Key {
    std::string text;
    Place place;
    bool refused = false;
  };

  Kind kind = Kind::nothing;
  Place place;
  std::string text;         ///< of a text
  std::vector<Key> keys;    ///< of a mapping: one for each item, duplicates included
  std::vector<Yaml> items;  ///< of a list, or the values of a mapping
};

/// What a file may be at most; far above any real accord.
struct YamlLimits {
  std::size_t bytes = 1 << 20;
  std::size_t depth = 64;
  std::size_t values = 200'000;
};

/// What stands under `key` in a mapping, the first where it stands twice; null where nothing does or it was refused.
const Yaml* value_of(const Yaml& mapping, std::string_view key);

/// The one document in `text`. Empty when the text can not be read at all; whatever is wrong is added to `problems`.
std::optional<Yaml> read_yaml(std::string_view text, std::vector<Problem>& problems, const YamlLimits& limits = {});

}  // namespace entente::accord
