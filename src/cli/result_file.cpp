#include "cli/result_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "accord/error.h"
#include "cli/interrupt.h"

namespace entente::cli {

namespace {

// A file under a name of its own that is gone again unless it gets its final name.
class Draft {
 public:
  explicit Draft(std::filesystem::path file, mode_t mode = 0666)
      : file_(std::move(file)), draft_(file_.string() + ".unfinished-" + std::to_string(getpid())) {
    descriptor_ = open(draft_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    if (descriptor_ < 0) fail();
  }

  ~Draft() {
    if (descriptor_ >= 0) close(descriptor_);
    if (!finished_) unlink(draft_.c_str());
  }

  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  void add(const std::string& text) {
    for (std::size_t written = 0; written < text.size();) {
      const ssize_t more = ::write(descriptor_, text.data() + written, text.size() - written);
      if (more < 0 && errno == EINTR) continue;
      if (more < 0) fail();
      written += static_cast<std::size_t>(more);
    }
  }

  void finish() {
    // A full disk may show itself only here.
    if (fsync(descriptor_) != 0 && errno != EINVAL) fail();
    const int closed = close(descriptor_);
    descriptor_ = -1;
    if (closed != 0) fail();
    throw_if_stopped();
    if (rename(draft_.c_str(), file_.c_str()) != 0) fail();
    finished_ = true;
  }

 private:
  [[noreturn]] void fail() const {
    const int reason = errno;
    // The destructor does not run for an object whose constructor throws, and there is no draft then.
    throw MachineError("can not write " + file_.string() + ": " + std::strerror(reason));
  }

  std::filesystem::path file_;
  std::filesystem::path draft_;
  int descriptor_ = -1;
  bool finished_ = false;
};

}  // namespace

void require_writable(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw MachineError("can not make the folder " + folder.string() + ": " + error.message());
  const Draft trial(folder / "trial");
}

void write_whole(const std::filesystem::path& file, const std::string& text, ReadableBy readers) {
  Draft draft(file, readers == ReadableBy::owner ? 0600 : 0666);
  draft.add(text);
  draft.finish();
}

void write_in_pieces(const std::filesystem::path& file,
                     const std::function<void(const std::function<void(const std::string& piece)>& add)>& give) {
  constexpr std::size_t enough = 1U << 16U;
  Draft draft(file);
  std::string waiting;
  give([&](const std::string& piece) {
    waiting += piece;
    if (waiting.size() < enough) return;
    draft.add(waiting);
    waiting.clear();
  });
  draft.add(waiting);
  draft.finish();
}

}  // namespace entente::cli
