#include "ledger/store_postgresql.h"

#include <algorithm>
#include <limits>
#include <pqxx/pqxx>

namespace entente::ledger {

namespace {

// One lock for all who write to a ledger: any number, the same in every program.
constexpr const char* lock = "SELECT pg_advisory_xact_lock(7310868735421014117)";
constexpr const char* postgresql_tables =
    "CREATE TABLE ledger_about (format integer NOT NULL);"
    "CREATE TABLE ledger_entry (number bigint PRIMARY KEY, hash bytea NOT NULL, salt bytea, event bytea);"
    "CREATE TABLE ledger_tile (level integer NOT NULL, number bigint NOT NULL, hashes bytea NOT NULL, PRIMARY KEY "
    "(level, number));"
    "CREATE TABLE ledger_checkpoint (size bigint PRIMARY KEY, note bytea NOT NULL);"
    "CREATE TABLE ledger_state (one integer PRIMARY KEY CHECK (one = 1), text bytea NOT NULL);";

constexpr std::size_t entries_per_insert = 256;

// Passwords stand in URLs: a message names the server without them.
std::string without_password(const std::string& url) {
  const std::string place = url.substr(0, url.find('?'));
  const std::size_t user = place.find("://") + 3;
  const std::size_t at = place.rfind('@');
  const std::size_t colon = place.find(':', user);
  return at == std::string::npos || colon > at ? place : place.substr(0, colon) + place.substr(at);
}

// The server's words without the line end that it adds.
std::string words_of(const std::exception& error) {
  const std::string_view words = error.what();
  return std::string(words.substr(0, words.find_last_not_of(" \n") + 1));
}

std::int64_t as_integer(std::uint64_t number) {
  if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
    throw Refused("a number is too large");
  return static_cast<std::int64_t>(number);
}

pqxx::binarystring as_binary(std::string_view bytes) {
  return {bytes.data(), bytes.size()};
}

// Binary values as the text of an array: {"\\x00ff",NULL}.
class BinaryArray {
 public:
  void add(const std::optional<std::string_view>& bytes) {
    items_ += items_.empty() ? "" : ",";
    items_ += bytes ? R"("\\x)" + hexadecimal(*bytes) + '"' : "NULL";
  }
  std::string text() const { return '{' + items_ + '}'; }

