// `entente verify`: what must be seen, with which means, and what must be looked at.
#include "cli/verify.h"

#include <string>
#include <vector>

#include "accord/error.h"
#include "accord/words.h"
#include "cli/commands.h"

namespace entente::cli {

void add_result_flags(CLI::App& part, bool& json) {
  part.add_flag("--json", json, "print the result alone, as JSON, on standard output");
  part.add_flag_callback(
      "--quiet", [] {}, "no notes on standard error (this command has none)");
}

void refuse_unless_subcommand(const CLI::App& group) {
  if (!group.get_subcommands().empty()) return;
  std::vector<std::string> names;
  for (const CLI::App* one : group.get_subcommands({})) names.push_back(one->get_name());
  const std::vector<std::string> given = group.remaining();
  const bool nested = group.get_parent()->get_parent() != nullptr;
  const std::string path = (nested ? group.get_parent()->get_name() + ' ' : "") + group.get_name();
  throw Error((given.empty() ? "`" + path + "` needs to know what"
                             : "`" + path + "` has no part " + accord::in_quotes(given.front()) +
                                   accord::suggestion(given.front(), names)) +
              "; `entente " + path + " --help` lists what there is");
}

void expect_subcommand(CLI::App& group) {
  group.require_subcommand(0, 1);
  group.allow_extras();
  group.final_callback([&group] { refuse_unless_subcommand(group); });
}

void add_verify(CLI::App& app, int& status) {
  CLI::App* command =
      app.add_subcommand("verify", "what must be seen, with which means; visits under a budget, samples, balances, draws");
  add_verify_design(*command, status);
  add_verify_inspect(*command, status);
  add_verify_schedule(*command, status);
  add_verify_sample(*command, status);
  add_verify_balance(*command, status);
  add_verify_stages(*command, status);
  expect_subcommand(*command);
}

}  // namespace entente::cli
