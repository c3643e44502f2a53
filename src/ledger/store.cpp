#include "ledger/store.h"

#include "ledger/store_postgresql.h"
#include "ledger/store_sqlite.h"

namespace entente::ledger {

std::unique_ptr<Store> open_store(const std::string& where, Opening opening) {
  if (where.starts_with("postgresql://") || where.starts_with("postgres://")) return open_postgresql(where, opening);
  return open_sqlite(where, opening);
}

}  // namespace entente::ledger
