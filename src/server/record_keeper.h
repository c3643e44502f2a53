// Follows the record: reads what was added to the ledger, by this server or by anybody else, and computes the standing
// anew, on a thread of its own. Readers are served what was computed last.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <thread>

#include "ledger/state.h"
#include "server/followed_record.h"
#include "server/message.h"
#include "server/site.h"

namespace entente::server {

/// What the keeper tells after each change.
struct Published {
  std::uint64_t size = 0;  ///< entries of the ledger, or events of the file
  std::string day;         ///< of the standing
  Document standing;
  std::shared_ptr<const ledger::State> state;  ///< null without a ledger
  std::uint64_t checkpoint = 0;                ///< entries under the last checkpoint
  bool new_entries = false;
  bool new_checkpoint = false;  ///< or a new cosignature of it
};

class RecordKeeper {
 public:
  /// Reads the record and publishes the first standing before it returns; later ones are published by its thread.
  RecordKeeper(const Site& site, std::function<void(Published)> publish);
  ~RecordKeeper();
  RecordKeeper(const RecordKeeper&) = delete;
  RecordKeeper& operator=(const RecordKeeper&) = delete;

  /// Something was appended: look at once.
  void wake();
  void finish();

  /// Lets `use` look at the record as far as it is read, with the number of entries it covers; by any thread. Of a
  /// long ledger it has what a standing needs; see FollowedRecord.
  void with_record(const std::function<void(const review::Record&, std::uint64_t size)>& use) const;

 private:
  void work();
  bool look(bool first);
  bool read_new_entries();
  bool take_withdrawn();
  bool see_checkpoint();

  const Site& site_;
  std::function<void(Published)> publish_;
  std::unique_ptr<ledger::Store> store_;  // of the thread
  mutable std::shared_mutex record_mutex_;
  FollowedRecord followed_;  // written by the thread alone
  std::shared_ptr<const ledger::State> state_;
  std::string checkpoint_note_;
  std::uint64_t checkpoint_ = 0;
  std::string day_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
  bool finished_ = false;
  std::thread thread_;
};

}  // namespace entente::server
