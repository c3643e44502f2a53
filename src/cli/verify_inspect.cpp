// `entente verify inspect FILE`: visits to sites under a budget, and the plan of a draw made from them.
#include <memory>
#include <optional>
#include <string>

#include "accord/error.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/input_file.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "cli/result_file.h"
#include "cli/verify.h"
#include "report/inspections_report.h"
#include "verification/schedule_file.h"

namespace entente::cli {

namespace {

constexpr std::size_t kMostInspectionBytes = (1 << 20) + 1;

struct VerifyInspectOptions {
  std::string file;
  std::string plan;
  std::optional<double> budget;
  bool json = false;
};

void run(const VerifyInspectOptions& options) {
  const Stopwatch watch;
  verification::Inspections inspections =
      verification::parse_inspections(read_bytes(options.file, kMostInspectionBytes), options.file);
  if (options.budget) inspections.budget = *options.budget;
  const report::InspectionAnalysis analysis = report::analyse(inspections);
  if (!options.plan.empty()) {
    if (inspections.parties.empty()) {
      throw Error(options.file + " does not say who draws the schedule; write `parties: [North, South]` in it");
    }
    const InterruptGuard guard;
    write_whole(options.plan, verification::written(verification::schedule_plan(inspections, analysis.allocation)));
  }
  report::Json json = report::inspections_json(analysis);
  json["plan"] = options.plan.empty() ? report::Json() : report::Json(options.plan);
  json["seconds"] = watch.seconds();
  print(options.json ? report::written(json) : report::inspections_text(analysis, terminal()));
}

}  // namespace

void add_verify_inspect(CLI::App& verify, int& status) {
  CLI::App* command =
      verify.add_subcommand("inspect", "visits to sites under a budget that leave cheating the least to gain");
  auto options = std::make_shared<VerifyInspectOptions>();
  command->add_option("FILE", options->file, "the sites and the budget (YAML)")->required();
  command->add_option("--budget", options->budget, "another budget than the one in the file")->type_name("NUMBER");
  command->add_option("--plan", options->plan, "writes the plan of a draw with these visits, for `verify schedule`")
      ->type_name("FILE");
  add_result_flags(*command, options->json);
  command->callback([options, &status] {
    run(*options);
    status = kDone;
  });
}

}  // namespace entente::cli
