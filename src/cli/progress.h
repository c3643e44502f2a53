// The progress line of long work: how much is done, percent, time left; drawn on a terminal only and erased at the end.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "sequencing/search.h"

namespace entente::cli {

class ProgressLine {
 public:
  /// `columns` of the terminal; 0: nothing is ever drawn.
  explicit ProgressLine(std::size_t columns);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// `done` of `all` things called `unit` in this part of the work. Called as often as one likes; redraws a few times a
  /// second, and not at all within the first one.
  void update(const std::string& stage, std::uint64_t done, std::uint64_t all, const char* unit);

 private:
  using Clock = std::chrono::steady_clock;

  std::size_t columns_;
  bool drawn_ = false;
  Clock::time_point began_;
  Clock::time_point stage_began_;
  Clock::time_point last_drawn_;
  std::uint64_t last_done_ = 0;
  std::string last_stage_;
};

/// Draws a search on `line`, which must outlive it, and stops the search after Ctrl-C.
std::function<void(const char* stage, const sequencing::Progress& progress)> drawn_on(ProgressLine& line);

}  // namespace entente::cli
