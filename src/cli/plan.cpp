// `entente plan CASE`: the main job, a self-enforcing plan and all that is to be said of it.
#include <map>
#include <memory>
#include <string>

#include "accord/words.h"
#include "cli/asked_state.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/memory.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/report_file.h"
#include "cli/result_file.h"
#include "cli/standing_file.h"
#include "report/plan_text.h"

namespace entente::cli {

namespace {

struct PlanOptions {
  CommonOptions common;
  LongOptions time;
  std::optional<double> eps;
  std::optional<double> margin;
  report::Solution solution = report::Solution::nash;
  std::string target;
  std::string from;
  std::optional<double> seconds;
  std::string out;
};

report::PlanAnalysis analyse(const PlanOptions& options, const accord::Accord& accord, const Stopwatch& watch) {
  const auto threads = limit_threads(options.time);
  ProgressLine line(options.common.quiet ? 0 : columns_for_progress());
  report::PlanOptions asked;
  asked.eps = options.eps;
  asked.margin = options.margin.value_or(0.0);
  if (!options.target.empty()) asked.target = asked_state(accord, options.target, options.common.quiet);
  asked.most_bytes = spare_memory();
  if (options.seconds) {
    asked.out_of_time = [&watch, seconds = *options.seconds] { return watch.seconds() > seconds; };
  }
  asked.on_progress = drawn_on(line);
  report::PlanAnalysis analysis = report::analyse(accord, asked);
  throw_if_stopped();
  return analysis;
}

int run(const PlanOptions& options) {
  const Stopwatch watch;
  const InterruptGuard guard;
  if (!options.out.empty()) require_writable(options.out);
  accord::Accord accord = load_case(options.common);
  if (!options.from.empty()) accord.stands = standing_in(accord, options.from);
  ReportMaterial material;
  if (!options.out.empty()) material = report_material(accord, options.common.case_path);
  const report::PlanAnalysis analysis = analyse(options, accord, watch);
  report::Json json = report::plan_json(analysis, options.solution);
  json["seconds"] = watch.seconds();
  if (!options.out.empty()) {
    const std::filesystem::path folder(options.out);
    const std::string left_out = write_report(folder, analysis, options.solution, material, options.common.case_path);
    write_whole(folder / "plan.json", report::written(json));
    if (!left_out.empty() && !options.common.quiet) say("entente: note: " + left_out);
  }
  print(options.common.json ? report::written(json) : report::plan_text(analysis, options.solution, terminal()));
  if (!options.common.quiet && options.common.json) {
    for (const std::string& fault : analysis.faults) say("entente: FAULT: " + fault);
  }
  const bool found = analysis.holds_more_than_today() && report::chosen(analysis, options.solution).has_value();
  return found ? kDone : kAnswerIsNo;
}

report::Solution plan_solution_named(const std::string& text) {
  std::vector<std::string> keys;
  for (const report::Solution solution : report::kSolutions) {
    if (report::key(solution) == text) return solution;
    keys.emplace_back(report::key(solution));
  }
  throw CLI::ValidationError("--solution", "`" + text + "` is none of " + accord::joined(keys));
}

}  // namespace

void add_plan(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("plan", "a self-enforcing plan: steps, slack, trust, what the aim lacks");
  auto options = std::make_shared<PlanOptions>();
  add(*command, options->common);
  add(*command, options->time);
  add_share(*command, "--eps", options->eps,
            "tolerance, a share of each party's best gain (1% or 0.01; 0 is exact); default: as exact as affordable");
  add_share(*command, "--margin", options->margin,
            "how much everybody must lose by breaking the plan, a share of its best gain");
  command
      ->add_option_function<std::string>(
          "--solution", [options](const std::string& text) { options->solution = plan_solution_named(text); },
          "the plan to show in full: nash (default), kalai-smorodinsky or securest")
      ->type_name("NAME");
  command
      ->add_option("--target", options->target,
                   "only plans that end there: \"commitment=level,...\", the rest at today's")
      ->type_name("STATE");
  command
      ->add_option("--from", options->from,
                   "begins at the levels that this file says stand, what `review standing CASE --json` prints, instead "
                   "of today; gains are then over a breakdown from there")
      ->type_name("STANDING");
  command
      ->add_option("--time", options->seconds,
                   "ends the search after so many seconds with the best plan found and the gap still open; the first "
                   "plan is waited for")
      ->check(CLI::PositiveNumber)
      ->type_name("SECONDS");
  command
      ->add_option("--out", options->out,
                   "writes DIR/report.html, a page to read and print, and DIR/plan.json, what --json prints")
      ->type_name("DIR");
  command->footer("Exit status 1: nothing holds but today, or nothing holds at all.");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace entente::cli
