#include "cli/ledger_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <iostream>

#include "accord/case_path.h"
#include "accord/error.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/result_file.h"

namespace entente::cli {

namespace fs = std::filesystem;

namespace {

constexpr const char* database_file = "ledger.sqlite";
constexpr const char* store_file = "store";
constexpr const char* key_file = "log.key";

// A name in a folder is on the disk only when the folder is. Where that can not be asked for, it is left to the system.
void sync_folder(const fs::path& folder) {
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  fsync(descriptor);
  close(descriptor);
}

// Gone with its end unless it was moved to its place.
class DraftFolder {
 public:
  explicit DraftFolder(const fs::path& place)
      : place_(place), draft_(place.string() + ".unfinished-" + std::to_string(getpid())) {
    std::error_code error;
    if (fs::exists(place_, error)) throw Error(place_.string() + " is there already");
    fs::create_directories(draft_, error);
    if (error) throw MachineError("can not make the folder " + draft_.string() + ": " + error.message());
  }
  ~DraftFolder() {
    std::error_code ignored;
    fs::remove_all(draft_, ignored);
  }
  DraftFolder(const DraftFolder&) = delete;
  DraftFolder& operator=(const DraftFolder&) = delete;
  const fs::path& path() const { return draft_; }
  void move_to_place() {
    std::error_code error;
    sync_folder(draft_);
    fs::rename(draft_, place_, error);
    if (error) throw MachineError("can not make " + place_.string() + ": " + error.message());
    sync_folder(fs::absolute(place_).parent_path());
  }

 private:
  fs::path place_;
  fs::path draft_;
};

std::string without_line_end(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

}  // namespace

CLI::App* add_ledger_command(CLI::App& ledger, const std::string& name, const std::string& help, int& status,
                             const std::function<LedgerAnswer()>& work) {
  CLI::App* command = ledger.add_subcommand(name, help);
  auto json = std::make_shared<bool>(false);
  command->add_flag("--json", *json, "print the result alone, as JSON, on standard output");
  command->group("Commands");
  command->callback([json, work, &status] {
    try {
      const LedgerAnswer answer = work();
      print(*json ? report::written(answer.json) : answer.text);
      status = answer.is_yes ? kDone : kAnswerIsNo;
    } catch (const ledger::StoreError& error) {
      throw MachineError(error.what());
    } catch (const ledger::Refused& refused) {
      throw Error(refused.what());
    }
  });
  return command;
}

std::unique_ptr<ledger::Store> open_ledger(const fs::path& folder, ledger::Opening opening, bool added_to) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) throw MachineError("there is no ledger at " + folder.string());
  if (added_to && !fs::exists(folder / key_file, error)) {
    throw Error(folder.string() + " has no " + key_file + ": it is a copy, which can be read and checked only");
  }
  if (fs::exists(folder / store_file, error)) {
    return ledger::open_store(without_line_end(file_text((folder / store_file).string())), opening);
  }
  return ledger::open_store((folder / database_file).string(), opening);
}

void make_folder(const fs::path& folder, const std::function<void(const fs::path&)>& fill) {
  DraftFolder draft(folder);
  fill(draft.path());
  draft.move_to_place();
}

void make_ledger(const fs::path& folder, const std::string& store, const std::optional<ledger::SigningKey>& log_key,
                 const std::function<void(ledger::Store&)>& fill) {
  if (!store.empty() && !ledger::is_postgresql(store))
    throw Error("`" + store + "` is no store: write postgresql://HOST/DATABASE, or leave --store out");
  make_folder(folder, [&](const fs::path& draft) {
    if (log_key) write_secret(draft / key_file, text_of(*log_key) + '\n');
    if (!store.empty()) write_secret(draft / store_file, store + '\n');
    fill(*ledger::open_store(store.empty() ? (draft / database_file).string() : store, ledger::Opening::create));
  });
}

std::string file_text(const std::string& file, std::size_t most) {
  std::ifstream opened;
  if (file != "-") {
    opened.open(file, std::ios::binary);
    std::error_code error;
    if (!opened || fs::is_directory(file, error)) {
      throw MachineError("can not open " + file + ": " + std::strerror(errno == 0 ? EISDIR : errno));
    }
  }
  std::istream& stream = file == "-" ? std::cin : opened;
  std::string bytes;
  char piece[65536];
  while (stream.read(piece, sizeof piece) || stream.gcount() > 0) {
    bytes.append(piece, static_cast<std::size_t>(stream.gcount()));
    if (bytes.size() > most) throw Error(file + " has more than " + std::to_string(most) + " bytes, more than is read");
  }
  if (stream.bad()) throw MachineError("can not read " + file + ": " + std::strerror(errno));
  return bytes;
}

ledger::SigningKey signing_key_in(const std::string& file) {
  return in_file(file, [&] { return ledger::read_signing_key(file_text(file)); });
}

ledger::VerifierKey verifier_key_in(const std::string& key_or_file) {
  std::error_code error;
  if (fs::exists(key_or_file, error)) {
    return in_file(key_or_file, [&] { return ledger::read_verifier_key(without_line_end(file_text(key_or_file))); });
  }
  return in_file("`" + key_or_file + "` is no file, and as a key",
                 [&] { return ledger::read_verifier_key(key_or_file); });
}

void write_secret(const fs::path& file, const std::string& text) {
  const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0 && errno == EEXIST) throw Error(file.string() + " is there already, and a key is never replaced");
  if (descriptor < 0) throw MachineError("can not write " + file.string() + ": " + std::strerror(errno));
  const bool written =
      write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && fsync(descriptor) == 0;
  const int reason = errno;
  close(descriptor);
  if (written) return;
  unlink(file.c_str());
  throw MachineError("can not write " + file.string() + ": " + std::strerror(reason));
}

std::int64_t time_now(const std::string& given) {
  if (given.empty()) {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
  }
  const std::optional<std::int64_t> time = ledger::time_in(given);
  if (!time) throw Error("`" + given + "` is not a time; write it like 2027-03-01T12:00:00Z");
  return *time;
}

void add_now(CLI::App& command, std::string& now) {
  command
      .add_option("--now", now, "the time that it is, instead of this machine's clock: to enter a record of the past")
      ->type_name("TIME");
}

std::string accord_hash(const std::string& accord) {
  if (accord.size() == 64 && ledger::from_hexadecimal(accord)) return accord;
  return ledger::hexadecimal(ledger::view(ledger::sha256(file_text(accord::accord_file(accord).string()))));
}

std::string counted(std::uint64_t number, const std::string& one, const std::string& many) {
  return std::to_string(number) + ' ' + (number == 1 ? one : many);
}

}  // namespace entente::cli
