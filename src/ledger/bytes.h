// Bytes as text and as SHA-256: what every other part of the ledger writes and reads.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace entente::ledger {

using Hash = std::array<unsigned char, 32>;  ///< a SHA-256

/// Something given to the ledger is not what it must be: an event, a note, a proof, a policy. `what()` says what is
/// wrong and, where it helps, what to do; it names no file.
class Refused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

Hash sha256(std::string_view bytes);

/// The bytes of a hash, for writing them one after the other.
std::string_view view(const Hash& hash);

/// A hash from exactly 32 bytes; empty for any other number.
std::optional<Hash> hash_of(std::string_view bytes);

/// Standard base64 with padding (RFC 4648, section 4).
std::string base64(std::string_view bytes);
/// The one text that `base64` writes for some bytes, back to them; empty for any other text.
std::optional<std::string> from_base64(std::string_view text);
/// A hash from the base64 of its 32 bytes; empty for any other text.
std::optional<Hash> hash_from_base64(std::string_view text);

/// Lower-case hexadecimal.
std::string hexadecimal(std::string_view bytes);
/// Lower-case hexadecimal back to bytes; empty for any other text.
std::optional<std::string> from_hexadecimal(std::string_view text);

/// 32 bytes that nobody can guess, from the system's source of randomness. Throws std::runtime_error where there is
/// none.
Hash random_bytes();

/// A decimal number without sign and leading zeroes that fits; empty for any other text.
std::optional<std::uint64_t> decimal(std::string_view text);

}  // namespace entente::ledger
