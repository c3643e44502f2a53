#include "ledger/store_sqlite.h"

#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <limits>

namespace entente::ledger {

namespace {

constexpr const char* sqlite_tables =
    "CREATE TABLE entry (number INTEGER PRIMARY KEY, hash BLOB NOT NULL, salt BLOB, event TEXT);"
    "CREATE TABLE tile (level INTEGER NOT NULL, number INTEGER NOT NULL, hashes BLOB NOT NULL,"
    "                   PRIMARY KEY (level, number)) WITHOUT ROWID;"
    "CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, note TEXT NOT NULL);"
    "CREATE TABLE state (one INTEGER PRIMARY KEY CHECK (one = 1), text TEXT NOT NULL);";

std::int64_t as_sqlite_integer(std::uint64_t number) {
  if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
    throw Refused("a number is too large");
  return static_cast<std::int64_t>(number);
}

// One statement, prepared once and run many times.
class Statement {
 public:
  Statement(sqlite3* database, const char* sql, const std::string& file) : database_(database), file_(file) {
    if (sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr) != SQLITE_OK) fail();
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  void bind(int place, std::uint64_t number) {
    check(sqlite3_bind_int64(statement_, place, as_sqlite_integer(number)));
  }
  void bind_blob(int place, std::string_view bytes) {
    check(sqlite3_bind_blob64(statement_, place, bytes.data(), bytes.size(), SQLITE_TRANSIENT));
  }
  void bind_text(int place, std::string_view text) {
    check(sqlite3_bind_text64(statement_, place, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  }
  void bind_null(int place) { check(sqlite3_bind_null(statement_, place)); }

  // Whether there is a row.
  bool step() {
    const int result = sqlite3_step(statement_);
    if (result == SQLITE_ROW) return true;
    if (result != SQLITE_DONE) fail();
    sqlite3_reset(statement_);
    return false;
  }
  void reset() { sqlite3_reset(statement_); }

  std::uint64_t number(int column) const {
    return static_cast<std::uint64_t>(sqlite3_column_int64(statement_, column));
  }
  bool is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  std::string bytes(int column) const {
    const void* data = sqlite3_column_blob(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    return data == nullptr ? std::string()
                           : std::string(static_cast<const char*>(data), static_cast<std::size_t>(size));
  }

 private:
  void check(int result) {
    if (result != SQLITE_OK) fail();
  }
  [[noreturn]] void fail() {
    const std::string message = sqlite3_errmsg(database_);
    sqlite3_reset(statement_);
    throw StoreError(file_ + ": " + message);
  }

  sqlite3* database_;
  const std::string& file_;
  sqlite3_stmt* statement_ = nullptr;
};

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
using Database = std::unique_ptr<sqlite3, Close>;

void execute(sqlite3* database, const char* sql, const std::string& file) {
  if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    throw StoreError(file + ": " + sqlite3_errmsg(database));
}

std::uint64_t number_from(sqlite3* database, const char* sql, const std::string& file) {
  Statement statement(database, sql, file);
  const std::uint64_t number = statement.step() ? statement.number(0) : 0;
  statement.reset();
  return number;
}

Hash hash_in(const std::string& bytes, const char* what) {
  const std::optional<Hash> hash = hash_of(bytes);
  if (!hash) throw Refused(std::string("a ") + what + " kept in the database is not 32 bytes");
  return *hash;
}

class SqliteStore final : public Store {
 public:
  SqliteStore(Database database, std::string file)
      : database_(std::move(database)),
        file_(std::move(file)),
        size_(database_.get(), "SELECT coalesce(max(number) + 1, 0) FROM entry", file_),
        entries_(database_.get(),
                 "SELECT hash, salt, event, number FROM entry WHERE number >= ?1 AND number < ?2 ORDER BY number",
                 file_),
        add_(database_.get(), "INSERT INTO entry (number, hash, salt, event) VALUES (?1, ?2, ?3, ?4)", file_),
        forget_(database_.get(), "UPDATE entry SET salt = NULL, event = NULL WHERE number = ?1", file_),
        tile_(database_.get(), "SELECT hashes FROM tile WHERE level = ?1 AND number = ?2", file_),
        set_tile_(database_.get(), "INSERT OR REPLACE INTO tile (level, number, hashes) VALUES (?1, ?2, ?3)", file_),
        sizes_(database_.get(), "SELECT size FROM checkpoint ORDER BY size", file_),
        checkpoint_(database_.get(), "SELECT note FROM checkpoint WHERE size = ?1", file_),
        set_checkpoint_(database_.get(), "INSERT OR REPLACE INTO checkpoint (size, note) VALUES (?1, ?2)", file_),
        state_(database_.get(), "SELECT text FROM state WHERE one = 1", file_),
        set_state_(database_.get(), "INSERT OR REPLACE INTO state (one, text) VALUES (1, ?1)", file_) {}

  void begin(Access access) override {
    execute(database_.get(), access == Access::write ? "BEGIN IMMEDIATE" : "BEGIN", file_);
  }
  void commit() override { execute(database_.get(), "COMMIT", file_); }
  void roll_back() noexcept override { sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr); }

  std::uint64_t size() override {
    const std::uint64_t size = size_.step() ? size_.number(0) : 0;
    size_.reset();
    return size;
  }

  std::vector<Entry> entries(std::uint64_t first, std::uint64_t count) override {
    entries_.bind(1, first);
    entries_.bind(2, first + count);
    std::vector<Entry> found;
    while (entries_.step()) {
      if (entries_.number(3) != first + found.size()) {
        entries_.reset();
        throw Refused("entry " + std::to_string(first + found.size()) + " is missing");
      }
      Entry entry;
      const std::string hash = entries_.bytes(0);
      if (!entries_.is_null(2)) entry.event = entries_.bytes(2);
      const std::optional<std::string> salt = entries_.is_null(1) ? std::nullopt : std::optional(entries_.bytes(1));
      if (hash.size() != sizeof(Hash) || (salt && salt->size() != sizeof(Hash))) {
        entries_.reset();
        throw Refused("the hash or the salt of entry " + std::to_string(first + found.size()) + " is not 32 bytes");
      }
      entry.hash = hash_in(hash, "hash");
      if (salt) entry.salt = hash_in(*salt, "salt");
      found.push_back(std::move(entry));
    }
    return found;
  }

  void add(std::uint64_t first, std::span<const Entry> entries) override {
    for (const Entry& entry : entries) {
      add_.bind(1, first++);
      add_.bind_blob(2, view(entry.hash));
      entry.salt ? add_.bind_blob(3, view(*entry.salt)) : add_.bind_null(3);
      entry.event ? add_.bind_text(4, *entry.event) : add_.bind_null(4);
      add_.step();
    }
  }

  void forget(std::uint64_t index) override {
    // Else the text would stay in the file where it stood, until something else is written there.
    execute(database_.get(), "PRAGMA secure_delete = ON", file_);
    forget_.bind(1, index);
    forget_.step();
  }

  std::optional<std::string> tile(unsigned level, std::uint64_t index) override {
    tile_.bind(1, level);
    tile_.bind(2, index);
    return only_value(tile_);
  }

  void set_tile(unsigned level, std::uint64_t index, std::string_view hashes) override {
    set_tile_.bind(1, level);
    set_tile_.bind(2, index);
    set_tile_.bind_blob(3, hashes);
    set_tile_.step();
  }

  std::vector<std::uint64_t> checkpoint_sizes() override {
    std::vector<std::uint64_t> found;
    while (sizes_.step()) found.push_back(sizes_.number(0));
    return found;
  }

  std::optional<std::string> checkpoint(std::uint64_t size) override {
    checkpoint_.bind(1, size);
    return only_value(checkpoint_);
  }

  void set_checkpoint(std::uint64_t size, std::string_view note) override {
    set_checkpoint_.bind(1, size);
    set_checkpoint_.bind_text(2, note);
    set_checkpoint_.step();
  }

  std::optional<std::string> state() override { return only_value(state_); }

  void set_state(std::string_view text) override {
    set_state_.bind_text(1, text);
    set_state_.step();
  }

  std::optional<std::string> damage() override {
    Statement check(database_.get(), "PRAGMA integrity_check(1)", file_);
    const std::string answer = check.step() ? check.bytes(0) : "no answer";
    check.reset();
    if (answer == "ok") return std::nullopt;
    return answer;
  }

 private:
  static std::optional<std::string> only_value(Statement& statement) {
    if (!statement.step()) return std::nullopt;
    std::string bytes = statement.bytes(0);
    statement.reset();
    return bytes;
  }

  Database database_;
  std::string file_;
  Statement size_, entries_, add_, forget_, tile_, set_tile_, sizes_, checkpoint_, set_checkpoint_, state_, set_state_;
};

// Who reads a write-ahead log shares a file beside it with those who write.
void require_shared_file(const std::string& file) {
  const std::filesystem::path folder = std::filesystem::absolute(file).parent_path();
  if (std::filesystem::exists(file + "-shm") || access(folder.c_str(), W_OK) == 0) return;
  throw StoreError("can not read " + file + ": SQLite must write beside it, and " + folder.string() +
                   " is read-only here; copy the folder to a place of your own");
}

Database opened(const std::string& file, Opening opening) {
  if (opening == Opening::create && std::filesystem::exists(file)) throw Refused(file + " is there already");
  if (opening != Opening::create && !std::filesystem::exists(file)) throw StoreError("there is no ledger at " + file);
  if (opening == Opening::existing_read_only) require_shared_file(file);
  const int flags = opening == Opening::create     ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                    : opening == Opening::existing ? SQLITE_OPEN_READWRITE
                                                   : SQLITE_OPEN_READONLY;
  sqlite3* raw = nullptr;
  const int result = sqlite3_open_v2(file.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(raw);
  if (result != SQLITE_OK) {
    throw StoreError("can not open " + file + ": " + (raw == nullptr ? sqlite3_errstr(result) : sqlite3_errmsg(raw)));
  }
  sqlite3_busy_timeout(raw, longest_wait_for_lock);
  return database;
}

}  // namespace

std::unique_ptr<Store> open_sqlite(const std::string& file, Opening opening) {
  Database database = opened(file, opening);
  if (opening == Opening::create) {
    execute(database.get(), "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", file);
    execute(database.get(), "BEGIN IMMEDIATE", file);
    execute(database.get(), sqlite_tables, file);
    execute(database.get(),
            ("PRAGMA application_id = " + std::to_string(sqlite_application) +
             "; PRAGMA user_version = " + std::to_string(sqlite_format))
                .c_str(),
            file);
    execute(database.get(), "COMMIT", file);
  } else {
    if (number_from(database.get(), "PRAGMA application_id", file) != sqlite_application)
      throw Refused(file + " is not a ledger");
    if (const auto format = number_from(database.get(), "PRAGMA user_version", file); format != sqlite_format) {
      throw Refused(file + " is a ledger of format " + std::to_string(format) + "; this program reads format " +
                    std::to_string(sqlite_format));
    }
    if (opening == Opening::existing) execute(database.get(), "PRAGMA synchronous = FULL", file);
  }
  return std::make_unique<SqliteStore>(std::move(database), file);
}

}  // namespace entente::ledger
