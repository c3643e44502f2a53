// How long inspections take to plan and to draw, beside plain ways to the same answers, measured in one run.
//
// Usage: inspection [SEED]. The plain ways: linear programs (Clp), the game solved stage by stage without memory, a
// scan of samples, and a Markov chain for run lengths. `differ` is how far the two answers are apart.
#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "bargaining/linear_program.h"
#include "verification/cumulative_sum.h"
#include "verification/recursive_inspection.h"
#include "verification/sampling.h"
#include "verification/schedule.h"
#include "verification/security_game.h"
#include "verification/systematic_sampling.h"
#include "verification/water_filling.h"

namespace {

using namespace entente;
using verification::Site;

// Seconds a call, repeated until a fifth of a second has passed, and what it gives.
std::pair<double, double> timed(const std::function<double()>& measured) {
  const auto start = std::chrono::steady_clock::now();
  double answer = 0.0;
  double seconds = 0.0;
  int calls = 0;
  do {
    answer = measured();
    ++calls;
    seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  } while (seconds < 0.2);
  return {seconds / calls, answer};
}

void row(const std::string& question, const std::string& plain, const std::function<double()>& ours,
         const std::function<double()>& theirs) {
  const auto [seconds, answer] = timed(ours);
  if (!theirs) {
    fmt::print("{:<42} {:>12.3f} {:<22} {:>12} {:>10} {:>9}\n", question, 1e6 * seconds, plain, "-", "-", "-");
    return;
  }
  const auto [plain_seconds, plain_answer] = timed(theirs);
  fmt::print("{:<42} {:>12.3f} {:<22} {:>12.1f} {:>10.1f} {:>9.1e}\n", question, 1e6 * seconds, plain,
             1e6 * plain_seconds, plain_seconds / seconds,
             std::abs(answer - plain_answer) / std::max(1.0, std::abs(plain_answer)));
}

// Adds `terms` = value, with one more column of this coefficient unless it is 0.
void add_row(bargaining::LinearProgram& program, const std::vector<std::pair<std::size_t, double>>& terms, double slack,
             double value) {
  const std::size_t index = program.right_side.size();
  program.right_side.push_back(value);
  for (const auto& [column, coefficient] : terms) program.columns[column].entries.emplace_back(index, coefficient);
  if (slack != 0.0) program.columns.push_back({.cost = 0.0, .entries = {{index, slack}}, .free = false});
}

double worst_case_by_linear_program(const std::vector<Site>& sites, double budget) {
  bargaining::LinearProgram program;
  program.columns.push_back({.cost = 1.0, .entries = {}, .free = true});
  std::vector<std::pair<std::size_t, double>> spent;
  for (const Site& site : sites) {
    program.columns.push_back({});
    spent.emplace_back(program.columns.size() - 1, site.cost);
    add_row(program, {{spent.back().first, 1.0}}, 1.0, 1.0);
    add_row(program, {{0, -1.0}, {spent.back().first, -site.value * site.detection}}, 1.0, -site.value);
  }
  add_row(program, spent, 1.0, budget);
  return bargaining::solve(program).cost;
}

// The least value that coverage can hold the attacker to; the defender's value needs one such program for each target.
double attacker_value_by_linear_program(const verification::SecurityGame& game) {
  bargaining::LinearProgram program;
  program.columns.push_back({.cost = 1.0, .entries = {}, .free = true});
  std::vector<std::pair<std::size_t, double>> spent;
  for (const verification::Target& target : game.targets) {
    program.columns.push_back({});
    spent.emplace_back(program.columns.size() - 1, target.cost);
    add_row(program, {{spent.back().first, 1.0}}, 1.0, 1.0);
    add_row(program, {{0, -1.0}, {spent.back().first, target.attacker_covered - target.attacker_uncovered}}, 1.0,
            -target.attacker_uncovered);
  }
  add_row(program, spent, 1.0, game.resources);
  return bargaining::solve(program).cost;
}

// Value to the inspector, every stage a 2x2 game without a saddle point.
double stage_by_stage(std::size_t stages, std::size_t inspections, std::size_t violations) {
  if (stages == 0 || violations == 0 || inspections >= stages) return 0.0;
  const double violate = -1.0 + stage_by_stage(stages - 1, inspections, violations - 1);
  if (inspections == 0) return violate;
  const double legal = stage_by_stage(stages - 1, inspections, violations);
  const double inspected = stage_by_stage(stages - 1, inspections - 1, violations);
  return (legal - inspected * violate) / (1.0 - inspected - violate + legal);
}

double least_sample_by_scan(std::size_t items, std::size_t falsified, double nondetection) {
  double missed = 1.0;
  std::size_t sample = 0;
  while (missed > nondetection) {
    missed *= static_cast<double>(items - falsified - sample) / static_cast<double>(items - sample);
    ++sample;
  }
  return static_cast<double>(sample);
}

double run_length_by_markov_chain(double h, double k, int cells) {
  const auto below = [](double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); };
  const double width = 2.0 * h / (2.0 * cells - 1.0);
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(cells, cells);
  for (int i = 0; i < cells; ++i) {
    for (int j = 0; j < cells; ++j) {
      const double middle = (j - i) * width + k;
      matrix(i, j) -= below(middle + width / 2.0) - (j == 0 ? 0.0 : below(middle - width / 2.0));
    }
  }
  return matrix.partialPivLu().solve(Eigen::VectorXd::Ones(cells))[0];
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t seed = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1;
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> share(0.0, 1.0);
  fmt::print("seed {}\n{:<42} {:>12} {:<22} {:>12} {:>10} {:>9}\n", seed, "question", "microseconds", "plain way",
             "microseconds", "ratio", "differ");
  for (const std::size_t number : {10U, 100U, 1000U, 100'000U}) {
    std::vector<Site> sites;
    for (std::size_t i = 0; i < number; ++i) {
      sites.push_back(
          {.value = 1.0 + 9.0 * share(random), .detection = 0.3 + 0.7 * share(random), .cost = 1.0 + share(random)});
    }
    const double budget = static_cast<double>(number) / 5.0;
    std::function<double()> plain;
    if (number <= 1000) plain = [&] { return worst_case_by_linear_program(sites, budget); };
    row(
        fmt::format("visits to {} sites", number), "linear program",
        [&] { return verification::allocate(sites, budget).worst_case; }, plain);
  }
  for (const std::size_t number : {10U, 100U, 1000U}) {
    verification::SecurityGame game{.targets = {}, .resources = static_cast<double>(number) / 5.0};
    for (std::size_t i = 0; i < number; ++i) {
      game.targets.push_back({.attacker_uncovered = 1.0 + 9.0 * share(random),
                              .attacker_covered = -share(random),
                              .defender_uncovered = -10.0 * share(random),
                              .defender_covered = share(random)});
    }
    row(
        fmt::format("security game, {} targets", number), "one linear program",
        [&] { return verification::strong_stackelberg(game).attacker_value; },
        [&] { return attacker_value_by_linear_program(game); });
  }
  for (const std::size_t stages : {10U, 16U, 20U}) {
    row(
        fmt::format("{} stages, 5 inspections, 3 violations", stages), "naive recursion",
        [&] { return -verification::solve({.stages = stages, .inspections = 5, .violations = 3}).value_to_inspectee; },
        [&] { return stage_by_stage(stages, 5, 3); });
  }
  for (const std::size_t items : {1000U, 1'000'000U}) {
    row(
        fmt::format("least sample of {}, 10 falsified", items), "scan",
        [&] {
          return static_cast<double>(verification::least_sample({.items = items, .falsified = 10}, 0.05).value());
        },
        [&] { return least_sample_by_scan(items, 10, 0.05); });
  }
  for (const double threshold : {5.0, 8.0}) {
    row(
        fmt::format("run length, threshold {}", threshold), "Markov chain, 500 cells",
        [&] { return verification::average_run_length({.threshold = threshold, .reference = 0.5}, 0.0); },
        [&] { return run_length_by_markov_chain(threshold, 0.5, 500); });
  }
  for (const std::size_t number : {100U, 1000U}) {
    verification::SchedulePlan plan{.title = "Visits", .parties = {"North"}, .periods = 365, .sites = {}};
    for (std::size_t i = 0; i < number; ++i) {
      plan.sites.push_back({fmt::format("site {}", i), static_cast<std::uint64_t>(share(random) * 1e9)});
    }
    row(fmt::format("a year's draw, {} sites a day", number), "",
        [&] { return static_cast<double>(verification::draw_with(plan, verification::digest_of(plan)).size()); }, {});
  }
  return 0;
}
