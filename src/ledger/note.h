// Signed notes (C2SP signed-note), their Ed25519 keys, and cosignatures with a time (C2SP tlog-cosignature,
// cosignature/v1).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/bytes.h"

namespace entente::ledger {

/// What a key signs, as the first byte of its encoding says.
enum class KeyKind : unsigned char {
  note = 1,         ///< the text of a note, or an event
  cosignature = 4,  ///< a checkpoint that a witness has seen, with the time
};

/// A public key, with the name and the four bytes by which a signature names it.
struct VerifierKey {
  std::string name;
  KeyKind kind = KeyKind::note;
  Hash bytes{};
  std::string id() const;  ///< eight hexadecimal digits
  bool operator==(const VerifierKey&) const = default;
};

/// A secret key. Its file holds `PRIVATE+KEY+name+id+base64(01 || seed)`, as golang.org/x/mod/sumdb/note has it.
struct SigningKey {
  std::string name;
  Hash seed{};
};

VerifierKey read_verifier_key(std::string_view text);  ///< `name+id+base64`; throws Refused
std::string text_of(const VerifierKey& key);
SigningKey read_signing_key(std::string_view text);  ///< throws Refused, without showing the text
std::string text_of(const SigningKey& key);
/// The public side of a secret key. Throws Refused when a name can not be that of a key: empty, with a space or a plus.
VerifierKey verifier_of(const SigningKey& key, KeyKind kind = KeyKind::note);

using SignatureBytes = std::array<unsigned char, 64>;
SignatureBytes sign(const SigningKey& key, std::string_view message);
bool signs(const Hash& public_key, std::string_view message, std::span<const unsigned char> signature);

/// One line below a note.
struct NoteSignature {
  std::string name;
  std::string id;     ///< eight hexadecimal digits
  std::string bytes;  ///< what follows the id
};

struct Note {
  std::string text;  ///< ends with a line end
  std::vector<NoteSignature> signatures;
};

inline constexpr std::size_t most_signatures = 100;  ///< of one note

Note read_note(std::string_view text);  ///< throws Refused
std::string text_of(const Note& note);

/// Signs the text of a note and adds the line.
void add_signature(Note& note, const SigningKey& key);
/// Signs as a witness that saw this checkpoint at `time` (seconds since 1970), in place of an earlier line of that
/// witness.
void add_cosignature(Note& note, const SigningKey& key, std::uint64_t time);

/// A key of those asked for that has signed a note.
struct Signer {
  std::size_t key = 0;                ///< its place among the keys
  std::optional<std::uint64_t> time;  ///< of a cosignature, seconds since 1970
};

/// Which of `keys` have signed. Signatures of others are ignored; one in the name of a known key that does not fit
/// throws Refused.
std::vector<Signer> signers(const Note& note, std::span<const VerifierKey> keys);

}  // namespace entente::ledger
