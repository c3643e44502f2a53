#include "ledger/note.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "ledger/checkpoint.h"
#include "ledger/policy.h"
#include "ledger/sample_ledger.h"

namespace entente::ledger {
namespace {

using test::key_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

constexpr const char* tessera_key = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";

std::string tessera_checkpoint() {
  std::ostringstream text;
  text << std::ifstream(ENTENTE_SOURCE_DIR "/tests/reference/data/transparency-log/tessera-log/checkpoint").rdbuf();
  return text.str();
}

TEST(Note, OfAnotherProgramIsReadVerifiedAndWrittenToTheByte) {
  const Note note = read_note(tessera_checkpoint());
  const VerifierKey key = read_verifier_key(tessera_key);
  EXPECT_EQ(text_of(key), tessera_key);
  EXPECT_EQ(signers(note, std::span(&key, 1)).size(), 1U);
  EXPECT_EQ(text_of(note), tessera_checkpoint());
  EXPECT_EQ(read_checkpoint(note.text).size, 15U);
  EXPECT_EQ(text_of(read_checkpoint(note.text)), note.text);
}

TEST(Note, WithASignatureOfAKnownKeyThatDoesNotFitIsRefused) {
  Note note = read_note(tessera_checkpoint());
  const VerifierKey key = read_verifier_key(tessera_key);
  note.text[note.text.find("15")] = '2';
  EXPECT_THAT([&] { signers(note, std::span(&key, 1)); }, ThrowsMessage<Refused>(HasSubstr("does not fit the text")));
}

TEST(Note, SignaturesOfUnknownKeysAreIgnored) {
  Note note = read_note(tessera_checkpoint());
  add_signature(note, key_of("stranger"));
  const VerifierKey key = read_verifier_key(tessera_key);
  EXPECT_EQ(signers(read_note(text_of(note)), std::span(&key, 1)).size(), 1U);
}

TEST(Note, ACosignatureHoldsForItsTimeAndItsTextOnly) {
  Note note = read_note(tessera_checkpoint());
  add_cosignature(note, key_of("w.example"), 1'679'315'147);
  const VerifierKey key = verifier_of(key_of("w.example"), KeyKind::cosignature);
  ASSERT_EQ(signers(note, std::span(&key, 1)).size(), 1U);
  EXPECT_EQ(signers(note, std::span(&key, 1)).front().time, 1'679'315'147U);
  note.signatures.back().bytes[7] ^= 1;
  EXPECT_THROW(signers(note, std::span(&key, 1)), Refused);
}

// The example of C2SP tlog-cosignature shows how long such a line is: four bytes of id, eight of time, 64 of signature.
TEST(Note, ACosignatureHasTheLengthOfTheStandard) {
  Note note = read_note(tessera_checkpoint());
  add_cosignature(note, key_of("w.example"), 1);
  EXPECT_EQ(note.signatures.back().bytes.size(), 72U);
}

TEST(Note, ThatIsNoneIsRefused) {
  const std::string good = tessera_checkpoint();
  for (const std::string& text : {std::string(), std::string("text\n"), good.substr(0, good.size() - 1), good + "x\n",
                                  "\x01" + good, "\xFF" + good, std::string("text\n\n\xE2\x80\x94 name AAAA\n")}) {
    EXPECT_THROW(read_note(text), Refused) << text;
  }
}

TEST(Keys, CopiedWronglyAreRefused) {
  std::string key = tessera_key;
  key[key.find("33d7")] = '4';
  EXPECT_THAT([&] { read_verifier_key(key); }, ThrowsMessage<Refused>(HasSubstr("copied wrongly")));
  std::string secret = text_of(key_of("North"));
  EXPECT_EQ(read_signing_key(secret).seed, key_of("North").seed);
  secret[20] = secret[20] == 'a' ? 'b' : 'a';
  EXPECT_THROW(read_signing_key(secret), Refused);
}

// RFC 8032, section 7.1, test 2.
TEST(Keys, SignAsTheStandardSays) {
  const SigningKey key{
      .name = "rfc8032",
      .seed = *hash_of(*from_hexadecimal("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))};
  EXPECT_EQ(hexadecimal(view(verifier_of(key).bytes)),
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  const SignatureBytes signature = sign(key, "\x72");
  EXPECT_EQ(hexadecimal({reinterpret_cast<const char*>(signature.data()), signature.size()}),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4"
            "302aeeb00d291612bb0c00");
}

std::string witness(const std::string& name) {
  return "witness " + name + " " + text_of(verifier_of(key_of(name), KeyKind::cosignature)) + "\n";
}

// The example of C2SP tlog-policy.
std::string nested() {
  return "# two groups\n" + witness("X1") + witness("X2") + witness("X3") + "group X-witnesses 2 X1 X2 X3\n" +
         witness("Y1") + witness("Y2") +
         "\tgroup Y-witnesses any Y1 Y2\n\ngroup X-and-Y all X-witnesses Y-witnesses\nquorum X-and-Y\n";
}

TEST(Policy, CountsNestedGroups) {
  const Policy policy = read_policy(nested());
  const auto reached = [&](const std::vector<std::string>& names) { return quorum_reached(policy, names); };
  EXPECT_TRUE(reached({"X1", "X3", "Y2"}));
  EXPECT_FALSE(reached({"X1", "Y1", "Y2"}));
  EXPECT_FALSE(reached({"X1", "X2", "X3"}));
  EXPECT_FALSE(reached({}));
  EXPECT_TRUE(quorum_reached(read_policy("quorum none\n"), {}));
}

TEST(Policy, ThatIsNoneIsRefusedWithTheLine) {
  const std::string w = witness("X1");
  for (const auto& [text, reason] :
       std::vector<std::pair<std::string, std::string>>{{w, "a quorum line is missing"},
                                                        {"quorum X1\n", "line 1"},
                                                        {w + "group g 2 X1\nquorum g\n", "line 2"},
                                                        {w + "group g 0 X1\nquorum g\n", "line 2"},
                                                        {w + w + "quorum X1\n", "line 2"},
                                                        {w + "group g all X1 X1\nquorum g\n", "twice"},
                                                        {w + "group none all X1\nquorum none\n", "none is no name"},
                                                        {w + "quorum X1\nquorum X1\n", "second quorum"},
                                                        {w + "group a all b\nquorum a\n", "no line above defines b"},
                                                        {"hello\nquorum none\n", "not with hello"}}) {
    const auto reading = [given = text] { read_policy(given); };
    EXPECT_THAT(reading, ThrowsMessage<Refused>(HasSubstr(reason))) << text;
  }
}

}  // namespace
}  // namespace entente::ledger
