// `entente check CASE`: is the file sound, and what is in it.
#include <memory>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/options.h"
#include "report/json.h"
#include "report/summary.h"

namespace entente::cli {

void add_check(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("check", "is the file sound; parties, commitments, number of states");
  auto options = std::make_shared<CommonOptions>();
  add(*command, *options);
  command->callback([options, &status] {
    const Stopwatch watch;
    const report::Summary summary = report::summarise(load_case(*options));
    if (options->json) {
      report::Json json = report::check_json(summary);
      json["seconds"] = watch.seconds();
      print(report::written(json));
    } else {
      print(report::summary_text(summary, terminal()));
    }
    status = kDone;
  });
}

}  // namespace entente::cli
