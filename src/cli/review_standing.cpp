// `entente review standing CASE` and `entente review answers CASE`: where every commitment stands on a day, and who
// answers for what.
#include <functional>
#include <memory>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/review_commands.h"
#include "cli/review_options.h"
#include "report/standing_json.h"
#include "report/standing_text.h"

namespace entente::cli {

namespace {

using ToJson = std::function<report::Json(const accord::Accord&, const review::Standing&)>;
using ToText = std::function<std::string(const review::Standing&, const report::Terminal&)>;

void add_command(CLI::App& review, const std::string& name, const std::string& help, int& status, const ToJson& json,
                 const ToText& text) {
  CLI::App* command = review.add_subcommand(name, help);
  auto options = std::make_shared<ReviewOptions>();
  add(*command, *options);
  command->callback([options, json, text, &status] {
    const Reviewed reviewed = load_reviewed(*options);
    const review::Standing standing = review::standing_on(reviewed.accord, reviewed.record, reviewed.moment);
    if (reviewed.moment_from_record && !options->common.quiet && !options->common.json)
      say("note: as of the day of the last event; `--on DATE` asks for another");
    print(options->common.json ? report::written(json(reviewed.accord, standing)) : text(standing, terminal()));
    status = kDone;
  });
}

}  // namespace

void add_review_standing(CLI::App& review, int& status) {
  add_command(review, "standing", "where every commitment stands on a day", status, report::standing_json,
              report::standing_text);
}

void add_review_answers(CLI::App& review, int& status) {
  add_command(
      review, "answers", "who answers for what: owed, reported, verified, reviewed, remedied", status,
      [](const accord::Accord& /*accord*/, const review::Standing& standing) { return report::answers_json(standing); },
      report::answers_text);
}

}  // namespace entente::cli
