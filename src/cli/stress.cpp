// `entente stress CASE PLAN...`: in how many worlds plans hold.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "accord/error.h"
#include "accord/words.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/memory.h"
#include "cli/options.h"
#include "cli/plan_files.h"
#include "cli/progress.h"
#include "cli/ranks.h"
#include "cli/report_file.h"
#include "cli/result_file.h"
#include "cli/stress_files.h"
#include "cli/stress_ranks.h"
#include "report/analysis.h"
#include "report/deciding_report.h"
#include "report/stress_report.h"

namespace entente::cli {

namespace {

struct StressCommand {
  CommonOptions common;
  LongOptions time;
  std::vector<std::string> plans;
  uncertainty::StressOptions stress;
  std::optional<double> enough;
  std::string folder;
  bool resume = false;
  bool frontier = false;
  std::string sensitivity;  // as it was typed: points of the designs, or `none`
};

// Plans of the frontier at the best values, named: the solutions first. Of more than can be looked at side by side, as
// many as that, spread over the frontier evenly.
std::vector<accord::Plan> frontier_plans(const accord::Accord& accord, const StressCommand& command) {
  constexpr std::size_t most = 64;
  ProgressLine line(command.common.quiet ? 0 : columns_for_progress());
  report::PlanOptions asked;
  asked.most_bytes = spare_memory();
  asked.on_progress = drawn_on(line);
  const report::PlanAnalysis analysis = report::analyse(accord, asked);
  std::vector<accord::Plan> plans;
  const auto add = [&](const std::string& name, const std::vector<accord::Step>& steps) {
    if (steps.empty() || std::ranges::find(plans, steps, &accord::Plan::steps) != plans.end()) return;
    plans.push_back({.name = name, .steps = steps, .note = {}, .sources = {}, .place = {}});
  };
  if (analysis.nash) add("Nash", analysis.nash->plan.steps);
  if (analysis.kalai_smorodinsky) add("Kalai-Smorodinsky", analysis.kalai_smorodinsky->plan.steps);
  if (analysis.securest) add("securest", analysis.securest->plan.steps);
  std::vector<const sequencing::FoundPlan*> found;
  for (const report::Representative& one : analysis.representatives) found.push_back(&one.plan);
  if (found.empty()) {
    for (const sequencing::FoundPlan& one : analysis.search.frontier) found.push_back(&one);
  }
  const std::size_t looked_at = std::min(found.size(), most);
  for (std::size_t n = 0; n < looked_at; ++n)
    add("frontier " + std::to_string(n + 1), found[n * found.size() / looked_at]->steps);
  if (plans.empty()) throw Error("no plan of at least one step meets the conditions at the best values; name plans");
  if (found.size() > most && !command.common.quiet) {
    say("note: " + std::to_string(most) + " of the " + std::to_string(found.size()) +
        " plans of the frontier are looked at");
  }
  return plans;
}

std::vector<accord::Plan> asked_plans(const accord::Accord& accord, const StressCommand& command) {
  if (command.plans.empty() && !command.frontier) return all_plans(accord, command.common.case_path);
  std::vector<accord::Plan> plans = named_plans(accord, command.common.case_path, command.plans);
  if (command.frontier) std::ranges::move(frontier_plans(accord, command), std::back_inserter(plans));
  return plans;
}

using Deciding = std::vector<std::optional<uncertainty::WhatDecides>>;  // by plan

// What decides each plan, one analysis a plan, since what decides one may not touch another. Of more plans than a
// reader compares only the one that holds in most worlds has one, unless it was asked for.
Deciding what_decides_each(const uncertainty::StressTest& test, const uncertainty::StressTally& tally,
                           const StressCommand& command) {
  constexpr std::size_t most_unasked = 3;
  const std::string& sensitivity = command.sensitivity;
  Deciding found(test.plans().size());
  if (sensitivity == "none") return found;
  ProgressLine line(command.common.quiet ? 0 : columns_for_progress());
  uncertainty::DecidingOptions options;
  if (!sensitivity.empty()) options.rows = std::stoul(sensitivity);
  for (std::size_t p = 0; p < found.size(); ++p) {
    if (sensitivity.empty() && found.size() > most_unasked && p != report::holds_most(tally)) continue;
    const std::string stage = "what decides " + test.plans()[p].name;
    options.on_progress = [&](std::uint64_t done, std::uint64_t all) {
      throw_if_stopped();
      line.update(stage, done, all, "evaluations");
    };
    const uncertainty::StressTest alone(test.accord(), {test.plans()[p]}, test.options());
    found[p] = uncertainty::what_decides(alone, 0, options);
    throw_if_stopped();
  }
  return found;
}

uncertainty::StressTally counted(Ranks& ranks, const uncertainty::StressTest& test, const StressCommand& command,
                                 std::optional<StressFiles>& files) {
  uncertainty::StressTally tally = uncertainty::empty_tally(test);
  if (!command.folder.empty()) files.emplace(command.folder, test, command.resume, tally);
  ProgressLine line(command.common.quiet ? 0 : columns_for_progress());
  run_on_ranks(ranks, test, tally, files.has_value(),
               [&](const uncertainty::WorldBlock& block, const uncertainty::StressTally& so_far) {
                 throw_if_stopped();
                 if (files) files->add(block, so_far);
                 line.update("evaluated", so_far.worlds, test.options().worlds, "worlds");
               });
  return tally;
}

// All files of the folder. They are the same for every run of these worlds, so the time that this one took is in none.
void finish(StressFiles& files, const StressCommand& command, const uncertainty::StressTest& test,
            const Deciding& decides, const report::Json& json) {
  const std::filesystem::path folder(command.folder);
  for (std::size_t p = 0; p < decides.size(); ++p) {
    if (!decides[p]) continue;
    write_whole(folder / ("tornado-" + std::to_string(p + 1) + ".svg"),
                report::tornado_svg(test, *decides[p], test.plans()[p].name));
  }
  const std::string left_out =
      write_page(folder, report::stress_report_json("entente " ENTENTE_VERSION, command.common.case_path, json));
  if (!left_out.empty() && !command.common.quiet) say("entente: note: " + left_out);
  // Last, since it takes away what `--resume` goes on from.
  files.finish(report::written(json));
}

int run_first(const StressCommand& command, Ranks& ranks) {
  const LongRun begun(command.common, command.time);
  uncertainty::StressOptions options = command.stress;
  options.seed = command.time.seed;
  options.enough = command.enough.value_or(options.enough);
  const uncertainty::StressTest test(begun.accord, asked_plans(begun.accord, command), options);
  std::optional<StressFiles> files;
  const uncertainty::StressTally tally = counted(ranks, test, command, files);
  const Deciding decides = what_decides_each(test, tally, command);
  report::Json json = report::stress_json(test, tally);
  for (std::size_t p = 0; p < decides.size(); ++p) {
    json["plans"][p]["what_decides"] = decides[p] ? report::deciding_json(test, *decides[p]) : report::Json();
  }
  if (files) finish(*files, command, test, decides, json);
  if (command.common.json) {
    json["seconds"] = begun.watch.seconds();
    print(report::written(json));
  } else {
    print(report::stress_text(test, tally, terminal()));
    for (std::size_t p = 0; p < decides.size(); ++p) {
      if (decides[p]) print(report::deciding_text(test, *decides[p], test.plans()[p].name, terminal()));
    }
  }
  return 2 * tally.plans[report::holds_most(tally)].holds > tally.worlds ? kDone : kAnswerIsNo;
}

int run_other(const StressCommand& command, Ranks& ranks) {
  const InterruptGuard guard;
  const auto threads = limit_threads(command.time);
  evaluate_for_first(ranks);
  return kDone;
}

// How to go on with a run that did not come to its end.
std::string what_is_kept(const StressCommand& command) {
  if (command.folder.empty()) return "nothing is kept without `--out DIR`";
  return "what was done is kept in " + command.folder + ": the same command with `--resume` goes on";
}

int run(const StressCommand& command) {
  Ranks ranks;
  try {
    return ranks.number() == 0 ? run_first(command, ranks) : run_other(command, ranks);
  } catch (const Stopped&) {
    // What mpirun sends to all when one has died, or it is stopped itself. One of them says so, at once: it does not
    // leave them much time.
    if (ranks.count() > 1) ranks.abandon();
    const std::vector<std::string> gone = ranks.gone();
    const bool speaks = ranks.is_first_that_lives();
    // Those that end by themselves must not look like those that have died.
    if (!speaks) std::this_thread::sleep_for(std::chrono::milliseconds(300));
    if (!speaks) return kStopped;
    if (gone.empty()) throw Stopped(what_is_kept(command));
    throw MachineError(accord::joined(gone) + " died, and mpirun ends the others; " + what_is_kept(command) +
                       ", on any number of processes");
  }
}

}  // namespace

void add_stress(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("stress",
                                         "in how many worlds plans hold when every range is drawn, and where "
                                         "they break");
  auto options = std::make_shared<StressCommand>();
  add(*command, options->common);
  command->add_option("PLAN", options->plans,
                      "plan files, or names of plans of the case; without any: the plans in accord.yaml and in the "
                      "plans/ folder of the case");
  command->add_option("--worlds", options->stress.worlds, "how many worlds (default 10,000)")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000'000'000}))
      ->type_name("N");
  command
      ->add_option("--design", options->stress.design,
                   "how worlds are spread over the ranges: latin (default), sobol or random")
      ->transform(
          CLI::CheckedTransformer(std::map<std::string, uncertainty::Design>{{"latin", uncertainty::Design::latin},
                                                                             {"sobol", uncertainty::Design::sobol},
                                                                             {"random", uncertainty::Design::random}}))
      ->option_text("latin|sobol|random");
  add_share(*command, "--enough", options->enough,
            "share of its gain at the best values that is enough for a party (default 50%)");
  command->add_flag("--frontier", options->frontier,
                    "search the frontier at the best values, and look at its plans, 64 at most, in the same worlds");
  auto* folder = command
                     ->add_option("--out", options->folder,
                                  "write DIR/worlds.csv, one row a world, DIR/stress.json, DIR/report.html, a page "
                                  "that shows it, and DIR/tornado-1.svg of the first plan and so on")
                     ->type_name("DIR");
  command->add_flag("--resume", options->resume, "go on with what an unfinished run has left in DIR")->needs(folder);
  command
      ->add_option(
          "--sensitivity", options->sensitivity,
          "what decides it, from N points of the designs (at least 16), or `none`; unless given: 1024 points, of "
          "more than 3 plans for the one that holds in most worlds")
      ->check([](const std::string& text) {
        const bool fits =
            text == "none" || (!text.empty() && text.size() <= 9 &&
                               text.find_first_not_of("0123456789") == std::string::npos && std::stoul(text) >= 16);
        return fits ? std::string() : "`" + text + "` is neither a number from 16 on nor `none`";
      })
      ->type_name("N|none");
  add(*command, options->time);
  command->get_option("--seed")->description("another number draws other worlds (default 0)");
  command->footer("Exit status 1: none of the plans holds in more than half of the worlds.");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace entente::cli
