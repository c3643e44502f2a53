// SHA-256, and the bytes that go into it: every text with its length before it, so that no two lists of texts give the
// same bytes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entente::verification {

using Digest = std::array<std::uint8_t, 32>;

/// Bytes to be hashed, appended one after the other.
class HashedBytes {
 public:
  HashedBytes& number(std::uint64_t value);   ///< 8 bytes, the most significant first
  HashedBytes& text(std::string_view text);   ///< its length in bytes as a number, then its bytes
  HashedBytes& digest(const Digest& digest);  ///< its 32 bytes
  Digest sha256() const;

 private:
  std::string bytes_;
};

/// 64 hexadecimal digits in lower case.
std::string hexadecimal(const Digest& digest);
/// Reads them, in lower case alone; empty for anything else.
std::optional<Digest> digest_in(std::string_view hexadecimal);

}  // namespace entente::verification
