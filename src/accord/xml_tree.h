// An XML text as a tree that knows the line and column of every element.
//
// Lenient where other programs are: a bare `&`, a comment before the declaration, any common encoding. Entities that a
// file defines for itself are not expanded and external ones never fetched; size and depth are bounded.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "accord/error.h"

namespace entente::accord {

/// An element. Text between elements is left out.
struct Xml {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<Xml> children;
  Place place;

  /// The value of an attribute without white space around it; empty where it is not written.
  std::optional<std::string> find(std::string_view attribute) const;
  /// The first child of that name; null where there is none.
  const Xml* child(std::string_view child_name) const;
};

/// What a file may be at most; far above any real domain.
struct XmlLimits {
  std::size_t bytes = 2 << 20;
  std::size_t depth = 64;
};

/// The root element of `bytes`. Empty after adding to `problems` why there is none.
std::optional<Xml> read_xml(std::string_view bytes, std::vector<Problem>& problems, const XmlLimits& limits = {});

}  // namespace entente::accord
