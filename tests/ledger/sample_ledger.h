// A small ledger for tests: three parties, a verifier, an organ, a host; keys from fixed seeds.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "ledger/ledger.h"

namespace entente::test {

inline constexpr std::int64_t noon = 1'800'000'000;  // 2027-01-15T08:00:00Z

ledger::SigningKey key_of(const std::string& name);

/// What the members of the sample ledger say next, with the right number and time.
class SampleMembers {
 public:
  SampleMembers();
  /// The charter, as the host signs it.
  std::string charter();
  /// An unsigned event by `author` in the role it has, its number the next one.
  ledger::Event event(const std::string& author, ledger::EventType type, ledger::Json content);
  std::string signed_event(const std::string& author, ledger::EventType type, ledger::Json content);
  /// A report by one of the parties, different for each `n`.
  std::string report(std::size_t n);
  std::int64_t now = noon;

 private:
  std::map<std::string, std::uint64_t> numbers_;
};

std::vector<ledger::Hash> salts(std::size_t count, std::size_t first = 0);
std::uint64_t append(ledger::Store& store, const std::vector<std::string>& events, std::int64_t now = noon);

/// A file that is gone with it.
class TemporaryStore {
 public:
  TemporaryStore();
  ~TemporaryStore();
  TemporaryStore(const TemporaryStore&) = delete;
  TemporaryStore& operator=(const TemporaryStore&) = delete;
  std::string file() const { return folder_ + "/ledger.sqlite"; }
  const std::string& folder() const { return folder_; }

 private:
  std::string folder_;
};

}  // namespace entente::test
