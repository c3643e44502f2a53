#include "ledger/sample_ledger.h"

#include <stdlib.h>

#include <filesystem>
#include <stdexcept>

namespace entente::test {

using namespace ledger;

namespace {

const std::map<std::string, std::string> role_names{{"North", "party"},      {"South", "party"},
                                                    {"East", "party"},       {"Agency", "verifier"},
                                                    {"Commission", "organ"}, {"Secretariat", "host"}};

std::string policy() {
  std::string text = "log " + text_of(verifier_of(key_of("log.example/border"))) + "\n";
  for (const char* name : {"North", "South", "East"}) {
    text += std::string("witness ") + name + " " + text_of(verifier_of(key_of(name), KeyKind::cosignature)) + "\n";
  }
  return text + "group parties 2 North South East\nquorum parties\n";
}

}  // namespace

SigningKey key_of(const std::string& name) {
  return {.name = name, .seed = sha256("seed of " + name)};
}

SampleMembers::SampleMembers() = default;

std::string SampleMembers::charter() {
  Json members = Json::array();
  for (const auto& [name, role] : role_names) {
    members.push_back({{"name", name}, {"roles", {role}}, {"key", text_of(verifier_of(key_of(name)))}});
  }
  return signed_event("Secretariat", EventType::charter,
                      {{"origin", "log.example/border"},
                       {"log", text_of(verifier_of(key_of("log.example/border")))},
                       {"members", members},
                       {"policy", policy()},
                       {"clock_allowance", 3600}});
}

Event SampleMembers::event(const std::string& author, EventType type, Json content) {
  return {.ledger = "log.example/border",
          .accord = std::string(64, 'a'),
          .author = author,
          .role = *role_of(role_names.at(author)),
          .key = {},
          .number = ++numbers_[author],
          .time = now,
          .type = type,
          .content = std::move(content)};
}

std::string SampleMembers::signed_event(const std::string& author, EventType type, Json content) {
  return text_of(sign_event(event(author, type, std::move(content)), key_of(author)));
}

std::string SampleMembers::report(std::size_t n) {
  const char* names[] = {"North", "South", "East"};
  return signed_event(
      names[n % 3], EventType::report,
      {{"commitment", "reactor"}, {"level", "halted"}, {"on", "2027-01-15"}, {"text", "day " + std::to_string(n)}});
}

std::vector<Hash> salts(std::size_t count, std::size_t first) {
  std::vector<Hash> all;
  for (std::size_t n = 0; n < count; ++n) all.push_back(sha256("salt " + std::to_string(first + n)));
  return all;
}

std::uint64_t append(Store& store, const std::vector<std::string>& events, std::int64_t now) {
  return ledger::append(store, events, salts(events.size(), static_cast<std::size_t>(store.size())), now);
}

TemporaryStore::TemporaryStore() {
  std::string name = (std::filesystem::temp_directory_path() / "entente-ledger-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
  folder_ = name;
}

TemporaryStore::~TemporaryStore() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

}  // namespace entente::test
