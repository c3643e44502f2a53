// `entente evidence ...`: what documents and reports say about the commitments of a case.
#include "cli/command_group.h"
#include "cli/commands.h"
#include "cli/evidence_commands.h"

namespace entente::cli {

void add_evidence(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("evidence", "what documents and reports say, how far to believe it");
  command->footer("");  // the parts begin with their group's
  add_evidence_read(*command, status);
  add_evidence_copies(*command, status);
  add_evidence_belief(*command, status);
  add_evidence_items(*command, status);
  add_evidence_next(*command, status);
  add_evidence_alignment(*command, status);
  command->footer("`entente evidence COMMAND --help` tells more.");
  expect_subcommand(*command);
}

}  // namespace entente::cli
