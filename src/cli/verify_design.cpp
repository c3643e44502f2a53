// `entente verify design CASE`: what must be seen of a plan, and the cheapest means for it.
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "accord/error.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "cli/plan_files.h"
#include "cli/progress.h"
#include "cli/verify.h"
#include "report/verification_json.h"
#include "report/verification_text.h"
#include "report/verified_plan.h"

namespace entente::cli {

namespace {

struct DesignOptions {
  CommonOptions common;
  LongOptions time;
  std::vector<std::string> plans;
  bool aim = false;
  std::optional<double> margin;
};

struct ToVerify {
  accord::Plan plan;
  std::vector<std::string> notes;
};

std::vector<ToVerify> plans_to_verify(const accord::Accord& accord, const DesignOptions& options) {
  std::vector<ToVerify> result;
  if (!options.plans.empty() || (!options.aim && !accord.plans.empty())) {
    const std::vector<accord::Plan> plans =
        options.plans.empty() ? accord.plans : named_plans(accord, options.common.case_path, options.plans);
    for (const accord::Plan& plan : plans) result.push_back({plan, {}});
    return result;
  }
  ProgressLine line(options.common.quiet ? 0 : columns_for_progress());
  report::VerifiedPlan found =
      options.aim ? report::plan_to_aim(accord, drawn_on(line)) : report::nash_plan_to_verify(accord, drawn_on(line));
  throw_if_stopped();
  if (found.plan) result.push_back({*found.plan, std::move(found.notes)});
  return result;
}

int run_design(const DesignOptions& options) {
  const LongRun begun(options.common, options.time);
  const accord::Accord& accord = begun.accord;
  const std::vector<ToVerify> plans = plans_to_verify(accord, options);
  std::vector<report::Json> documents;
  std::string text;
  bool all_suffice = !plans.empty();
  for (const ToVerify& one : plans) {
    const verification::Design design = verification::design(accord, one.plan, options.margin.value_or(0.0));
    all_suffice = all_suffice && design.suffices();
    if (options.common.json) {
      documents.push_back(report::design_json(design, one.notes));
    } else {
      text += (text.empty() ? "" : "\n") + report::design_text(design, one.notes, terminal());
    }
  }
  if (options.common.json) {
    report::Json json = report::designs_json(accord, std::move(documents));
    json["seconds"] = begun.watch.seconds();
    print(report::written(json));
  } else if (plans.empty()) {
    print(
        "No plan to verify: nothing but today's state of affairs holds, whatever is seen. `entente explain CASE --at "
        "STATE` says what would have to change.\n");
  } else {
    print(text);
  }
  return all_suffice ? kDone : kAnswerIsNo;
}

}  // namespace

void add_verify_design(CLI::App& verify, int& status) {
  CLI::App* command = verify.add_subcommand("design", "what must be seen, the cheapest means for that, breakout");
  auto options = std::make_shared<DesignOptions>();
  add(*command, options->common);
  auto* plan = command->add_option("--plan", options->plans,
                                   "a plan file, or the name of a plan of the case; may be given more than once. "
                                   "Without: the plans in accord.yaml, else the Nash plan found by search");
  plan->type_name("NAME");
  command->add_flag("--aim", options->aim, "the plan to the aim of the file, found by search")->excludes(plan);
  add_share(*command, "--margin", options->margin,
            "how much everybody must lose by breaking the plan, a share of its gain from the plan");
  add(*command, options->time);
  command->footer("Exit status 1: with none of the means at hand is a plan self-enforcing.");
  command->callback([options, &status] { status = run_design(*options); });
}

}  // namespace entente::cli
