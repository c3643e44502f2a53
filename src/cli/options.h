// Options that several commands take, and how a result is handed out.
#pragma once

#include <tbb/global_control.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "accord/accord.h"
#include "cli/interrupt.h"
#include "report/json.h"

namespace entente::cli {

/// What every command takes.
struct CommonOptions {
  std::string case_path;
  bool json = false;
  bool quiet = false;
};

/// What a command that may take long takes besides.
struct LongOptions {
  std::size_t threads = 0;  ///< 0: as many as the machine has
  std::uint64_t seed = 0;
};

void add(CLI::App& command, CommonOptions& options);
void add(CLI::App& command, LongOptions& options);

/// Takes a share written 1% or 0.01, from 0 to below 1.
void add_share(CLI::App& command, const std::string& name, std::optional<double>& share, const std::string& help);

/// Keeps the library's threads to the number asked for while it lives.
std::unique_ptr<tbb::global_control> limit_threads(const LongOptions& options);

/// Reads the case, and says on standard error what the reader noticed, unless `quiet`.
accord::Accord load_case(const CommonOptions& options);

/// Seconds since it was made.
class Stopwatch {
 public:
  double seconds() const;

 private:
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

/// What a command that may take long begins with.
struct LongRun {
  LongRun(const CommonOptions& common, const LongOptions& time)
      : accord(load_case(common)), threads(limit_threads(time)) {}

  Stopwatch watch;
  InterruptGuard guard;
  accord::Accord accord;
  std::unique_ptr<tbb::global_control> threads;
};

}  // namespace entente::cli
