#include "server/secrets.h"

#include <sodium.h>

#include <array>

#include "accord/error.h"
#include "ledger/bytes.h"

namespace entente::server {

namespace {

constexpr unsigned long long kPasses = crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE;
constexpr std::size_t kMemory = crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE;

void require_sodium() {
  if (sodium_init() < 0) throw MachineError("libsodium can not be started on this machine");
}

}  // namespace

std::string hash_of_password(const std::string& password) {
  require_sodium();
  std::array<char, crypto_pwhash_argon2id_STRBYTES> line{};
  if (crypto_pwhash_argon2id_str(line.data(), password.data(), password.size(), kPasses, kMemory) != 0)
    throw MachineError("the memory for keeping a password (64 MiB) can not be had");
  return line.data();
}

bool is_password_hash(const std::string& hash) {
  require_sodium();
  // Asks libsodium to read the line. What takes more than we write ourselves would let every sign-in cost as much.
  return hash.starts_with("$argon2id$") && hash.size() < crypto_pwhash_argon2id_STRBYTES &&
         crypto_pwhash_argon2id_str_needs_rehash(hash.c_str(), kPasses, kMemory) == 0;
}

bool is_password(const std::string& hash, const std::string& password) {
  require_sodium();
  return crypto_pwhash_argon2id_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

std::string new_token() {
  return ledger::hexadecimal(ledger::view(ledger::random_bytes()));
}

bool same_secret(std::string_view one, std::string_view other) {
  return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace entente::server
