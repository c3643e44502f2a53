#include "cli/stress_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>
#include <vector>

#include "accord/error.h"
#include "cli/result_file.h"
#include "report/stress_csv.h"
#include "uncertainty/stress_state.h"

namespace entente::cli {

namespace {

constexpr auto between_states = std::chrono::seconds(1);

std::filesystem::path unfinished_worlds(const std::filesystem::path& folder) {
  return folder / "worlds.csv.unfinished";
}

std::filesystem::path unfinished_state(const std::filesystem::path& folder) {
  return folder / "stress.unfinished";
}

// What a run that was killed had begun to write of where it stands.
void remove_drafts(const std::filesystem::path& folder) {
  const std::string beginning = unfinished_state(folder).filename().string() + ".unfinished-";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().filename().string().starts_with(beginning)) std::filesystem::remove(entry.path());
  }
}

}  // namespace

StressFiles::StressFiles(std::filesystem::path folder, const uncertainty::StressTest& test, bool resume,
                         uncertainty::StressTally& tally)
    : folder_(std::move(folder)), test_(test) {
  require_writable(folder_);
  remove_drafts(folder_);
  const bool there = std::filesystem::exists(unfinished_state(folder_));
  worlds_ = open(unfinished_worlds(folder_).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  if (worlds_ < 0) fail();
  try {
    if (resume && there) {
      take_up(tally);
    } else {
      begin(report::worlds_csv_header(test));
      lay_aside(tally);
    }
  } catch (...) {
    close(worlds_);
    throw;
  }
}

StressFiles::~StressFiles() {
  if (worlds_ >= 0) close(worlds_);
}

void StressFiles::fail() const {
  throw MachineError("can not write " + unfinished_worlds(folder_).string() + ": " + std::strerror(errno));
}

void StressFiles::begin(const std::string& header) {
  if (ftruncate(worlds_, 0) != 0) fail();
  append(header);
}

void StressFiles::take_up(uncertainty::StressTally& tally) {
  std::ifstream file(unfinished_state(folder_), std::ios::binary);
  std::vector<std::uint64_t> words;
  for (std::uint64_t word = 0; file.read(reinterpret_cast<char*>(&word), sizeof word);) words.push_back(word);
  uncertainty::StoredStress found = uncertainty::restored(test_, words);
  const off_t length = lseek(worlds_, 0, SEEK_END);
  if (length < 0 || static_cast<std::uint64_t>(length) < found.bytes_written) {
    throw Error("there is less in " + unfinished_worlds(folder_).string() +
                " than was laid aside; start again without `--resume`");
  }
  // Rows that came after the state was laid aside come again.
  const auto bytes = static_cast<off_t>(found.bytes_written);
  if (ftruncate(worlds_, bytes) != 0 || lseek(worlds_, bytes, SEEK_SET) < 0) fail();
  bytes_ = found.bytes_written;
  tally = std::move(found.tally);
}

void StressFiles::append(const std::string& text) {
  for (std::size_t written = 0; written < text.size();) {
    const ssize_t more = ::write(worlds_, text.data() + written, text.size() - written);
    if (more < 0 && errno == EINTR) continue;
    if (more < 0) fail();
    written += static_cast<std::size_t>(more);
  }
  bytes_ += text.size();
}

void StressFiles::add(const uncertainty::WorldBlock& block, const uncertainty::StressTally& tally) {
  append(block.text);
  if (std::chrono::steady_clock::now() - laid_aside_ >= between_states) lay_aside(tally);
}

void StressFiles::lay_aside(const uncertainty::StressTally& tally) {
  // The rows must be there before a state that counts them.
  if (fsync(worlds_) != 0 && errno != EINVAL) fail();
  const std::vector<std::uint64_t> words = uncertainty::stored(test_, tally, bytes_);
  write_whole(unfinished_state(folder_),
              std::string(reinterpret_cast<const char*>(words.data()), words.size() * sizeof(std::uint64_t)));
  laid_aside_ = std::chrono::steady_clock::now();
}

void StressFiles::finish(const std::string& json) {
  if (fsync(worlds_) != 0 && errno != EINVAL) fail();
  if (rename(unfinished_worlds(folder_).c_str(), (folder_ / "worlds.csv").c_str()) != 0) fail();
  write_whole(folder_ / "stress.json", json);
  std::error_code ignored;
  std::filesystem::remove(unfinished_state(folder_), ignored);
}

}  // namespace entente::cli
