// Where a ledger is kept: one interface, SQLite by default, PostgreSQL where several servers share one.
//
// What is written between `begin` and `commit` stands wholly or not at all, and when `commit` returns it is on the
// disk. One writes at a time, in any number of processes; readers are not held up and see the ledger as it was when
// they began.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/bytes.h"

namespace entente::ledger {

/// The machine failed us: disk full, read-only or damaged, a lock that does not open, a server gone. Nothing was
/// changed; only where the way to a server broke during a commit can nobody tell, and the same append again will.
class StoreError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// One entry as it is kept. The tree holds `hash`; salt and event make it, and may be taken away together.
struct Entry {
  Hash hash{};
  std::optional<Hash> salt;
  std::optional<std::string> event;  ///< the signed event's text
};

enum class Access { read, write };

/// Every function may throw StoreError. Outside of a transaction each reads what is there at the moment.
class Store {
 public:
  Store() = default;
  virtual ~Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  virtual void begin(Access access) = 0;
  virtual void commit() = 0;
  virtual void roll_back() noexcept = 0;

  virtual std::uint64_t size() = 0;                                                  ///< entries
  virtual std::vector<Entry> entries(std::uint64_t first, std::uint64_t count) = 0;  ///< fewer where there are no more
  virtual void add(std::uint64_t first, std::span<const Entry> entries) = 0;
  virtual void forget(std::uint64_t index) = 0;  ///< takes salt and event of an entry away

  virtual std::optional<std::string> tile(unsigned level, std::uint64_t index) = 0;
  virtual void set_tile(unsigned level, std::uint64_t index, std::string_view hashes) = 0;

  virtual std::vector<std::uint64_t> checkpoint_sizes() = 0;  ///< ascending
  virtual std::optional<std::string> checkpoint(std::uint64_t size) = 0;
  virtual void set_checkpoint(std::uint64_t size, std::string_view note) = 0;

  virtual std::optional<std::string> state() = 0;
  virtual void set_state(std::string_view text) = 0;

  /// What the database itself finds wrong with its files, in words; empty when nothing.
  virtual std::optional<std::string> damage() = 0;
};

/// Rolls back at its end unless `commit` was called.
class Transaction {
 public:
  Transaction(Store& store, Access access) : store_(store) { store_.begin(access); }
  ~Transaction() {
    if (!done_) store_.roll_back();
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit() {
    store_.commit();
    done_ = true;
  }

 private:
  Store& store_;
  bool done_ = false;
};

enum class Opening {
  create,  ///< refuse one that is there
  existing,
  existing_read_only,
};

/// Whether `where` is the URL of a PostgreSQL database: it begins with postgresql:// or postgres://.
bool is_postgresql(std::string_view where);

/// Opens the ledger kept at `where`: the URL of a PostgreSQL database, or a file for SQLite. Throws StoreError, and
/// Refused for something that is no ledger, is of another format, or is there already and should be made.
std::unique_ptr<Store> open_store(const std::string& where, Opening opening);

}  // namespace entente::ledger
