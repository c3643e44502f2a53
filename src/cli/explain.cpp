// `entente explain CASE --at STATE`: why a state can not be held or reached, and what would mend it.
#include <memory>
#include <string>

#include "accord/lattice.h"
#include "accord/read.h"
#include "cli/asked_state.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "report/explain_text.h"
#include "report/json.h"
#include "report/wording.h"

namespace entente::cli {

namespace {

struct ExplainOptions {
  CommonOptions common;
  LongOptions time;
  std::string at;
};

sequencing::Explanation explain(const accord::Accord& accord, const ExplainOptions& options) {
  const accord::State state = asked_state(accord, options.at, options.common.quiet);
  ProgressLine line(options.common.quiet ? 0 : columns_for_progress());
  return report::explain(accord, state, drawn_on(line));
}

int run(const ExplainOptions& options) {
  const LongRun begun(options.common, options.time);
  const accord::Accord& accord = begun.accord;
  const sequencing::Explanation explanation = explain(accord, options);
  throw_if_stopped();
  if (options.common.json) {
    report::Json json = report::explain_json(accord, explanation);
    json["seconds"] = begun.watch.seconds();
    print(report::written(json));
  } else {
    print(report::explain_text(accord, explanation, terminal()));
  }
  return kDone;
}

}  // namespace

void add_explain(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("explain", "why a state can not be held or reached, and what would mend it");
  auto options = std::make_shared<ExplainOptions>();
  add(*command, options->common);
  command
      ->add_option("--at", options->at,
                   "the state, \"reactor=dismantled, relief=full\"; what is not named stays at today, unless a level "
                   "named needs it")
      ->required()
      ->type_name("STATE");
  add(*command, options->time);
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace entente::cli
