// Are copies found, how fast, and in how much memory? Beside it plain MinHash, at the threshold that suits it best.
//
//   copies [TEXTS] [SEED] [THREADS]      the table of all levels of editing; 20,000 texts a level unless told
//   copies scale TEXTS [SEED] [THREADS]  one run of heavily edited texts, ours alone
//
// "documents/s" is texts in, sources out: words, sketches, candidates, alignment; making the texts is not in it.
// "a core s" is the same per second of processor time, which other programs on the machine hardly change. "bytes/doc"
// is the growth of resident memory from the start to its largest while sources are found, without the texts themselves.
#include "evidence/copies.h"

#include <fmt/format.h>
#include <malloc.h>
#include <sys/resource.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "evidence/agreement.h"
#include "evidence/sketch.h"
#include "evidence/words.h"
#include "plain_minhash.h"
#include "syndication.h"

namespace {

using namespace entente;
using Clock = std::chrono::steady_clock;

struct Level {
  const char* name;
  bench::Edits edits;
};

constexpr std::array levels{
    Level{"respelt", {.respell = 1.0}},
    Level{"light", {.cut = 0.3, .insert = 0.1, .noise = 0.05, .swap = 0.2, .respell = 0.5}},
    Level{"middle", {.cut = 0.6, .insert = 0.4, .noise = 0.15, .swap = 0.5, .respell = 0.5}},
    Level{"heavy", {.cut = 0.75, .insert = 0.7, .noise = 0.3, .swap = 0.5, .respell = 0.5}},
};

// Time on the wall and of the processor, of all threads.
struct Time {
  double wall = 0.0;
  double processor = 0.0;
  Time& operator+=(const Time& other) {
    wall += other.wall;
    processor += other.processor;
    return *this;
  }
};

double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

class Watch {
 public:
  Time time() const {
    return {std::chrono::duration<double>(Clock::now() - began_).count(), processor_seconds() - processor_};
  }

 private:
  Clock::time_point began_ = Clock::now();
  double processor_ = processor_seconds();
};

// VmRSS, the resident memory, or VmHWM, the largest since it was last asked to forget it, in bytes.
double memory(std::string_view key) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(key)) return 1024.0 * std::strtod(line.c_str() + key.size() + 1, nullptr);
  }
  return 0.0;
}

void forget_peak() {
  std::ofstream("/proc/self/clear_refs") << "5";
}

struct Ours {
  std::vector<std::uint32_t> group;
  Time time;
  double bytes = 0.0;
  std::size_t compared = 0;
};

// Makes texts in blocks, so that they are never all in memory; only what is ours is timed.
class Run {
 public:
  Run(std::size_t wanted, std::uint64_t seed, const bench::Edits& edits, bool plain)
      : wanted_(wanted), seed_(seed), edits_(edits), plain_(plain) {}

  void all() {
    malloc_trim(0);
    const double before = memory("VmRSS");
    evidence::Texts texts(std::filesystem::temp_directory_path());
    texts.reserve(wanted_);
    names.reserve(wanted_);
    while (truth.size() < wanted_) block(texts);
    // The buffers of the texts are given back first.
    malloc_trim(0);
    forget_peak();
    const Watch watch;
    const evidence::Sources sources = evidence::find_sources(texts);
    ours.time += watch.time();
    ours.bytes = (memory("VmHWM") - before - plain_bytes()) / static_cast<double>(truth.size());
    ours.compared = sources.compared;
    ours.group.resize(truth.size());
    for (std::uint32_t n = 0; n < sources.sources.size(); ++n) {
      for (const evidence::Copy& copy : sources.sources[n].copies) ours.group[copy.text] = n;
    }
  }

  std::vector<std::string> names;
  std::vector<std::uint32_t> truth;
  std::vector<bench::Signature> signatures;
  Ours ours;
  Time plain_time;
  double resemblance_sum = 0.0;
  std::size_t resemblances = 0;
  double words = 0.0;

 private:
  static constexpr std::uint32_t block_sources = 2048;

  double plain_bytes() const { return static_cast<double>(signatures.size()) * (4.0 * bench::permutations + 40.0); }

