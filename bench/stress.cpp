// How fast worlds are compiled and evaluated, beside a plain Python function that does the same (stress_plain.py), on
// one thread and on two, and how much memory many worlds take; of the program itself, under mpirun, too.
//
// Usage: stress [WORLDS] [MANY] [PROGRAM]. The Korean case with the first ten steps of the plan of the six parties;
// WORLDS (default 100,000) for the speed, MANY (default 1,000,000) for the memory. Python evaluates 20 worlds and must
// agree on each. PROGRAM, build/release/bin/entente say, is run with MANY worlds alone, by two processes of mpirun, and
// with `--out`, and with MANY / 100 worlds, on one thread a process. Its times are those that it tells itself, and
// those of the whole command: mpirun takes two seconds to end where the answer is "no" (exit status 1).
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <tbb/global_control.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "accord/lattice.h"
#include "accord/ranges.h"
#include "accord/read.h"
#include "accord/write.h"
#include "uncertainty/stress_run.h"

namespace {

using namespace entente;
using nlohmann::json;

constexpr std::size_t steps = 10;
constexpr std::uint64_t worlds_of_python = 20;

double seconds_of(const std::function<void()>& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

struct Case {
  accord::Accord accord;
  accord::Plan plan;
};

Case korea() {
  const std::string folder = ENTENTE_SOURCE_DIR "/cases/korea-2019";
  Case result{.accord = accord::load(folder), .plan = {}};
  result.plan = accord::load_plans(result.accord, folder + "/plans/six-party-action-for-action.yaml").front();
  result.plan.steps.resize(steps);
  return result;
}

uncertainty::StressTest test_of(const Case& of, std::uint64_t worlds,
                                uncertainty::Design design = uncertainty::Design::latin) {
  return {of.accord, {of.plan}, {.worlds = worlds, .design = design}};
}

json best_of(const std::vector<accord::Range>& ranges) {
  json values = json::array();
  for (const accord::Range& range : ranges) values.push_back(range.best);
  return values;
}

// What does not change from world to world.
json problem_of(const Case& of) {
  json problem{{"period", of.accord.period},
               {"parties", of.accord.parties.size()},
               {"points", accord::path(of.accord, of.plan)}};
  problem["commitments"] = json::array();
  for (const accord::Commitment& commitment : of.accord.commitments) {
    json levels = json::array();
    for (const accord::Level& level : commitment.levels) {
      json who = "giver";
      if (level.undone_by == accord::UndoneBy::automatic) who = "automatic";
      if (level.undone_by == accord::UndoneBy::all) who = level.undone_by_all;
      levels.push_back({{"undo_by", who}, {"never", !level.undo.has_value()}});
    }
    problem["commitments"].push_back({{"by", commitment.by}, {"levels", levels}});
  }
  problem["complements"] = json::array();
  for (const accord::Complement& complement : of.accord.complements) {
    json when = json::array();
    for (const accord::Requirement& member : complement.when) when.push_back({member.commitment, member.level});
    problem["complements"].push_back(when);
  }
  problem["worlds"] = json::array();
  return problem;
}

json world_of(const accord::Accord& accord) {
  json world{{"review_takes", accord.review.takes.best},
             {"succeeds", accord.review.succeeds.best},
             {"penalty", best_of(accord.review.penalty)}};
  for (const char* name : {"patience", "turnover", "breakdown", "levels", "complements"}) world[name] = json::array();
  for (const accord::Party& party : accord.parties) {
    world["patience"].push_back(party.patience.best);
    world["turnover"].push_back(party.turnover.best);
    world["breakdown"].push_back(party.breakdown.best);
  }
  for (const accord::Commitment& commitment : accord.commitments) {
    json levels = json::array();
    for (const accord::Level& level : commitment.levels) {
      levels.push_back({{"takes", level.takes.best},
                        {"undo", level.undo ? level.undo->best : 0.0},
                        {"seen", level.seen.best},
                        {"watched", level.watched.best},
                        {"value", best_of(level.value)},
                        {"once", best_of(level.once)}});
    }
    world["levels"].push_back(levels);
  }
  for (const accord::Complement& complement : accord.complements)
    world["complements"].push_back(best_of(complement.value));
  return world;
}

json answer_of_python(const json& problem) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("entente-stress-" + std::to_string(getpid()));
  std::filesystem::create_directory(folder);
  std::ofstream(folder / "in.json") << problem;
  const std::string command = "python3 " ENTENTE_SOURCE_DIR "/bench/stress_plain.py < " +
                              (folder / "in.json").string() + " > " + (folder / "out.json").string();
  json answer;
  if (std::system(command.c_str()) == 0) std::ifstream(folder / "out.json") >> answer;
  std::filesystem::remove_all(folder);
  return answer;
}

// Seconds a world in Python; exits where it does not agree.
double python_seconds(const Case& of) {
  const uncertainty::StressTest test = test_of(of, worlds_of_python);
  uncertainty::StressWorker worker(test);
  json problem = problem_of(of);
  std::vector<uncertainty::Outcome> ours;
  for (std::uint64_t n = 0; n < worlds_of_python; ++n) {
    ours.push_back(worker.world(n)[0]);
    std::vector<accord::ValueOf> values;
    for (std::size_t i = 0; i < test.model().numbers.size(); ++i)
      values.push_back({test.model().numbers[i].id, worker.values()[i]});
    problem["worlds"].push_back(world_of(accord::at_values(of.accord, values)));
  }
  const json answer = answer_of_python(problem);
  for (std::uint64_t n = 0; n < worlds_of_python; ++n) {
    const double theirs = answer.at("worlds").at(n).at("min_slack");
    if (std::abs(theirs - ours[n].min_slack) > 1e-9 * std::max(1.0, std::abs(theirs)) ||
        answer["worlds"][n]["holds"] != ours[n].holds) {
      fmt::print("world {}: Python finds {}, we find {}\n", n, theirs, ours[n].min_slack);
      std::exit(1);
    }
  }
  return answer["seconds"].get<double>() / static_cast<double>(worlds_of_python);
}

double run_seconds(const uncertainty::StressTest& test, std::size_t threads) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  return seconds_of([&] {
    uncertainty::StressTally tally = uncertainty::empty_tally(test);
    uncertainty::run_stress(test, tally, {});
  });
}

