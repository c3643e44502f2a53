// `entente evidence ...`: what documents and reports say about the commitments of a case.
#include <string>
#include <vector>

#include "accord/error.h"
#include "accord/words.h"
#include "cli/commands.h"
#include "cli/evidence_commands.h"

namespace entente::cli {

void add_evidence(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("evidence", "what documents and reports say, how far to believe it");
  command->footer("`entente evidence COMMAND --help` tells more.");
  add_evidence_belief(*command, status);
  add_evidence_items(*command, status);
  add_evidence_next(*command, status);
  add_evidence_alignment(*command, status);
  // A command misspelt is told with the one that was meant, instead of an argument too many.
  command->require_subcommand(0, 1);
  command->allow_extras();
  command->callback([command] {
    if (!command->get_subcommands().empty()) return;
    std::vector<std::string> names;
    for (const CLI::App* one : command->get_subcommands({})) names.push_back(one->get_name());
    const std::vector<std::string> given = command->remaining();
    throw Error((given.empty() ? std::string("a command is missing")
                               : "there is no command `evidence " + given.front() + "`" +
                                     accord::suggestion(given.front(), names)) +
                "; `entente evidence --help` lists them");
  });
}

}  // namespace entente::cli