  void block(evidence::Texts& texts) {
    std::vector<std::vector<bench::NewsText>> made(block_sources);
    tbb::parallel_for(std::uint32_t{0}, block_sources,
                      [&](std::uint32_t k) { made[k] = bench::source_texts(seed_, next_source_ + k, edits_); });
    next_source_ += block_sources;
    std::vector<bench::NewsText> flat;
    for (auto& one : made) {
      for (bench::NewsText& text : one) {
        if (truth.size() + flat.size() < wanted_) flat.push_back(std::move(text));
      }
    }
    made.clear();

    const Watch watch;
    std::vector<evidence::Words> split(flat.size());
    std::vector<evidence::Sketch> sketches(flat.size());
    tbb::parallel_for(std::size_t{0}, flat.size(), [&](std::size_t k) {
      split[k] = evidence::words_of(flat[k].text);
      sketches[k] = evidence::sketch_of(split[k].ids);
    });
    for (std::size_t k = 0; k < flat.size(); ++k) {
      names.push_back(std::to_string(truth.size() + k));
      texts.add(names.back(), std::nullopt, split[k], sketches[k]);
    }
    ours.time += watch.time();

    if (plain_) {
      const Watch plain_watch;
      const std::size_t old = signatures.size();
      signatures.resize(old + flat.size());
      tbb::parallel_for(std::size_t{0}, flat.size(),
                        [&](std::size_t k) { signatures[old + k] = bench::plain_signature(flat[k].text); });
      plain_time += plain_watch.time();
    }
    std::size_t original = 0;
    for (std::size_t k = 0; k < flat.size(); ++k) {
      truth.push_back(flat[k].source);
      words += static_cast<double>(split[k].size());
      if (flat[k].copy == 0) {
        original = k;
      } else {
        resemblance_sum += evidence::resemblance(split[original].ids, split[k].ids);
        ++resemblances;
      }
    }
  }

  std::size_t wanted_;
  std::uint64_t seed_;
  bench::Edits edits_;
  bool plain_;
  std::uint32_t next_source_ = 0;
};

void print_row(const std::string& level, const std::string& method, const evidence::Agreement& agreement,
               const Time& time, double bytes) {
  fmt::print("{:8}  {:22}  {:5.3f}  {:9.4f}  {:6.4f}  {:11.0f}  {:8.0f}  {:9.0f}\n", level, method,
             agreement.adjusted_rand, agreement.precision, agreement.recall,
             static_cast<double>(agreement.things) / time.wall, static_cast<double>(agreement.things) / time.processor,
             bytes);
}

void print_level(const Level& level, std::size_t texts, std::uint64_t seed) {
  Run run(texts, seed, level.edits, true);
  run.all();
  fmt::print(
      "\n{}: {} texts, {:.0f} words each, resemblance of copy and original {:.2f} on average, {:.2f} pairs aligned a "
      "text\n",
      level.name, texts, run.words / static_cast<double>(texts),
      run.resemblance_sum / static_cast<double>(run.resemblances),
      static_cast<double>(run.ours.compared) / static_cast<double>(texts));
  print_row(level.name, "aligned copies", evidence::agreement(run.truth, run.ours.group), run.ours.time,
            run.ours.bytes);
  std::optional<evidence::Agreement> best;
  double best_threshold = 0.0;
  Time joining;
  for (const double threshold : {0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8}) {
    const Watch watch;
    const evidence::Agreement found = evidence::agreement(run.truth, bench::plain_groups(run.signatures, threshold));
    const Time time = watch.time();
    if (best && best->adjusted_rand >= found.adjusted_rand) continue;
    best = found;
    best_threshold = threshold;
    joining = time;
  }
  print_row(level.name, fmt::format("plain MinHash at {:.2f}", best_threshold), *best, run.plain_time += joining,
            4.0 * bench::permutations);
}

}  // namespace

int main(int argc, char** argv) {
  const bool scale = argc > 1 && std::string_view(argv[1]) == "scale";
  const int first = scale ? 2 : 1;
  const auto number = [&](int at, std::size_t otherwise) {
    return argc > at ? static_cast<std::size_t>(std::strtoull(argv[at], nullptr, 10)) : otherwise;
  };
  const std::size_t texts = number(first, scale ? 100000 : 20000);
  const std::uint64_t seed = number(first + 1, 7);
  const tbb::global_control threads(tbb::global_control::max_allowed_parallelism, number(first + 2, 2));
  fmt::print("level     method                  ARI    precision  recall  documents/s  a core s  bytes/doc\n");
  if (scale) {
    Run run(texts, seed, levels.back().edits, false);
    run.all();
    print_row(levels.back().name, "aligned copies", evidence::agreement(run.truth, run.ours.group), run.ours.time,
              run.ours.bytes);
    fmt::print("{} texts in {:.1f} s, {:.2f} pairs aligned a text\n", texts, run.ours.time.wall,
               static_cast<double>(run.ours.compared) / static_cast<double>(texts));
    return 0;
  }
  for (const Level& level : levels) print_level(level, texts, seed);
  return 0;
}
