// `entente evidence next CASE`: where one more look is worth most.
#include <algorithm>
#include <memory>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/evidence_commands.h"
#include "cli/evidence_options.h"
#include "report/evidence_json.h"
#include "report/evidence_text.h"

namespace entente::cli {

namespace {

int run(const EvidenceOptions& options) {
  const Stopwatch watch;
  const report::EvidenceAnalysis analysis = load_evidence(options);
  const auto& decisions = analysis.evidence.decisions;
  if (std::ranges::none_of(decisions, [](const auto& decision) { return decision.has_value(); })) {
    throw Error(
        "the evidence file has no decision that a look could help; write `commitments: {NAME: {decision: {respond: "
        "{kept: 5}, wait: {short: 4, taken back: 12}}}}`");
  }
  const evidence::NextLooks next = evidence::next_looks(analysis.evidence, analysis.beliefs);
  if (options.common.json) {
    report::Json json = report::next_json(analysis, next);
    json["seconds"] = watch.seconds();
    print(report::written(json));
  } else {
    print(report::next_text(analysis, next, terminal()));
  }
  if (!analysis.problems.empty()) return kBadUsage;
  const bool worth_it = std::ranges::any_of(next.looks, [](const evidence::Look& look) { return look.net > 0.0; });
  return worth_it ? kDone : kAnswerIsNo;
}

}  // namespace

void add_evidence_next(CLI::App& evidence, int& status) {
  CLI::App* command = evidence.add_subcommand("next", "where one more look is worth most, less its cost");
  auto options = std::make_shared<EvidenceOptions>();
  add(*command, *options);
  command->footer("Exit status 1: no look is worth what it costs; 2: some items, or the whole file, were left out.");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace entente::cli
