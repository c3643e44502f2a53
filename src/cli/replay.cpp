// `entente replay CASE`: the record of an agreement from its first day on, month by month.
#include <filesystem>
#include <memory>
#include <optional>

#include "accord/error.h"
#include "accord/words.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/input_file.h"
#include "cli/review_options.h"
#include "report/replay_report.h"

namespace entente::cli {

namespace {

namespace fs = std::filesystem;

struct ReplayOptions {
  ReviewOptions review;
  std::string until;
  std::string procedure;
};

std::optional<std::chrono::sys_days> last_day(const std::string& until) {
  if (until.empty()) return std::nullopt;
  const auto time = ledger::time_in(until + "T00:00:00Z");
  if (!time) throw Error(accord::in_backquotes(until) + " is not a day; write it like 2007-04-15");
  return std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(*time)));
}

void run(const ReplayOptions& options) {
  const Reviewed reviewed = load_reviewed(options.review);
  const std::string procedure =
      options.procedure.empty() ? review::usual_procedure(reviewed.accord) : options.procedure;
  const review::Replay replay = review::replay(reviewed.accord, reviewed.record, last_day(options.until), procedure);
  const std::vector<review::Assessment> assessments = assessments_of(options.review.common.case_path);
  print(options.review.common.json ? report::written(report::replay_json(replay, assessments))
                                   : report::replay_text(replay, assessments, terminal()));
}

}  // namespace

void add_replay(CLI::App& app, int& status) {
  CLI::App* command =
      app.add_subcommand("replay", "what a record shows, month by month, and when clocks would have run");
  auto options = std::make_shared<ReplayOptions>();
  add_record(*command, options->review);
  command->add_option("--until", options->until, "the last day; default: that of the last event")->type_name("DATE");
  command
      ->add_option("--procedure", options->procedure,
                   "where missed dates would have gone; default: the one that the accord's review goes by, else the "
                   "ladder that is shipped (general-ladder)")
      ->type_name("NAME");
  command->callback([options, &status] {
    run(*options);
    status = kDone;
  });
}

}  // namespace entente::cli
