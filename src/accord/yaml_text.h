// Texts, numbers and pairs as they stand in an accord file that the program writes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "accord/provenance.h"

namespace entente::accord {

/// `text` as a YAML scalar, quoted where it needs quotes.
std::string text_of(std::string_view text);

/// The name with its colon. Throws Error for one that is too long for a key.
std::string key(std::string_view name);

/// The fewest digits that give the same number back, without an exponent: editors know `1e-05` only as a word.
std::string number(double value);

/// "{a: 1, b: 2}" from its pairs; empty without any.
std::string braces(const std::vector<std::string>& pairs);

/// "[North, South]", or the name alone where it is one.
std::string names_or_one(const std::vector<std::string>& names);

/// Appends `source: ...` and `note: ...` where there are any.
void add_provenance(const Provenance& from, std::vector<std::string>& pairs);

}  // namespace entente::accord
