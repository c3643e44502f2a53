// The words of many texts on disk, so that memory holds signatures only.
//
// One file without a name: it is gone when the store is, even after a crash.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "evidence/words.h"

namespace entente::evidence {

class WordStore {
 public:
  /// Throws MachineError when no file can be made in `folder`.
  explicit WordStore(const std::filesystem::path& folder);
  ~WordStore();
  WordStore(const WordStore&) = delete;
  WordStore& operator=(const WordStore&) = delete;

  /// Where the words can be read from again. Throws MachineError when the disk is full. One thread at a time.
  std::uint64_t append(const Words& words);

  /// Makes everything appended readable.
  void flush();

  /// Any number of threads. Throws MachineError.
  Words read(std::uint64_t at, std::size_t words) const;

 private:
  int file_ = -1;
  std::uint64_t written_ = 0;
  std::vector<char> waiting_;
};

}  // namespace entente::evidence
