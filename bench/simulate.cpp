// How many ten-year accords are carried out in a second, on one thread and on two, and how much faster that is than a
// plain Python program that does the same (simulate_plain.py): the shares that collapse and complete must agree.
#include "simulation/simulate.h"

#include <fmt/format.h>
#include <tbb/global_control.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

namespace {

using namespace entente::simulation;

// Ten steps of half a year, four deliveries each, six parties; noise as the histories have it.
Process ten_years() {
  Process process;
  process.horizon = 10.0;
  for (std::size_t party = 0; party < 6; ++party) {
    process.parties.push_back("party " + std::to_string(party));
    process.leaving.push_back({rate_of_chance(0.005 * static_cast<double>(party + 1))});
  }
  for (std::size_t k = 0; k < 8; ++k) {
    process.commitments.push_back("commitment " + std::to_string(k));
    process.givers.push_back(k % 6);
    process.accused.push_back(k);
  }
  for (std::size_t step = 0; step < 10; ++step) {
    ProcessStep one;
    one.work = 0.5;
    for (std::size_t d = 0; d < 4; ++d) {
      const std::size_t k = (step + d) % 8;
      one.deliveries.push_back({.commitment = k, .by = k % 6, .seen = 0.9, .late = 0.5, .late_rate = 4.0});
    }
    process.steps.push_back(one);
  }
  process.false_alarms = 0.3;
  process.alarm_candidates = 0.3;
  process.review = {.takes = 0.25, .grace = 0.1, .confirms = 0.9, .blames = 0.2, .excused = 0.7, .succeeds = 0.9};
  process.resumes = rate_of_chance(0.49);
  process.abandoned = rate_of_chance(0.14);
  process.counters.assign(11 * 8, {0, 1});
  return process;
}

std::string as_json(const Process& process, std::uint64_t runs) {
  std::string steps;
  for (const ProcessStep& step : process.steps) {
    std::string deliveries;
    for (const Delivery& one : step.deliveries) {
      deliveries +=
          fmt::format("{}{{\"late\": {}, \"late_rate\": {}}}", deliveries.empty() ? "" : ", ", one.late, one.late_rate);
    }
    steps += fmt::format("{}{{\"work\": {}, \"deliveries\": [{}]}}", steps.empty() ? "" : ", ", step.work, deliveries);
  }
  std::string leaving;
  for (const auto& rates : process.leaving) leaving += fmt::format("{}{}", leaving.empty() ? "" : ", ", rates[0]);
  const ReviewRules& r = process.review;
  return fmt::format(
      "{{\"runs\": {}, \"seed\": 1, \"horizon\": {}, \"leaving\": [{}], \"false_alarms\": {}, \"resumes\": {}, "
      "\"abandoned\": {}, "
      "\"review\": {{\"takes\": {}, \"grace\": {}, \"blames\": {}, \"excused\": {}, \"succeeds\": {}}}, \"steps\": "
      "[{}]}}",
      runs, process.horizon, leaving, process.false_alarms, process.resumes, process.abandoned, r.takes, r.grace,
      r.blames, r.excused, r.succeeds, steps);
}

template <typename Work>
double seconds(const Work& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

struct Plain {
  double seconds = 0.0;
  double collapsed = 0.0;
  double completed = 0.0;
};

Plain in_python(const Process& process, std::uint64_t runs) {
  const std::string folder = std::getenv("TMPDIR") != nullptr ? std::getenv("TMPDIR") : "/tmp";
  const std::string in = folder + "/entente-bench-simulate.json";
  const std::string out = folder + "/entente-bench-simulate.out";
  std::ofstream(in) << as_json(process, runs);
  Plain plain;
  const std::string command = "python3 " ENTENTE_SOURCE_DIR "/bench/simulate_plain.py < " + in + " > " + out;
  int status = 0;
  plain.seconds = seconds([&] { status = std::system(command.c_str()); });
  std::string text;
  std::getline(std::ifstream(out), text);
  unsigned long collapsed = 0;
  unsigned long completed = 0;
  if (status != 0 ||
      std::sscanf(text.c_str(), "{\"collapsed\": %lu, \"completed\": %lu}", &collapsed, &completed) != 2) {
    fmt::print(stderr, "python3 could not run bench/simulate_plain.py\n");
    std::exit(3);
  }
  plain.collapsed = static_cast<double>(collapsed) / static_cast<double>(runs);
  plain.completed = static_cast<double>(completed) / static_cast<double>(runs);
  return plain;
}

}  // namespace

int main() {
  constexpr std::uint64_t kRuns = 1'000'000;
  constexpr std::uint64_t kPlainRuns = 20'000;
  const Process process = ten_years();
  fmt::print("A ten-year accord of ten steps, four deliveries each, six parties; {} runs.\n\n", kRuns);
  fmt::print("{:<22}{:>10}{:>16}{:>12}{:>12}\n", "", "seconds", "runs/s", "collapsed", "completed");
  double one_thread = 0.0;
  Results results;
  for (const std::size_t threads : {std::size_t{1}, std::size_t{2}}) {
    const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
    const double took =
        seconds([&] { results = simulate(process, {.runs = kRuns, .seed = 1, .parts = 120, .on_progress = {}}); });
    if (threads == 1) one_thread = took;
    fmt::print("{:<22}{:>10.2f}{:>16.0f}{:>12.4f}{:>12.4f}\n",
               fmt::format("entente, {} thread{}", threads, threads > 1 ? "s" : ""), took, kRuns / took,
               static_cast<double>(results.collapsed()) / kRuns, static_cast<double>(results.completed()) / kRuns);
  }
  const Plain plain = in_python(process, kPlainRuns);
  fmt::print("{:<22}{:>10.2f}{:>16.0f}{:>12.4f}{:>12.4f}\n\n", "plain Python", plain.seconds,
             kPlainRuns / plain.seconds, plain.collapsed, plain.completed);
  fmt::print("one thread against plain Python: {:.0f} times\n", (kRuns / one_thread) / (kPlainRuns / plain.seconds));
  const auto differs = [&](double share, double other) {
    return std::abs(share - other) > 4.0 * std::sqrt(share * (1.0 - share) / kPlainRuns);
  };
  const double collapsed = static_cast<double>(results.collapsed()) / kRuns;
  const double completed = static_cast<double>(results.completed()) / kRuns;
  if (differs(collapsed, plain.collapsed) || differs(completed, plain.completed)) {
    fmt::print("THE TWO DO NOT AGREE\n");
    return 1;
  }
  fmt::print("both give the same shares, within four standard deviations of the plain one's runs\n");
  return 0;
}
