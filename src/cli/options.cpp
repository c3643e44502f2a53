#include "cli/options.h"

#include <filesystem>
#include <string_view>

#include "accord/case_path.h"
#include "accord/numbers.h"
#include "accord/read.h"
#include "cli/console.h"

namespace entente::cli {

namespace {

std::optional<double> share_in(std::string_view text) {
  const bool percent = !text.empty() && text.back() == '%';
  if (percent) text.remove_suffix(1);
  std::optional<double> number = accord::number_in(text);
  if (!number) return std::nullopt;
  if (percent) *number /= 100.0;
  if (*number < 0.0 || *number >= 1.0) return std::nullopt;
  return number;
}

}  // namespace

void add(CLI::App& command, CommonOptions& options) {
  command.add_option("CASE", options.case_path, "folder with accord.yaml, or one YAML file")->required();
  command.add_flag("--json", options.json, "print the result alone, as JSON, on standard output");
  command.add_flag("--quiet", options.quiet, "no notes and no progress on standard error");
}

void add(CLI::App& command, LongOptions& options) {
  command.add_option("--threads", options.threads, "how many threads; the answer is the same for any number")
      ->check(CLI::Range(std::size_t{1}, std::size_t{4096}))
      ->type_name("N");
  command.add_option("--seed", options.seed, "taken by every long command; this one leaves nothing to chance")
      ->type_name("N");
}

void add_share(CLI::App& command, const std::string& name, std::optional<double>& share, const std::string& help) {
  command
      .add_option_function<std::string>(
          name,
          [&share, name](const std::string& text) {
            share = share_in(text);
            if (!share) {
              throw CLI::ValidationError(name, "`" + text + "` is not a share from 0 to below 1; write 1% or 0.01");
            }
          },
          help)
      ->type_name("SHARE");
}

std::unique_ptr<tbb::global_control> limit_threads(const LongOptions& options) {
  if (options.threads == 0) return nullptr;
  return std::make_unique<tbb::global_control>(tbb::global_control::max_allowed_parallelism, options.threads);
}

accord::Accord load_case(const CommonOptions& options) {
  accord::Accord accord = accord::load(options.case_path);
  if (options.quiet) return accord;
  const std::string file = accord::accord_file(options.case_path).string();
  for (const accord::Notice& notice : accord.notices) {
    say(file + ":" + std::to_string(notice.place.line) + ":" + std::to_string(notice.place.column) +
        ": note: " + notice.message);
  }
  return accord;
}

double Stopwatch::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
}

}  // namespace entente::cli
