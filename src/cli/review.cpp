// `entente review ...`: what has happened to the commitments of a case, and what follows.
#include "cli/command_group.h"
#include "cli/commands.h"
#include "cli/review_commands.h"

namespace entente::cli {

void add_review(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("review", "what was done of what was promised, and what follows");
  command->footer("");  // the parts begin with their group's
  add_review_standing(*command, status);
  add_review_answers(*command, status);
  add_review_score(*command, status);
  add_review_procedures(*command, status);
  command->footer("`entente review COMMAND --help` tells more; docs/review.md has the rules and the file of events.");
  expect_subcommand(*command);
}

}  // namespace entente::cli
