// A stress test that is not finished, as numbers that can be laid aside and taken up again.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "uncertainty/stress.h"

namespace entente::uncertainty {

/// What tells one stress test from another: accord, plans and options.
std::uint64_t fingerprint(const StressTest& test);

/// All that is counted so far, with `fingerprint`, `bytes_written` (of the file of worlds that goes with it) and a
/// checksum.
std::vector<std::uint64_t> stored(const StressTest& test, const StressTally& tally, std::uint64_t bytes_written);

struct StoredStress {
  StressTally tally;
  std::uint64_t bytes_written = 0;
};

/// What `stored` gave. Throws Error, saying why, where the words are damaged or belong to another test.
StoredStress restored(const StressTest& test, std::span<const std::uint64_t> words);

}  // namespace entente::uncertainty
