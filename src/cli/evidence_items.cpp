// `entente evidence items CASE`: which items went in, who held them, what may be shown.
#include <memory>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/evidence_commands.h"
#include "cli/evidence_options.h"
#include "report/evidence_json.h"
#include "report/evidence_text.h"

namespace entente::cli {

void add_evidence_items(CLI::App& evidence, int& status) {
  CLI::App* command = evidence.add_subcommand("items", "which items went in, who held them, what may be shown");
  auto options = std::make_shared<EvidenceOptions>();
  add(*command, *options);
  command->callback([options, &status] {
    const Stopwatch watch;
    const report::EvidenceAnalysis analysis = load_evidence(*options);
    if (options->common.json) {
      report::Json json = report::items_json(analysis);
      json["seconds"] = watch.seconds();
      print(report::written(json));
    } else {
      print(report::items_text(analysis, terminal()));
    }
    status = analysis.problems.empty() ? kDone : kBadUsage;
  });
}

}  // namespace entente::cli
