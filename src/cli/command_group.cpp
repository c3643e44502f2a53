#include "cli/command_group.h"

#include <string>
#include <vector>

#include "accord/error.h"
#include "accord/words.h"

namespace entente::cli {

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

}  // namespace entente::cli
