#include "ledger/store.h"

#include "ledger/store_postgresql.h"
#include "ledger/store_sqlite.h"

namespace entente::ledger {

bool is_postgresql(std::string_view where) {
  return where.starts_with("postgresql://") || where.starts_with("postgres://");
}

std::unique_ptr<Store> open_store(const std::string& where, Opening opening) {
  if (is_postgresql(where)) return open_postgresql(where, opening);
  return open_sqlite(where, opening);
}

}  // namespace entente::ledger
