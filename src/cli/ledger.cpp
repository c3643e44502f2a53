// `entente ledger`: one signed record that parties keep together and anyone can check.
#include "accord/error.h"
#include "accord/words.h"
#include "cli/commands.h"
#include "cli/ledger_folder.h"

namespace entente::cli {

void add_ledger(CLI::App& app, int& status) {
  CLI::App* command =
      app.add_subcommand("ledger", "one signed record of what was promised, reported, found and decided");
  command->footer("`entente ledger COMMAND --help` tells more; docs/ledger-format.md has every format to the byte.");
  add_ledger_writing(*command, status);
  add_ledger_commitments(*command, status);
  add_ledger_proofs(*command, status);
  add_ledger_checks(*command, status);
  add_ledger_copies(*command, status);
  command->require_subcommand(0, 1);
  command->allow_extras();
  command->callback([command] {
    if (!command->get_subcommands().empty()) return;
    std::vector<std::string> names;
    for (const CLI::App* one : command->get_subcommands({})) names.push_back(one->get_name());
    const std::vector<std::string> given = command->remaining();
    throw Error((given.empty() ? std::string("a command is missing")
                               : "the ledger has no command " + accord::in_quotes(given.front()) +
                                     accord::suggestion(given.front(), names)) +
                "; `entente ledger --help` lists them");
  });
}

}  // namespace entente::cli
