// `entente verify`: what must be seen, with which means, and what must be looked at.
#include "cli/verify.h"

#include "cli/command_group.h"
#include "cli/commands.h"

namespace entente::cli {

void add_result_flags(CLI::App& part, bool& json) {
  part.add_flag("--json", json, "print the result alone, as JSON, on standard output");
  part.add_flag_callback(
      "--quiet", [] {}, "no notes on standard error (this command has none)");
}

void add_verify(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand(
      "verify", "what must be seen, with which means; visits under a budget, samples, balances, draws");
  command->footer("");  // the parts begin with their group's
  add_verify_design(*command, status);
  add_verify_inspect(*command, status);
  add_verify_schedule(*command, status);
  add_verify_sample(*command, status);
  add_verify_balance(*command, status);
  add_verify_stages(*command, status);
  add_verify_alarms(*command, status);
  add_verify_timely(*command, status);
  command->footer("`entente verify COMMAND --help` tells more.");
  expect_subcommand(*command);
}

}  // namespace entente::cli
