#include "verification/sha256.h"

#include <sodium/crypto_hash_sha256.h>

#include <vector>

namespace entente::verification {

namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

}  // namespace

HashedBytes& HashedBytes::number(std::uint64_t value) {
  for (unsigned shift = 64; shift > 0; shift -= 8) bytes_ += static_cast<char>((value >> (shift - 8)) & 0xFFU);
  return *this;
}

HashedBytes& HashedBytes::text(std::string_view text) {
  number(text.size());
  bytes_ += text;
  return *this;
}

HashedBytes& HashedBytes::digest(const Digest& digest) {
  for (const std::uint8_t byte : digest) bytes_ += static_cast<char>(byte);
  return *this;
}

Digest HashedBytes::sha256() const {
  const std::vector<unsigned char> bytes(bytes_.begin(), bytes_.end());
  Digest digest{};
  crypto_hash_sha256(digest.data(), bytes.data(), bytes.size());
  return digest;
}

std::string hexadecimal(const Digest& digest) {
  std::string text;
  for (const std::uint8_t byte : digest) {
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 0xFU];
  }
  return text;
}

std::optional<Digest> digest_in(std::string_view hexadecimal) {
  Digest digest{};
  if (hexadecimal.size() != 2 * digest.size()) return std::nullopt;
  for (std::size_t n = 0; n < digest.size(); ++n) {
    const std::size_t high = kDigits.find(hexadecimal[2 * n]);
    const std::size_t low = kDigits.find(hexadecimal[2 * n + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    digest[n] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return digest;
}

}  // namespace entente::verification
