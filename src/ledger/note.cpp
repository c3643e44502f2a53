#include "ledger/note.h"

#include <sodium.h>

#include <algorithm>
#include <limits>

namespace entente::ledger {

namespace {

constexpr std::string_view dash = "\xE2\x80\x94 ";

// C2SP: not empty, no Unicode space, no plus.
bool names_a_key(std::string_view name) {
  if (name.empty() || name.find('+') != std::string_view::npos) return false;
  if (std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; }))
    return false;
  constexpr std::string_view spaces[] = {"\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x81",
                                         "\xE2\x80\x82", "\xE2\x80\x83", "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86",
                                         "\xE2\x80\x87", "\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A", "\xE2\x80\xA8",
                                         "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80"};
  return std::ranges::none_of(spaces, [&](std::string_view s) { return name.find(s) != std::string_view::npos; });
}

// Well-formed UTF-8 (RFC 3629).
bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = [&](std::size_t n) -> unsigned {
      return at + n < text.size() ? static_cast<unsigned char>(text[at + n]) : 0;
    };
    const unsigned first = byte(0);
    const std::size_t length = first < 0x80   ? 1
                               : first < 0xC2 ? 0
                               : first < 0xE0 ? 2
                               : first < 0xF0 ? 3
                               : first < 0xF5 ? 4
                                              : 0;
    if (length == 0) return false;
    for (std::size_t n = 1; n < length; ++n) {
      if ((byte(n) & 0xC0U) != 0x80U) return false;
    }
    if ((first == 0xE0 && byte(1) < 0xA0) || (first == 0xED && byte(1) > 0x9F) || (first == 0xF0 && byte(1) < 0x90) ||
        (first == 0xF4 && byte(1) > 0x8F)) {
      return false;
    }
    at += length;
  }
  return true;
}

std::string encoded(const VerifierKey& key) {
  return static_cast<char>(key.kind) + std::string(view(key.bytes));
}

// Splits `name+id+rest`; base64 may hold a plus, so only the first two count.
struct ThreeParts {
  std::string_view name, id, rest;
};

std::optional<ThreeParts> three_parts(std::string_view text) {
  const std::size_t first = text.find('+');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = text.find('+', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  return ThreeParts{text.substr(0, first), text.substr(first + 1, second - first - 1), text.substr(second + 1)};
}

std::string cosigned_message(std::string_view note_text, std::uint64_t time) {
  return "cosignature/v1\ntime " + std::to_string(time) + "\n" + std::string(note_text);
}

std::string big_endian(std::uint64_t number) {
  std::string bytes;
  for (unsigned shift = 64; shift > 0; shift -= 8) bytes += static_cast<char>((number >> (shift - 8)) & 0xFFU);
  return bytes;
}

std::uint64_t from_big_endian(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char byte : bytes) number = (number << 8U) | static_cast<unsigned char>(byte);
  return number;
}

std::span<const unsigned char> as_span(std::string_view bytes) {
  return {reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()};
}

std::string as_string(const SignatureBytes& bytes) {
  return {bytes.begin(), bytes.end()};
}

// The time of a good signature line, or that it is not one.
struct Judged {
  bool good = false;
  std::optional<std::uint64_t> time;
};

Judged judge(const Note& note, const NoteSignature& line, const VerifierKey& key) {
  if (key.kind == KeyKind::note) return {signs(key.bytes, note.text, as_span(line.bytes)), std::nullopt};
  if (line.bytes.size() != 8 + crypto_sign_BYTES) return {};
  const std::uint64_t time = from_big_endian(std::string_view(line.bytes).substr(0, 8));
  if (time > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return {};
  return {signs(key.bytes, cosigned_message(note.text, time), as_span(std::string_view(line.bytes).substr(8))), time};
}

}  // namespace

std::string VerifierKey::id() const {
  return hexadecimal(view(sha256(name + '\n' + encoded(*this))).substr(0, 4));
}

VerifierKey read_verifier_key(std::string_view text) {
  const std::optional<ThreeParts> parts = three_parts(text);
  if (!parts || !names_a_key(parts->name) || !is_utf8(parts->name)) {
    throw Refused("a public key is written NAME+ID+BASE64, and its name has no space and no plus");
  }
  const std::optional<std::string> bytes = from_base64(parts->rest);
  if (!bytes || bytes->size() != 33)
    throw Refused("the key of " + std::string(parts->name) + " is not 33 bytes in base64");
  VerifierKey key{
      .name = std::string(parts->name), .kind = static_cast<KeyKind>((*bytes)[0]), .bytes = *hash_of(bytes->substr(1))};
  if (key.kind != KeyKind::note && key.kind != KeyKind::cosignature) {
    throw Refused("the key of " + key.name + " is of a kind other than Ed25519 (1) and its cosignatures (4)");
  }
  if (key.id() != parts->id) {
    throw Refused("the key of " + key.name + " has the id " + key.id() + ", not " + std::string(parts->id) +
                  ": it was copied wrongly");
  }
  return key;
}

std::string text_of(const VerifierKey& key) {
  return key.name + '+' + key.id() + '+' + base64(encoded(key));
}