// MiB that a process of its own needs at most.
double memory_of(const std::function<void()>& work) {
  std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) {
    work();
    _exit(0);
  }
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

void row(const std::string& what, double worlds_a_second, double ratio, const std::string& to) {
  fmt::print("{:<44} {:>12.0f} {:>10.2f}  {}\n", what, worlds_a_second, ratio, to);
  std::fflush(stdout);
}

struct Run {
  double seconds = 0.0;      ///< of the whole command
  double own_seconds = 0.0;  ///< as the program tells them
  double mib = 0.0;          ///< at most, of the process that took most
};

// Runs a command that prints JSON, which goes to the file `said`; ends the bench where it fails.
Run run_of(const std::string& said, const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  Run run;
  int status = 0;
  std::fflush(stdout);
  run.seconds = seconds_of([&] {
    const pid_t child = fork();
    if (child == 0) {
      if (std::freopen(said.c_str(), "w", stdout) == nullptr) _exit(127);
      execvp(arguments[0], arguments.data());
      _exit(127);
    }
    rusage usage{};
    wait4(child, &status, 0, &usage);
    run.mib = static_cast<double>(usage.ru_maxrss) / 1024.0;
  });
  // 1 says that the plan breaks in most worlds.
  if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
    fmt::print("{} failed\n", command[0]);
    std::exit(1);
  }
  std::ifstream file(said);
  run.own_seconds = json::parse(file).at("seconds").get<double>();
  return run;
}

