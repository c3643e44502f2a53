// What the commands that read a record of events have in common.
#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "accord/accord.h"
#include "cli/options.h"
#include "review/assessments.h"
#include "review/record.h"

namespace entente::cli {

struct ReviewOptions {
  CommonOptions common;
  std::string events;  ///< a file; empty: events.csv in the folder of the case
  std::string ledger;  ///< a folder; empty: none
  std::string on;      ///< a day; empty: that of the last event
  std::string at;      ///< a moment; empty: the end of the day
};

/// The case and its events, without a day.
void add_record(CLI::App& command, ReviewOptions& options);

void add(CLI::App& command, ReviewOptions& options);

/// A case, its record and the moment asked for.
struct Reviewed {
  accord::Accord accord;
  review::Record record;
  std::chrono::sys_seconds moment;
  bool moment_from_record = false;  ///< nobody asked for one: the end of the last event's day
};

/// The file beside the accord that a record is read from where nobody names one; whether it is there or not.
std::string usual_events_file(const std::string& case_path);

/// What others published about the case: assessments.csv beside its accord, where there is one. Throws
/// accord::Problems, MachineError.
std::vector<review::Assessment> assessments_of(const std::string& case_path);

/// The record alone, which may be empty. Throws as below.
review::Record load_record(const ReviewOptions& options, const accord::Accord& accord);

/// Reads and checks all three. Throws accord::Problems with every fault of the record, Error and MachineError.
Reviewed load_reviewed(const ReviewOptions& options);

}  // namespace entente::cli