 private:
  std::string items_;
};

std::string bytes_of(const pqxx::field& field) {
  const pqxx::binarystring bytes(field);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

class PostgresqlStore final : public Store {
 public:
  PostgresqlStore(std::unique_ptr<pqxx::connection> connection, std::string name)
      : connection_(std::move(connection)), name_(std::move(name)) {
    guarded([&] {
      // The server may have been told to trade durability for speed.
      work("SET synchronous_commit = on");
      work("SET lock_timeout = " + std::to_string(longest_wait_for_postgresql));
      connection_->prepare("size", "SELECT coalesce(max(number) + 1, 0) FROM ledger_entry");
      connection_->prepare(
          "entries",
          "SELECT hash, salt, event, number FROM ledger_entry WHERE number >= $1 AND number < $2 ORDER BY number");
      connection_->prepare("add",
                           "INSERT INTO ledger_entry (number, hash, salt, event) SELECT $1::bigint + place - 1, hash, "
                           "salt, event FROM unnest($2::bytea[], $3::bytea[], $4::bytea[]) WITH ORDINALITY "
                           "AS given(hash, salt, event, place)");
      connection_->prepare("forget", "UPDATE ledger_entry SET salt = NULL, event = NULL WHERE number = $1");
      connection_->prepare("tile", "SELECT hashes FROM ledger_tile WHERE level = $1 AND number = $2");
      connection_->prepare("set_tile",
                           "INSERT INTO ledger_tile (level, number, hashes) VALUES ($1, $2, $3) "
                           "ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes");
      connection_->prepare("sizes", "SELECT size FROM ledger_checkpoint ORDER BY size");
      connection_->prepare("checkpoint", "SELECT note FROM ledger_checkpoint WHERE size = $1");
      connection_->prepare("set_checkpoint",
                           "INSERT INTO ledger_checkpoint (size, note) VALUES ($1, $2) "
                           "ON CONFLICT (size) DO UPDATE SET note = excluded.note");
      connection_->prepare("state", "SELECT text FROM ledger_state WHERE one = 1");
      connection_->prepare(
          "set_state",
          "INSERT INTO ledger_state (one, text) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET text = excluded.text");
    });
  }

  void begin(Access access) override {
    try {
      guarded([&] {
        transaction_ = std::make_unique<pqxx::nontransaction>(*connection_);
        transaction_->exec(access == Access::write ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        open_ = true;
        if (access == Access::write) transaction_->exec(lock);
      });
    } catch (...) {
      // Whoever could not begin has nothing to roll back.
      roll_back();
      throw;
    }
  }

  void commit() override {
    guarded([&] {
      transaction_->exec("COMMIT");
      open_ = false;
      transaction_.reset();
    });
  }

  void roll_back() noexcept override {
    try {
      if (open_ && transaction_) transaction_->exec("ROLLBACK");
    } catch (...) {
      // The server ends the transaction of a connection that is gone.
      broken_ = true;
    }
    open_ = false;
    transaction_.reset();
  }

  std::uint64_t size() override { return run("size")[0][0].as<std::uint64_t>(); }

  std::vector<Entry> entries(std::uint64_t first, std::uint64_t count) override {
    std::vector<Entry> found;
    for (const pqxx::row& row : run("entries", as_integer(first), as_integer(first + count))) {
      const std::string number = std::to_string(first + found.size());
      if (row[3].as<std::uint64_t>() != first + found.size()) throw Refused("entry " + number + " is missing");
      const std::optional<Hash> hash = hash_of(bytes_of(row[0]));
      Entry entry;
      if (!row[1].is_null()) entry.salt = hash_of(bytes_of(row[1]));
      if (!hash || (!row[1].is_null() && !entry.salt))
        throw Refused("the hash or the salt of entry " + number + " is not 32 bytes");
      entry.hash = *hash;
      if (!row[2].is_null()) entry.event = bytes_of(row[2]);
      found.push_back(std::move(entry));
    }
    return found;
  }

  void add(std::uint64_t first, std::span<const Entry> entries) override {
    // Each statement is a way to the server and back: many entries go in one.
    for (; !entries.empty(); entries = entries.subspan(std::min(entries.size(), entries_per_insert))) {
      BinaryArray hashes;
      BinaryArray salts;
      BinaryArray events;
      for (const Entry& entry : entries.first(std::min(entries.size(), entries_per_insert))) {
        hashes.add(view(entry.hash));
        salts.add(entry.salt ? std::optional(view(*entry.salt)) : std::nullopt);
        events.add(entry.event);
      }
      run("add", as_integer(first), hashes.text(), salts.text(), events.text());
      first += entries_per_insert;
    }
  }

  void forget(std::uint64_t index) override { run("forget", as_integer(index)); }

  std::optional<std::string> tile(unsigned level, std::uint64_t index) override {
    return only_value(run("tile", level, as_integer(index)));
  }
  void set_tile(unsigned level, std::uint64_t index, std::string_view hashes) override {
    run("set_tile", level, as_integer(index), as_binary(hashes));
  }

  std::vector<std::uint64_t> checkpoint_sizes() override {
    std::vector<std::uint64_t> found;
    for (const pqxx::row& row : run("sizes")) found.push_back(row[0].as<std::uint64_t>());
    return found;
  }
  std::optional<std::string> checkpoint(std::uint64_t size) override {
    return only_value(run("checkpoint", as_integer(size)));
  }
  void set_checkpoint(std::uint64_t size, std::string_view note) override {
    run("set_checkpoint", as_integer(size), as_binary(note));
  }

  std::optional<std::string> state() override { return only_value(run("state")); }
  void set_state(std::string_view text) override { run("set_state", as_binary(text)); }

  std::optional<std::string> damage() override { return std::nullopt; }

 private:
  // Errors of the server and of the way to it become ours.
  template <typename Work>
  auto guarded(const Work& work) -> decltype(work()) {
    try {
      if (broken_) throw StoreError("the database at " + name_ + " is gone");
      return work();
    } catch (const pqxx::broken_connection& error) {
      broken_ = true;
      throw StoreError("the database at " + name_ + " is gone: " + words_of(error));
    } catch (const pqxx::failure& error) {
      throw StoreError("the database at " + name_ + " says: " + words_of(error));
    }
  }

  void work(const std::string& sql) {
    pqxx::nontransaction alone(*connection_);
    alone.exec(sql);
  }

  template <typename... Values>
  pqxx::result run(const char* statement, const Values&... values) {
    return guarded([&] {
      if (transaction_) return transaction_->exec_prepared(statement, values...);
      pqxx::nontransaction alone(*connection_);
      return alone.exec_prepared(statement, values...);
    });
  }

  static std::optional<std::string> only_value(const pqxx::result& result) {
    if (result.empty()) return std::nullopt;
    return bytes_of(result[0][0]);
  }

  std::unique_ptr<pqxx::connection> connection_;
  std::string name_;
  std::unique_ptr<pqxx::nontransaction> transaction_;
  bool open_ = false;
  bool broken_ = false;
};

bool has_tables(pqxx::connection& connection) {
  pqxx::nontransaction look(connection);
  return !look.exec("SELECT to_regclass('ledger_about')")[0][0].is_null();
}

// Tables without a charter are what an attempt that was refused left behind.
bool is_empty(pqxx::connection& connection) {
  pqxx::nontransaction look(connection);
  return look.exec("SELECT 1 FROM ledger_state UNION ALL SELECT 1 FROM ledger_entry LIMIT 1").empty();
}

void make_tables(pqxx::connection& connection) {
  pqxx::work work(connection);
  work.exec(postgresql_tables);
  work.exec("INSERT INTO ledger_about (format) VALUES (" + std::to_string(postgresql_format) + ")");
  work.commit();
}

void require_format(pqxx::connection& connection, const std::string& name) {
  pqxx::nontransaction look(connection);
  const pqxx::result format = look.exec("SELECT format FROM ledger_about");
  if (format.size() != 1 || format[0][0].as<int>() != postgresql_format) {
    throw Refused(name + " holds a ledger of another format; this program reads format " +
                  std::to_string(postgresql_format));
  }
}

}  // namespace

std::unique_ptr<Store> open_postgresql(const std::string& url, Opening opening) {
  const std::string name = without_password(url);
  try {
    auto connection = std::make_unique<pqxx::connection>(url);
    const bool there = has_tables(*connection);
    if (opening == Opening::create) {
      if (there && !is_empty(*connection)) throw Refused(name + " holds a ledger already");
      if (!there) make_tables(*connection);
    } else {
      if (!there) throw StoreError("there is no ledger at " + name);
      require_format(*connection, name);
    }
    return std::make_unique<PostgresqlStore>(std::move(connection), name);
  } catch (const pqxx::failure& error) {
    throw StoreError("can not open the database at " + name + ": " + words_of(error));
  }
}

}  // namespace entente::ledger
