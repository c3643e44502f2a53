// The progress line of a long search: states done, percent, time left; drawn on a terminal only and erased at the end.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
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

  /// Called as often as the search likes; redraws a few times a second, and not at all within the first one.
  void update(const char* stage, const sequencing::Progress& progress, const char* unit = "states");

  /// The same for work that is no search: `done` of `all` things called `of`, "worlds" say.
  void update(const char* of, std::uint64_t done, std::uint64_t all);

 private:
  using Clock = std::chrono::steady_clock;

  /// Long enough since the beginning, and since the line was drawn last.
  bool due(Clock::time_point now) const;
  void draw(const std::string& text, Clock::time_point now);

  std::size_t columns_;
  bool drawn_ = false;
  Clock::time_point began_;
  Clock::time_point search_began_;
  Clock::time_point last_drawn_;
  std::size_t last_done_ = 0;
  std::string last_stage_;
};

/// "1,200 of 12,000 states, 10%, about 2 min left"; `seconds` is how long this search has run.
std::string progress_in_words(const char* stage, const sequencing::Progress& progress, double seconds,
                              const char* unit = "states");

}  // namespace entente::cli
