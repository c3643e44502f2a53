// `entente simulate CASE PLAN`: how carrying a plan out under its review procedure would go.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "accord/error.h"
#include "accord/words.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "cli/plan_files.h"
#include "cli/progress.h"
#include "cli/report_file.h"
#include "cli/result_file.h"
#include "report/simulation_report.h"

namespace entente::cli {

namespace {

struct SimulateOptions {
  CommonOptions common;
  LongOptions time;
  std::string plan;
  std::string which;
  std::uint64_t runs = 100'000;
  std::optional<double> years;
  std::string out;
};

constexpr double kMostYears = 1000.0;

// Of a file with several, such as plan.json, the one that is named.
accord::Plan one_plan(const accord::Accord& accord, const SimulateOptions& options) {
  std::vector<accord::Plan> plans = named_plans(accord, options.common.case_path, {options.plan});
  std::vector<std::string> names;
  for (const accord::Plan& plan : plans) names.push_back(plan.name);
  if (options.which.empty()) {
    if (plans.size() > 1 && !options.common.quiet) {
      say("entente: note: " + options.plan + " holds " + accord::joined(names) + "; " + names.front() +
          " is simulated, --which NAME takes another");
    }
    return plans.front();
  }
  const auto found = std::ranges::find(plans, options.which, &accord::Plan::name);
  if (found == plans.end()) {
    throw Error(options.plan + " holds no plan called " + accord::in_quotes(options.which) +
                accord::suggestion(options.which, names) + "; it holds " + accord::joined(names));
  }
  return *found;
}

int run_simulate(const SimulateOptions& options) {
  const Stopwatch watch;
  const InterruptGuard guard;
  if (!options.out.empty()) require_writable(options.out);
  const accord::Accord accord = load_case(options.common);
  const accord::Plan plan = one_plan(accord, options);
  const auto threads = limit_threads(options.time);
  report::SimulationQuestion question;
  question.runs = options.runs;
  question.seed = options.time.seed;
  question.years = options.years;
  report::SimulationAnalysis analysis;
  {
    ProgressLine line(options.common.quiet ? 0 : columns_for_progress());
    question.on_progress = [&](const char* stage, std::uint64_t done, std::uint64_t all) {
      throw_if_stopped();
      line.update(stage, done, all, "runs");
    };
    analysis = report::simulate_plan(accord, plan, question);
    throw_if_stopped();
  }
  report::Json json = report::simulation_json(analysis);
  json["seconds"] = watch.seconds();
  if (!options.out.empty()) {
    const std::filesystem::path folder(options.out);
    write_whole(folder / "simulate.json", report::written(json));
    write_whole(folder / "simulate.csv", report::simulation_csv(analysis));
    write_whole(folder / "simulate.svg", report::simulation_svg(analysis));
    const std::string left_out =
        write_page(folder, report::simulation_report_json("entente " ENTENTE_VERSION, options.common.case_path, json));
    if (!left_out.empty() && !options.common.quiet) say("entente: note: " + left_out);
  }
  print(options.common.json ? report::written(json) : report::simulation_text(analysis, terminal()));
  return kDone;
}

}  // namespace

void add_simulate(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand(
      "simulate", "how carrying a plan out would go: late deliveries, false alarms, reviews, collapse");
  auto options = std::make_shared<SimulateOptions>();
  add(*command, options->common);
  command
      ->add_option("PLAN", options->plan,
                   "a plan file, plan.json of `entente plan --out`, or the name of a plan of the case")
      ->required();
  command
      ->add_option("--which", options->which, "the plan of that name, where the file holds several, as plan.json does")
      ->type_name("NAME");
  command->add_option("--runs", options->runs, "how often it is carried out; default: 100000")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000'000}))
      ->type_name("N");
  command
      ->add_option("--years", options->years,
                   "how long each run lasts; default: twice what the plan takes, ten at least")
      ->check(CLI::Range(0.01, kMostYears))
      ->type_name("Y");
  add(*command, options->time);
  command
      ->add_option(
          "--out", options->out,
          "writes DIR/simulate.json, what --json prints, DIR/report.html, a page that shows it, and the curves as "
          "DIR/simulate.csv and DIR/simulate.svg")
      ->type_name("DIR");
  command->callback([options, &status] { status = run_simulate(*options); });
}

}  // namespace entente::cli
