// `entente evidence belief CASE`: is each commitment kept, short or taken back, as far as the items tell.
#include <memory>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/evidence_commands.h"
#include "cli/evidence_options.h"
#include "report/evidence_json.h"
#include "report/evidence_text.h"

namespace entente::cli {

void add_evidence_belief(CLI::App& evidence, int& status) {
  CLI::App* command =
      evidence.add_subcommand("belief", "is each commitment kept, short or taken back, as far as the items tell");
  auto options = std::make_shared<EvidenceOptions>();
  add(*command, *options);
  command->callback([options, &status] {
    const Stopwatch watch;
    const report::EvidenceAnalysis analysis = load_evidence(*options);
    if (options->common.json) {
      report::Json json = report::belief_json(analysis);
      json["seconds"] = watch.seconds();
      print(report::written(json));
    } else {
      print(report::belief_text(analysis, terminal()));
    }
    status = analysis.problems.empty() ? kDone : kBadUsage;
  });
}

}  // namespace entente::cli
