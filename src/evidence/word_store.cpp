#include "evidence/word_store.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

#include "accord/error.h"

namespace entente::evidence {

namespace {

constexpr std::size_t most_waiting = 1 << 20;

[[noreturn]] void fail(const std::string& what) {
  throw MachineError(what + ": " + std::strerror(errno));
}

}  // namespace

WordStore::WordStore(const std::filesystem::path& folder) {
  std::string name = (folder / "entente-words-XXXXXX").string();
  file_ = mkostemp(name.data(), O_CLOEXEC);
  if (file_ < 0) fail("can not make a temporary file in " + folder.string());
  unlink(name.c_str());
}

WordStore::~WordStore() {
  if (file_ >= 0) close(file_);
}

std::uint64_t WordStore::append(const Words& words) {
  const std::uint64_t at = written_ + waiting_.size();
  const char* const ids = reinterpret_cast<const char*>(words.ids.data());
  waiting_.insert(waiting_.end(), ids, ids + words.ids.size() * sizeof(WordId));
  waiting_.insert(waiting_.end(), words.quoted.begin(), words.quoted.end());
  if (waiting_.size() >= most_waiting) flush();
  return at;
}

void WordStore::flush() {
  for (std::size_t done = 0; done < waiting_.size();) {
    const ssize_t more = ::write(file_, waiting_.data() + done, waiting_.size() - done);
    if (more < 0 && errno == EINTR) continue;
    if (more < 0) fail("can not write the temporary file of words");
    done += static_cast<std::size_t>(more);
  }
  written_ += waiting_.size();
  waiting_.clear();
}

Words WordStore::read(std::uint64_t at, std::size_t words) const {
  Words text;
  text.ids.resize(words);
  text.quoted.resize(words);
  const auto fill = [&](char* into, std::size_t bytes, std::uint64_t from) {
    for (std::size_t done = 0; done < bytes;) {
      const ssize_t more = pread(file_, into + done, bytes - done, static_cast<off_t>(from + done));
      if (more < 0 && errno == EINTR) continue;
      if (more <= 0) fail("can not read the temporary file of words");
      done += static_cast<std::size_t>(more);
    }
  };
  fill(reinterpret_cast<char*>(text.ids.data()), words * sizeof(WordId), at);
  fill(reinterpret_cast<char*>(text.quoted.data()), words, at + words * sizeof(WordId));
  return text;
}

}  // namespace entente::evidence
