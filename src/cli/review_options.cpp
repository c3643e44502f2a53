#include "cli/review_options.h"

#include <algorithm>
#include <filesystem>

#include "accord/case_path.h"
#include "accord/error.h"
#include "accord/words.h"
#include "cli/console.h"
#include "cli/input_file.h"
#include "cli/ledger_folder.h"
#include "ledger/ledger.h"

namespace entente::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_record_bytes = (16 << 20) + 1;  // one more than the reader takes, so that it says so

std::string file_of_events(const ReviewOptions& options) {
  if (!options.events.empty()) return options.events;
  if (std::string file = usual_events_file(options.common.case_path); fs::exists(file)) return file;
  throw Error(
      "the case has no events.csv beside its accord; write one (docs/review.md), or name the events with "
      "`--events FILE` or `--ledger DIR`");
}

}  // namespace

std::vector<review::Assessment> assessments_of(const std::string& case_path) {
  constexpr std::size_t kMostBytes = 16U << 20U;
  const fs::path file = accord::case_folder(case_path) / "assessments.csv";
  if (!fs::exists(file)) return {};
  return review::read_assessments(read_bytes(file.string(), kMostBytes + 1), file.string());
}

std::string usual_events_file(const std::string& case_path) {
  return (accord::case_folder(case_path) / "events.csv").string();
}

review::Record load_record(const ReviewOptions& options, const accord::Accord& accord) {
  if (!options.ledger.empty()) {
    try {
      const std::unique_ptr<ledger::Store> store = open_ledger(options.ledger, ledger::Opening::existing_read_only);
      const std::string version = accord_hash(options.common.case_path);
      if (!options.common.quiet && ledger::state_of(*store).accord != version) {
        say("note: the version of the accord in force in " + options.ledger + " is not this file, whose SHA-256 is " +
            version + "; what it does not know is told as outside the text");
      }
      return review::record_of(*store, options.ledger);
    } catch (const ledger::StoreError& error) {
      throw MachineError(error.what());
    } catch (const ledger::Refused& refused) {
      throw Error(refused.what());
    }
  }
  const std::string file = file_of_events(options);
  return review::read_record(read_bytes(file, most_record_bytes), file, accord);
}

namespace {

std::chrono::sys_seconds seconds(std::int64_t time) {
  return std::chrono::sys_seconds(std::chrono::seconds(time));
}

std::chrono::sys_seconds end_of_day(std::chrono::sys_seconds time) {
  return std::chrono::floor<std::chrono::days>(time) + std::chrono::days(1) - std::chrono::seconds(1);
}

std::chrono::sys_seconds moment_in(const ReviewOptions& options, const review::Record& record) {
  if (!options.at.empty()) {
    const auto time = ledger::time_in(options.at);
    if (!time) throw Error(accord::in_backquotes(options.at) + " is not a moment; write it like 2025-09-28T00:00:00Z");
    return seconds(*time);
  }
  if (!options.on.empty()) {
    const auto time = ledger::time_in(options.on + "T00:00:00Z");
    if (!time) throw Error(accord::in_backquotes(options.on) + " is not a day; write it like 2007-04-15");
    return end_of_day(seconds(*time));
  }
  if (record.entries.empty()) throw Error("nothing has happened yet in " + record.from + "; say which day with `--on`");
  return end_of_day(seconds(std::ranges::max(record.entries, {}, &review::Entry::time).time));
}

}  // namespace

void add_record(CLI::App& command, ReviewOptions& options) {
  add(command, options.common);
  CLI::Option* events =
      command.add_option("--events", options.events, "the events; default: events.csv of the case")->type_name("FILE");
  command.add_option("--ledger", options.ledger, "the events from a ledger, instead")
      ->type_name("DIR")
      ->excludes(events);
}

void add(CLI::App& command, ReviewOptions& options) {
  add_record(command, options);
  CLI::Option* on = command.add_option("--on", options.on, "as of the end of that day; default: the last event's day")
                        ->type_name("DATE");
  command.add_option("--at", options.at, "as of that moment in UTC, such as 2025-09-28T00:00:00Z")
      ->type_name("MOMENT")
      ->excludes(on);
}

Reviewed load_reviewed(const ReviewOptions& options) {
  Reviewed reviewed{.accord = load_case(options.common), .record = {}, .moment = {}};
  reviewed.record = load_record(options, reviewed.accord);
  reviewed.moment = moment_in(options, reviewed.record);
  reviewed.moment_from_record = options.at.empty() && options.on.empty();
  return reviewed;
}

}  // namespace entente::cli