void program_rows(const Case& of, const std::string& program, std::uint64_t many) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("entente-stress-" + std::to_string(getpid()));
  std::filesystem::create_directory(folder);
  accord::Accord accord = of.accord;
  accord.plans = {of.plan};
  std::ofstream(folder / "accord.yaml") << accord::write(accord);
  const std::string said = (folder / "said.json").string();
  const auto asked = [&](std::uint64_t worlds) {
    return std::vector<std::string>{program,
                                    "stress",
                                    (folder / "accord.yaml").string(),
                                    "--quiet",
                                    "--json",
                                    "--sensitivity",
                                    "none",
                                    "--threads",
                                    "1",
                                    "--worlds",
                                    std::to_string(worlds)};
  };
  const auto with = [](std::vector<std::string> first, const std::vector<std::string>& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
  };
  fmt::print("\n{:<44} {:>12} {:>10} {:>14} {:>10}\n", "the program, one thread a process", "worlds/s", "ratio",
             "whole command", "MiB");
  const auto print_row = [](const std::string& what, std::uint64_t worlds, const Run& run, const Run& to) {
    fmt::print("{:<44} {:>12.0f} {:>10.2f} {:>14.2f} {:>10.1f}\n", what, static_cast<double>(worlds) / run.own_seconds,
               to.own_seconds / run.own_seconds, to.seconds / run.seconds, run.mib);
    std::fflush(stdout);
  };
  const Run few = run_of(said, asked(many / 100));
  print_row(fmt::format("{} worlds", many / 100), many / 100, few, few);
  const Run alone = run_of(said, asked(many));
  print_row(fmt::format("{} worlds", many), many, alone, alone);
  setenv("OMPI_ALLOW_RUN_AS_ROOT", "1", 1);
  setenv("OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1", 1);
  const Run both = run_of(said, with({"mpirun", "--quiet", "-n", "2"}, asked(many)));
  print_row(fmt::format("{} worlds, mpirun -n 2", many), many, both, alone);
  const Run out = run_of(said, with(asked(many), {"--out", (folder / "out").string()}));
  print_row(fmt::format("{} worlds, --out", many), many, out, alone);
  fmt::print("worlds.csv: {:.2f} GB; --out takes {:.1f} s more\n",
             static_cast<double>(std::filesystem::file_size(folder / "out" / "worlds.csv")) / 1e9,
             out.seconds - alone.seconds);
  std::filesystem::remove_all(folder);
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t worlds = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100'000;
  const std::uint64_t many = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1'000'000;
  const Case of = korea();
  fmt::print("Korean case, {} steps, {} ranges\n\n{:<44} {:>12} {:>10}  {}\n", steps,
             accord::ranged_numbers(of.accord).size(), "", "worlds/s", "ratio", "to");
  const double few_mib = memory_of([&] { run_seconds(test_of(of, many / 100), 2); });
  const double many_mib = memory_of([&] { run_seconds(test_of(of, many), 2); });
  const double plain = python_seconds(of);
  row("plain Python", 1.0 / plain, 1.0, "");
  const auto rate = [&](double seconds) { return static_cast<double>(worlds) / seconds; };
  const uncertainty::StressTest test = test_of(of, worlds);
  double compiled = 0.0;
  {
    uncertainty::StressWorker worker(test);
    std::vector<double> best;
    for (const accord::RangedNumber& number : test.model().numbers) best.push_back(number.range.best);
    compiled = seconds_of([&] {
      for (std::uint64_t n = 0; n < worlds; ++n) worker.at(best);
    });
  }
  row("compile and evaluate, one core", rate(compiled), plain * rate(compiled), "plain Python");
  const double alone = run_seconds(test, 1);
  row("with draws and counts, latin, one thread", rate(alone), plain * rate(alone), "plain Python");
  for (const auto design : {uncertainty::Design::sobol, uncertainty::Design::random}) {
    const double other = run_seconds(test_of(of, worlds, design), 1);
    row(design == uncertainty::Design::sobol ? "the same, sobol" : "the same, random", rate(other), plain * rate(other),
        "plain Python");
  }
  const double both = run_seconds(test, 2);
  row("latin, two threads", rate(both), alone / both, "one thread");
  fmt::print("\nmemory: {:.1f} MiB for {} worlds, {:.1f} MiB for {}\n", few_mib, many / 100, many_mib, many);
  if (argc > 3) program_rows(of, argv[3], many);
  return 0;
}
