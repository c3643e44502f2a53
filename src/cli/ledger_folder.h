// What the ledger's commands share: the folder of a ledger, keys and notes in files, the clock, what is printed.
//
// DIR/ledger.sqlite (or DIR/store, which names a PostgreSQL database) holds the entries, DIR/log.key the key that signs
// checkpoints. A copy without log.key can be read and checked, not added to.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "accord/error.h"
#include "ledger/audit.h"
#include "ledger/event.h"
#include "ledger/store.h"
#include "report/json.h"

namespace entente::cli {

/// What a command of the ledger says and answers.
struct LedgerAnswer {
  std::string text;    ///< for people, with its line ends
  report::Json json;   ///< with --json
  bool is_yes = true;  ///< false: exit code 1
};

/// Adds a subcommand with --json that prints what `work` answers. What the ledger refuses becomes exit code 2, what the
/// machine does to its store 3.
CLI::App* add_ledger_command(CLI::App& ledger, const std::string& name, const std::string& help, int& status,
                             const std::function<LedgerAnswer()>& work);

/// The ledger in a folder. Throws ledger::StoreError, ledger::Refused, and Error for a copy (without log.key) that
/// should be opened to be `added_to`.
std::unique_ptr<ledger::Store> open_ledger(const std::filesystem::path& folder, ledger::Opening opening,
                                           bool added_to = false);

/// Makes a folder beside its place and moves it there when `fill`, which is given the draft, has filled it.
void make_folder(const std::filesystem::path& folder, const std::function<void(const std::filesystem::path&)>& fill);

/// Makes a new ledger's folder beside its place and moves it there when `fill` has filled it. `store`: a URL, or empty
/// for SQLite. `log_key`: its secret key; none for a copy.
void make_ledger(const std::filesystem::path& folder, const std::string& store,
                 const std::optional<ledger::SigningKey>& log_key, const std::function<void(ledger::Store&)>& fill);

/// A file of at most `most` bytes; `-` is standard input. Throws MachineError, and Error where it is larger.
std::string file_text(const std::string& file, std::size_t most = 16 << 20);

/// The version of an accord as events name it: the SHA-256 of its file, in hexadecimal. `accord` is a case, its file,
/// or the 64 digits themselves.
std::string accord_hash(const std::string& accord);

/// What is refused in `work`, which reads `file`, becomes an Error that names the file.
template <typename Work>
auto in_file(const std::string& file, const Work& work) -> decltype(work()) {
  try {
    return work();
  } catch (const ledger::Refused& refused) {
    throw Error(file + ": " + refused.what());
  }
}

ledger::SigningKey signing_key_in(const std::string& file);
/// A public key given as such, or as a file that holds it.
ledger::VerifierKey verifier_key_in(const std::string& key_or_file);

/// A file that only its owner may read. Refuses to replace one.
void write_secret(const std::filesystem::path& file, const std::string& text);

/// Seconds since 1970: `given` (2027-03-01T12:00:00Z), or this machine's clock where that is empty.
std::int64_t time_now(const std::string& given);
void add_now(CLI::App& command, std::string& now);

/// "1 entry", "2 entries".
std::string counted(std::uint64_t number, const std::string& one, const std::string& many);

/// What an audit found.
std::string audit_text(const ledger::Audit& found);
report::Json audit_json(const ledger::Audit& found);

// The commands, by what they are for.
void add_ledger_writing(CLI::App& ledger, int& status);
void add_ledger_proofs(CLI::App& ledger, int& status);
void add_ledger_checks(CLI::App& ledger, int& status);
void add_ledger_copies(CLI::App& ledger, int& status);
void add_ledger_commitments(CLI::App& ledger, int& status);

}  // namespace entente::cli
