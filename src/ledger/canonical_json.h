// JSON in its one canonical form (RFC 8785), so that what was signed can be written again to the byte.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "ledger/bytes.h"

namespace entente::ledger {

using Json = nlohmann::json;

inline constexpr std::size_t most_depth = 32;                           ///< of arrays and objects in each other
inline constexpr std::int64_t largest_safe_integer = 9007199254740991;  ///< 2^53 - 1 (RFC 7493, section 2.2)

/// One JSON value and nothing else. Throws Refused for what RFC 7493 (I-JSON) forbids: text that is not UTF-8, lone
/// surrogates, a key twice in an object, an integer beyond 2^53 - 1 either way, a number beyond what a double holds;
/// and for more than `most_depth` values in each other.
Json read_json(std::string_view text);

/// The canonical form: no space, keys in the order of their UTF-16 code units, numbers as ECMAScript writes them,
/// strings with the fewest escapes (RFC 8785, section 3.2).
std::string canonical(const Json& json);

/// A finite number as ECMAScript's Number::toString writes it (ECMA-262, section 6.1.6.1.20).
std::string number_text(double number);

}  // namespace entente::ledger
