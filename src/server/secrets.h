// Secrets: passwords as Argon2id keeps them, tokens that nobody can guess, comparing without telling by the time taken.
#pragma once

#include <string>
#include <string_view>

namespace entente::server {

inline constexpr std::size_t kShortestPassword = 10;  ///< bytes
inline constexpr std::size_t kLongestPassword = 1024;

/// The line for the users file: Argon2id with 64 MiB and two passes (RFC 9106 allows more, no less memory than this is
/// what OWASP asks for). Throws MachineError where the memory can not be had.
std::string hash_of_password(const std::string& password);

/// Whether `hash` is a line that `hash_of_password` wrote, or one like it that a check can afford.
bool is_password_hash(const std::string& hash);

/// Takes as long for a wrong password as for the right one.
bool is_password(const std::string& hash, const std::string& password);

/// 256 bits as 64 hexadecimal digits.
std::string new_token();

/// In a time that does not depend on where they differ.
bool same_secret(std::string_view one, std::string_view other);

}  // namespace entente::server
