#include "cli/progress.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdio>

#include "report/wording.h"

namespace entente::cli {

namespace {

using namespace std::chrono_literals;

std::string time_left(double seconds) {
  if (seconds < 90.0) return fmt::format("{:.0f} s", seconds);
  if (seconds < 5400.0) return fmt::format("{:.0f} min", seconds / 60.0);
  return fmt::format("{:.1f} h", seconds / 3600.0);
}

std::string done_in_words(const char* of, std::uint64_t things_done, std::uint64_t things, double seconds) {
  const auto done = static_cast<double>(things_done);
  const auto all = static_cast<double>(things);
  const double share = all > 0.0 ? done / all : 0.0;
  std::string text =
      fmt::format("{} of {} {}, {:.0f}%", report::count(done), report::count(all), of, std::floor(100.0 * share));
  // The first few say nothing of how long the rest takes.
  if (share >= 0.01) text += ", about " + time_left(seconds * (1.0 - share) / share) + " left";
  return text;
}

void write(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

}  // namespace

std::string progress_in_words(const char* stage, const sequencing::Progress& progress, double seconds,
                              const char* unit) {
  return std::string(stage) + ": " + done_in_words(unit, progress.states_done, progress.states, seconds);
}

ProgressLine::ProgressLine(std::size_t columns)
    : columns_(columns), began_(Clock::now()), search_began_(began_), last_drawn_(began_) {}

ProgressLine::~ProgressLine() {
  if (drawn_) write("\r\x1b[K");
}

void ProgressLine::update(const char* stage, const sequencing::Progress& progress, const char* unit) {
  if (columns_ == 0) return;
  const Clock::time_point now = Clock::now();
  // One command may search several times, with another tolerance or another margin.
  if (progress.states_done < last_done_ || last_stage_ != stage) search_began_ = now;
  last_done_ = progress.states_done;
  last_stage_ = stage;
  if (!due(now)) return;
  draw(progress_in_words(stage, progress, std::chrono::duration<double>(now - search_began_).count(), unit), now);
}

void ProgressLine::update(const char* of, std::uint64_t done, std::uint64_t all) {
  if (columns_ == 0) return;
  const Clock::time_point now = Clock::now();
  if (!due(now)) return;
  draw(done_in_words(of, done, all, std::chrono::duration<double>(now - began_).count()), now);
}

bool ProgressLine::due(Clock::time_point now) const {
  return now - began_ >= 1s && now - last_drawn_ >= 100ms;
}

void ProgressLine::draw(const std::string& text, Clock::time_point now) {
  last_drawn_ = now;
  drawn_ = true;
  // Cut to one line, or the terminal could not erase it.
  write(fmt::format("\r{}\x1b[K", text.substr(0, columns_ - 1)));
}

}  // namespace entente::cli
