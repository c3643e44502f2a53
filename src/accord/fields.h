// The pairs of a mapping: each key once, keys that exist, and the `source` and `note` that any mapping may carry.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "accord/accord.h"
#include "accord/yaml_tree.h"

namespace entente::accord {

/// One pair of a mapping, pointing into the tree.
struct Field {
  const Yaml::Key* key = nullptr;
  const Yaml* value = nullptr;
};

/// The pairs of a mapping whose keys are fixed. Keys written twice or not known are already reported and left out.
struct Fields {
  std::vector<Field> pairs;
  std::string what;  ///< for messages: "level reactor.disabled"
  Place place;
  std::vector<std::string> misspelt;  ///< keys that an unknown one was probably meant to be
  bool readable = true;               ///< false where the file has no mapping at all: nothing can be missing from it
  Provenance provenance;              ///< of a mapping by names, whose pairs do not hold it

  /// The value of `key`; null where it is not written, or written without a value (which is reported).
  const Yaml* find(std::string_view key) const;
  bool written(std::string_view key) const;
};

/// "a mapping", "a list", ... or the text in backquotes: what the file has in a place where it should have something
/// else.
std::string description(const Yaml& value);

/// "a list (parties) is not a mapping; write ...", or "... is empty; write ..." where there is nothing.
Problem not_a(const Yaml& value, const std::string& what, std::string_view expected, std::string_view example);

/// Reads a mapping that may have the keys `known` besides `source` and `note`. `what` names it in messages, `example`
/// shows how it should look. Anything but a mapping is a problem and gives no pairs.
Fields fields(const Yaml& value, const std::string& what, std::span<const std::string> known, std::string_view example,
              std::vector<Problem>& problems);

/// Reads a mapping whose keys are names from the file (parties, commitments); `source` and `note` are checked and left
/// out. Pairs without a value stay: what is due there is said by who reads them.
Fields named_fields(const Yaml& value, const std::string& what, std::string_view example,
                    std::vector<Problem>& problems);

/// `source` and `note` of a mapping.
Provenance provenance(const Fields& mapping, std::vector<Problem>& problems);

/// A text that is not empty; "" after reporting anything else.
std::string required_text(const Fields& mapping, std::string_view key, std::string_view example,
                          std::vector<Problem>& problems);
std::string optional_text(const Fields& mapping, std::string_view key, std::vector<Problem>& problems);

/// Reports that `key` is not written; nothing where it is, or where a misspelt key was probably meant to be it.
void require(const Fields& mapping, std::string_view key, std::string_view example, std::vector<Problem>& problems);

/// The items of a list; anything but a list, and an empty one, is a problem.
std::span<const Yaml> list_items(const Yaml& value, const std::string& what, std::string_view example,
                                 std::vector<Problem>& problems);

}  // namespace entente::accord
