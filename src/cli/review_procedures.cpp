// `entente review procedures [CASE]`: what would run after a complaint.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "accord/error.h"
#include "accord/procedure_templates.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/options.h"
#include "cli/review_commands.h"
#include "report/procedures_report.h"

namespace entente::cli {

namespace {

struct ReviewProceduresOptions {
  CommonOptions common;
  std::string shipped;
};

std::vector<report::ProcedureAnalysis> asked_for(const ReviewProceduresOptions& options) {
  std::vector<report::ProcedureAnalysis> result;
  std::optional<accord::Accord> accord;
  if (!options.common.case_path.empty()) accord = load_case(options.common);
  std::vector<std::string> parties;
  if (accord) {
    for (const accord::Party& party : accord->parties) parties.push_back(party.name);
  }
  const auto add_shipped = [&](const std::string& name) {
    result.push_back(report::analyse(accord::procedure_of_template(name, accord ? &parties : nullptr), true));
  };
  if (!options.shipped.empty()) {
    add_shipped(options.shipped);
  } else if (accord) {
    for (const accord::Procedure& procedure : accord->procedures) result.push_back(report::analyse(procedure, false));
  } else {
    for (const std::string& name : accord::names_of_templates()) add_shipped(name);
  }
  return result;
}

void run(const ReviewProceduresOptions& options) {
  const Stopwatch watch;
  const std::vector<report::ProcedureAnalysis> procedures = asked_for(options);
  if (options.common.json) {
    report::Json json = report::procedures_json(procedures);
    json["seconds"] = watch.seconds();
    print(report::written(json));
  } else if (procedures.empty()) {
    print("the case has no procedures; `entente review procedures` lists those that are shipped\n");
  } else if (options.common.case_path.empty() && options.shipped.empty()) {
    print(report::procedures_list(procedures, terminal()));
  } else {
    print(report::procedures_text(procedures, terminal()));
  }
}

}  // namespace

void add_review_procedures(CLI::App& review, int& status) {
  CLI::App* command = review.add_subcommand(
      "procedures", "what runs after a complaint: stages, clocks, who decides, what silence does, how long it takes");
  auto options = std::make_shared<ReviewProceduresOptions>();
  add(*command, options->common);
  command->get_option("CASE")->required(false);
  command->add_option("--template", options->shipped, "one that is shipped, instead of those of the case")
      ->type_name("NAME");
  command->callback([options, &status] {
    run(*options);
    status = kDone;
  });
}

}  // namespace entente::cli
