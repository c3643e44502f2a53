// SHA-256 (FIPS 180-4) of what an item holds.
#pragma once

#include <string>
#include <string_view>

namespace entente::evidence {

/// 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

}  // namespace entente::evidence
