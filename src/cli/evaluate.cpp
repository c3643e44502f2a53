// `entente evaluate CASE PLAN...`: plans that people wrote, side by side.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/options.h"
#include "cli/plan_files.h"
#include "report/evaluate_text.h"
#include "report/json.h"

namespace entente::cli {

namespace {

struct EvaluateOptions {
  CommonOptions common;
  LongOptions time;
  std::vector<std::string> plans;
};

int run(const EvaluateOptions& options) {
  const Stopwatch watch;
  const accord::Accord accord = load_case(options.common);
  const std::vector<accord::Plan> plans = options.plans.empty()
                                              ? all_plans(accord, options.common.case_path)
                                              : named_plans(accord, options.common.case_path, options.plans);
  const auto threads = limit_threads(options.time);
  const report::Comparison comparison = report::compare(accord, plans);
  if (options.common.json) {
    report::Json json = report::evaluate_json(comparison);
    json["seconds"] = watch.seconds();
    print(report::written(json));
  } else {
    print(report::evaluate_text(comparison, terminal()));
  }
  const bool all_hold = std::ranges::all_of(comparison.plans, [](const report::PlanFigures& figures) {
    return figures.evaluation.holds() && !figures.beaten;
  });
  return all_hold ? kDone : kAnswerIsNo;
}

}  // namespace

void add_evaluate(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("evaluate", "the same figures for plans that people wrote, side by side");
  auto options = std::make_shared<EvaluateOptions>();
  add(*command, options->common);
  command->add_option("PLAN", options->plans,
                      "plan files, or names of plans of the case; without any: the plans in accord.yaml and in the "
                      "plans/ folder of the case");
  add(*command, options->time);
  command->footer("Exit status 1: at least one of the plans breaks.");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace entente::cli