SigningKey read_signing_key(std::string_view text) {
  constexpr std::string_view prefix = "PRIVATE+KEY+";
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  if (!text.starts_with(prefix)) throw Refused("a secret key is written PRIVATE+KEY+NAME+ID+BASE64 on one line");
  const std::optional<ThreeParts> parts = three_parts(text.substr(prefix.size()));
  const std::optional<std::string> bytes = parts ? from_base64(parts->rest) : std::nullopt;
  if (!parts || !bytes || bytes->size() != 33 || (*bytes)[0] != static_cast<char>(KeyKind::note)) {
    throw Refused("a secret key is written PRIVATE+KEY+NAME+ID+BASE64 on one line");
  }
  SigningKey key{.name = std::string(parts->name), .seed = *hash_of(bytes->substr(1))};
  if (verifier_of(key).id() != parts->id) throw Refused("the secret key of " + key.name + " was copied wrongly");
  return key;
}

std::string text_of(const SigningKey& key) {
  return "PRIVATE+KEY+" + key.name + '+' + verifier_of(key).id() + '+' +
         base64(static_cast<char>(KeyKind::note) + std::string(view(key.seed)));
}

VerifierKey verifier_of(const SigningKey& key, KeyKind kind) {
  if (!names_a_key(key.name) || !is_utf8(key.name)) {
    throw Refused("the name of a key must not be empty and must have no space and no plus");
  }
  VerifierKey verifier{.name = key.name, .kind = kind};
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
  crypto_sign_seed_keypair(verifier.bytes.data(), secret.data(), key.seed.data());
  sodium_memzero(secret.data(), secret.size());
  return verifier;
}

SignatureBytes sign(const SigningKey& key, std::string_view message) {
  Hash public_key;
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
  crypto_sign_seed_keypair(public_key.data(), secret.data(), key.seed.data());
  SignatureBytes signature;
  crypto_sign_detached(signature.data(), nullptr, as_span(message).data(), message.size(), secret.data());
  sodium_memzero(secret.data(), secret.size());
  return signature;
}

bool signs(const Hash& public_key, std::string_view message, std::span<const unsigned char> signature) {
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(signature.data(), as_span(message).data(), message.size(), public_key.data()) == 0;
}

Note read_note(std::string_view text) {
  if (!is_utf8(text)) throw Refused("a note must be UTF-8 text");
  if (std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; })) {
    throw Refused("a note must have no control characters but line ends");
  }
  const std::size_t gap = text.rfind("\n\n");
  if (gap == std::string_view::npos)
    throw Refused("a note must have an empty line between its text and its signatures");
  Note note{.text = std::string(text.substr(0, gap + 1)), .signatures = {}};
  std::string_view rest = text.substr(gap + 2);
  if (rest.empty() || rest.back() != '\n') throw Refused("a note must end with signature lines, each with a line end");
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(line.size() + 1);
    const std::size_t space = line.find(' ', dash.size());
    if (!line.starts_with(dash) || space == std::string_view::npos) {
      throw Refused("a signature line must be: an em dash, the key's name, the signature in base64");
    }
    const std::string_view name = line.substr(dash.size(), space - dash.size());
    const std::optional<std::string> bytes = from_base64(line.substr(space + 1));
    if (!names_a_key(name) || !bytes || bytes->size() < 5) {
      throw Refused("a signature line must be: an em dash, the key's name, the signature in base64");
    }
    if (note.signatures.size() == most_signatures) {
      throw Refused("a note must have at most " + std::to_string(most_signatures) + " signatures");
    }
    note.signatures.push_back({std::string(name), hexadecimal(bytes->substr(0, 4)), bytes->substr(4)});
  }
  return note;
}

std::string text_of(const Note& note) {
  std::string text = note.text + '\n';
  for (const NoteSignature& line : note.signatures) {
    text += std::string(dash) + line.name + ' ' + base64(from_hexadecimal(line.id).value_or("") + line.bytes) + '\n';
  }
  return text;
}

void add_signature(Note& note, const SigningKey& key) {
  note.signatures.push_back({key.name, verifier_of(key).id(), as_string(sign(key, note.text))});
}

void add_cosignature(Note& note, const SigningKey& key, std::uint64_t time) {
  const VerifierKey verifier = verifier_of(key, KeyKind::cosignature);
  std::erase_if(note.signatures,
                [&](const NoteSignature& line) { return line.name == verifier.name && line.id == verifier.id(); });
  note.signatures.push_back(
      {key.name, verifier.id(), big_endian(time) + as_string(sign(key, cosigned_message(note.text, time)))});
}

std::vector<Signer> signers(const Note& note, std::span<const VerifierKey> keys) {
  std::vector<Signer> found;
  for (std::size_t n = 0; n < keys.size(); ++n) {
    const std::string id = keys[n].id();
    bool counted = false;
    for (const NoteSignature& line : note.signatures) {
      if (line.name != keys[n].name || line.id != id) continue;
      const Judged judged = judge(note, line, keys[n]);
      if (!judged.good) throw Refused("the signature of " + keys[n].name + " does not fit the text");
      if (!counted) found.push_back({n, judged.time});
      counted = true;
    }
  }
  return found;
}

}  // namespace entente::ledger
