// A ledger in one SQLite file: write-ahead log, every commit synced to the disk.
#pragma once

#include <memory>
#include <string>

#include "ledger/store.h"

namespace entente::ledger {

inline constexpr int sqlite_format = 1;                ///< user_version of the file
inline constexpr int sqlite_application = 0x656e7465;  ///< "ente": application_id of the file
inline constexpr int longest_wait_for_lock = 10'000;   ///< milliseconds

std::unique_ptr<Store> open_sqlite(const std::string& file, Opening opening);

}  // namespace entente::ledger
