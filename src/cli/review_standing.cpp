// `entente review standing CASE`: where every commitment stands on a day.
#include <memory>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/ledger_folder.h"
#include "cli/review_commands.h"
#include "cli/review_options.h"
#include "report/json.h"

namespace entente::cli {

void add_review_standing(CLI::App& review, int& status) {
  CLI::App* command = review.add_subcommand("standing", "where every commitment stands on a day");
  auto options = std::make_shared<ReviewOptions>();
  add(*command, *options);
  command->callback([options, &status] {
    const Reviewed reviewed = load_reviewed(*options);
    print(counted(reviewed.record.entries.size(), "event", "events") + " in " + reviewed.record.from + '\n');
    status = kDone;
  });
}

}  // namespace entente::cli
