#include "server/record_keeper.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>
#include <vector>

#include "ledger/checkpoint.h"
#include "ledger/ledger.h"
#include "server/content.h"

namespace entente::server {

namespace {

constexpr std::chrono::milliseconds kBetweenLooks(1000);  // at what others write
constexpr std::chrono::milliseconds kShortestRest(100);   // between two standings

}  // namespace

RecordKeeper::RecordKeeper(const Site& site, std::function<void(Published)> publish)
    : site_(site), publish_(std::move(publish)) {
  if (site_.open_to_read) {
    store_ = site_.open_to_read();
    followed_.record.from = site_.ledger_name;
    followed_.record.is_signed = true;
  } else {
    followed_.record = site_.events;
    followed_.size = followed_.record.entries.size();
  }
  look(true);
  thread_ = std::thread([this] { work(); });
}

RecordKeeper::~RecordKeeper() {
  finish();
}

void RecordKeeper::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_one();
}

void RecordKeeper::finish() {
  {
    const std::lock_guard lock(mutex_);
    finished_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void RecordKeeper::with_record(const std::function<void(const review::Record&, std::uint64_t)>& use) const {
  const std::shared_lock lock(record_mutex_);
  use(followed_.record, followed_.size);
}

void RecordKeeper::work() {
  std::unique_lock lock(mutex_);
  bool complained = false;
  for (;;) {
    changed_.wait_for(lock, kBetweenLooks, [this] { return finished_ || woken_; });
    if (finished_) return;
    woken_ = false;
    lock.unlock();
    const auto began = std::chrono::steady_clock::now();
    bool looked = false;
    try {
      if (site_.open_to_read && !store_) store_ = site_.open_to_read();
      looked = look(false);
      complained = false;
    } catch (const std::exception& failed) {
      // Readers keep what there is; the next look opens the store anew.
      store_.reset();
      if (!complained)
        site_.say(std::string("the ledger can not be read, the last standing is served on: ") + failed.what());
      complained = true;
    }
    const auto took = std::chrono::steady_clock::now() - began;
    lock.lock();
    // Half a core at most goes into standings, however fast events come.
    if (looked && !finished_) {
      changed_.wait_for(lock, std::max<std::chrono::steady_clock::duration>(kShortestRest, took),
                        [this] { return finished_; });
    }
  }
}

bool RecordKeeper::look(bool first) {
  const bool new_entries = store_ && read_new_entries();
  const bool withdrawn = store_ && take_withdrawn();
  const bool new_checkpoint = store_ && see_checkpoint();
  const auto moment = usual_moment(site_, followed_.record);
  const std::string day = day_text(moment);
  if (!first && !new_entries && !withdrawn && !new_checkpoint && day == day_) return false;
  Published published{.size = followed_.size,
                      .day = day,
                      .standing = {},
                      .state = state_,
                      .checkpoint = checkpoint_,
                      .new_entries = new_entries || withdrawn,
                      .new_checkpoint = new_checkpoint};
  {
    const std::shared_lock lock(record_mutex_);
    published.standing = standing_document(site_, followed_.record, followed_.size, moment, std::nullopt);
  }
  day_ = day;
  publish_(std::move(published));
  return true;
}

bool RecordKeeper::read_new_entries() {
  ledger::Transaction one_view(*store_, ledger::Access::read);
  if (store_->size() == followed_.size && state_) {
    one_view.commit();
    return false;
  }
  NewEntries added = new_entries(followed_, *store_);
  state_ = std::make_shared<const ledger::State>(ledger::state_of(*store_));
  one_view.commit();
  const std::unique_lock lock(record_mutex_);
  take(followed_, std::move(added));
  return true;
}

// An event may allow the text of an entry to be taken away, and later it is.
bool RecordKeeper::take_withdrawn() {
  const std::vector<std::uint64_t> gone = newly_withdrawn(followed_, *state_, *store_);
  if (gone.empty()) return false;
  const std::unique_lock lock(record_mutex_);
  take_away(followed_, gone);
  return true;
}

bool RecordKeeper::see_checkpoint() {
  const std::string note = ledger::last_checkpoint(*store_).value_or(std::string());
  if (note == checkpoint_note_) return false;
  checkpoint_note_ = note;
  checkpoint_ = ledger::read_checkpoint(ledger::read_note(note).text).size;
  return true;
}

}  // namespace entente::server
