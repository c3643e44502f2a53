// A ledger in a PostgreSQL database, shared by several servers.
#pragma once

#include <memory>
#include <string>

#include "ledger/store.h"

namespace entente::ledger {

inline constexpr int postgresql_format = 1;                 ///< in the table ledger_about
inline constexpr int longest_wait_for_postgresql = 10'000;  ///< milliseconds, for a lock

std::unique_ptr<Store> open_postgresql(const std::string& url, Opening opening);

}  // namespace entente::ledger
