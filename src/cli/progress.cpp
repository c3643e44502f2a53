#include "cli/progress.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdio>

#include "cli/interrupt.h"
#include "report/wording.h"

namespace entente::cli {

namespace {

using namespace std::chrono_literals;

std::string time_left(double seconds) {
  if (seconds < 90.0) return fmt::format("{:.0f} s", seconds);
  if (seconds < 5400.0) return fmt::format("{:.0f} min", seconds / 60.0);
  return fmt::format("{:.1f} h", seconds / 3600.0);
}

std::string progress_in_words(const std::string& stage, std::uint64_t things_done, std::uint64_t things,
                              const char* unit, double seconds) {
  const auto done = static_cast<double>(things_done);
  const auto all = static_cast<double>(things);
  const double share = all > 0.0 ? done / all : 0.0;
  std::string text = fmt::format("{}: {} of {} {}, {:.0f}%", stage, report::count(done), report::count(all), unit,
                                 std::floor(100.0 * share));
  // The first few say nothing of how long the rest takes.
  if (share >= 0.01) text += ", about " + time_left(seconds * (1.0 - share) / share) + " left";
  return text;
}

void write(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

}  // namespace

ProgressLine::ProgressLine(std::size_t columns)
    : columns_(columns), began_(Clock::now()), stage_began_(began_), last_drawn_(began_) {}

ProgressLine::~ProgressLine() {
  if (drawn_) write("\r\x1b[K");
}

void ProgressLine::update(const std::string& stage, std::uint64_t done, std::uint64_t all, const char* unit) {
  if (columns_ == 0) return;
  const Clock::time_point now = Clock::now();
  // One command may search several times, with another tolerance or another margin.
  if (done < last_done_ || last_stage_ != stage) stage_began_ = now;
  last_done_ = done;
  last_stage_ = stage;
  if (now - began_ < 1s || now - last_drawn_ < 100ms) return;
  last_drawn_ = now;
  drawn_ = true;
  const double seconds = std::chrono::duration<double>(now - stage_began_).count();
  // Cut to one line, or the terminal could not erase it.
  write(fmt::format("\r{}\x1b[K", progress_in_words(stage, done, all, unit, seconds).substr(0, columns_ - 1)));
}

std::function<void(const char* stage, const sequencing::Progress& progress)> drawn_on(ProgressLine& line) {
  return [&line](const char* stage, const sequencing::Progress& progress) {
    throw_if_stopped();
    line.update(stage, progress.states_done, progress.states, "states");
  };
}

}  // namespace entente::cli
